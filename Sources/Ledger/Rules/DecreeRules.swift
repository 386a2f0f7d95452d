/// Rules about decrees: one number for two of them, and people whom a decree names but who took no
/// oath on it.
enum DecreeRules {
  /// one number, and another date or other content.
  static func duplicates(_ inspection: Inspection) -> Judgement {
    let facts = inspection.facts
    let book = inspection.decrees
    var judgement = Judgement([], of: book.issued.count)
    for (index, decree) in book.issued.enumerated() {
      judgement.findings += contradictions(within: decree, inspection)
      // The same number of the same issuer under another date of the same year.
      let others = book.sameNumber(as: index)
      for other in others where other < index {
        let earlier = book.issued[other]
        guard let what = Self.difference(earlier, decree) else { continue }
        judgement.findings.append(
          finding(
            "the number \(decree.name(facts)) is that of two decrees: \(what)",
            [earlier.parts[0], decree.parts[0]], inspection))
      }
    }
    return judgement
  }

  /// What tells two decrees of one number apart where only a slip explains it.
  ///
  /// That is so of one issuer and two dates of one year; another year begins a new series of
  /// numbers.
  private static func difference(_ one: DecreeBook.Issued, _ other: DecreeBook.Issued) -> String? {
    guard one.key.issuer == other.key.issuer, let first = date(one), let second = date(other),
      first != second, first.first.year == second.first.year
    else { return nil }
    return "\(first) (entry \(one.parts[0].entry)) and \(second) (entry \(other.parts[0].entry))"
  }

  private static func date(_ decree: DecreeBook.Issued) -> Period? {
    decree.parts.lazy.compactMap(\.decreeDate).first
  }

  /// Entries that issue one decree, or one part of it, with other content.
  private static func contradictions(
    within decree: DecreeBook.Issued, _ inspection: Inspection
  ) -> [RuleFinding] {
    guard decree.parts.count > 1 else { return [] }
    let id = decree.name(inspection.facts)
    var findings: [RuleFinding] = []
    func compare(_ what: String, _ parts: [Tally], _ value: (Tally) -> String?) {
      var seen: [(value: String, tally: Tally)] = []
      for part in parts {
        guard let value = value(part), !seen.contains(where: { $0.value == value }) else {
          continue
        }
        seen.append((value, part))
      }
      guard seen.count > 1 else { return }
      let words = seen.prefix(5).map { "\($0.value) (entry \($0.tally.entry))" }
      findings.append(
        finding(
          "decree \(id) is recorded with different \(what): "
            + Inspection.list(words, of: seen.count), seen.map(\.tally), inspection))
    }
    compare("effective dates", decree.parts) { $0.tmt?.description }
    for parts in Dictionary(grouping: decree.parts, by: \.part).sorted(by: { $0.key < $1.key }) {
      let place = parts.key == 0 ? "" : " in part \(parts.key)"
      compare("counts of people\(place)", parts.value) { $0.group < 0 ? nil : "\($0.group) people" }
      compare("counts of lines\(place)", parts.value) { $0.annex < 0 ? nil : "\($0.annex) lines" }
      var contents: [UInt64: Tally] = [:]
      for part in parts.value where part.lines > 0 && contents[part.content] == nil {
        contents[part.content] = part
      }
      guard contents.count > 1 else { continue }
      let tallies = contents.values.sorted { $0.entry < $1.entry }
      findings.append(
        finding(
          "decree \(id) is recorded with different lines\(place): "
            + Inspection.list(tallies.prefix(5).map { "entry \($0.entry)" }, of: tallies.count),
          tallies, inspection))
    }
    return findings
  }

  private static func finding(
    _ sentence: String, _ tallies: [Tally], _ inspection: Inspection
  ) -> RuleFinding {
    RuleFinding(
      verdict: .violation, sentence: sentence,
      region: tallies.first.flatMap { inspection.facts.word($0.region) },
      days: tallies.last?.days ?? .unknown, entries: Inspection.entries(tallies.map(\.entry)))
  }

  /// Whoever is named in a decree that needs an oath, but stands in no oath taken on it, holds
  /// nothing by it.
  static func absentees(_ inspection: Inspection) -> Judgement {
    let facts = inspection.facts
    guard !facts.remarks.named.isEmpty else { return Judgement() }
    let book = inspection.decrees
    var decreeOf: [UInt32: Int] = [:]
    for (index, decree) in book.issued.enumerated() {
      for part in decree.parts { decreeOf[part.entry] = index }
    }
    var judgement = Judgement()
    for line in facts.remarks.named {
      judgement.count += 1
      if line.isAbsent { judgement.findings.append(absent(line, inspection)) }
      guard !line.isAbsent, let index = decreeOf[line.entry], let sworn = book.sworn[index],
        !sworn.officials.contains(line.official),
        !book.isChanged(book.issued[index], official: line.official, post: line.post)
      else { continue }
      let id = inspection.official(line.official)
      let decree = book.issued[index].name(facts)
      var found = finding(
        line, "entry \(line.entry) names \(id) in decree \(decree), but no oath on it does",
        inspection)
      // Somebody known only by the count may be the one.
      if sworn.hasUnnamed { found.verdict = .undecidable }
      found.entries = Set(found.entries + sworn.entries.prefix(20)).sorted()
      judgement.findings.append(found)
    }
    return judgement
  }

  private static func absent(_ line: NamedLine, _ inspection: Inspection) -> RuleFinding {
    finding(
      line,
      "entry \(line.entry) lists \(inspection.official(line.official)) as absent from the oath",
      inspection)
  }

  private static func finding(
    _ line: NamedLine, _ sentence: String, _ inspection: Inspection
  ) -> RuleFinding {
    RuleFinding(
      verdict: .needsEvidence, sentence: sentence + "; nothing is held by it",
      posts: line.post == Act.none ? [] : [inspection.post(line.post)],
      officials: [inspection.official(line.official)], entries: [Int(line.entry)])
  }
}
