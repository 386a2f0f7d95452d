/// R-31: people counted in several ways must agree: a group and its lines, a group and its parts,
/// an annex and its lines, a decree and the ceremonies that rest on it; points of a directive
/// likewise.
enum CountRules {
  static func judge(_ inspection: Inspection) -> Judgement {
    let facts = inspection.facts
    var judgement = Judgement()
    for tally in facts.tallies {
      judgement.count += 1
      judgement.findings += within(tally, inspection)
    }
    let decrees = inspection.decrees
    for (index, decree) in decrees.issued.enumerated() {
      let sworn = decrees.isChanged(decree) ? nil : decrees.sworn[index]
      judgement.findings += within(decree, sworn, inspection)
    }
    for event in facts.events where event.kind == .directiveIssued {
      guard let claimed = event[.claimedCount]?.integer else { continue }
      judgement.count += 1
      let points = event[.points]?.elements.count ?? 0
      guard points > 0, points != claimed else { continue }
      judgement.findings.append(
        RuleFinding(
          verdict: .needsEvidence,
          sentence: "entry \(event.entry) speaks of \(claimed) points and lists \(points)",
          region: event.region, days: event.effective.map { DayRange($0) } ?? .unknown,
          entries: [event.entry]))
    }
    return judgement
  }

  /// What one entry says of one and the same people.
  private static func within(_ tally: Tally, _ inspection: Inspection) -> [RuleFinding] {
    var findings: [RuleFinding] = []
    func add(_ verdict: RuleFinding.Verdict, _ what: String) {
      findings.append(
        finding(verdict, "entry \(tally.entry) \(what)", [tally], inspection))
    }
    if tally.group >= 0, tally.placed > tally.group {
      add(.violation, "counts \(people(tally.group)) and names \(tally.placed)" + names(tally))
    } else if tally.group >= 0, tally.named > tally.group, tally.kind != .decreeIssued {
      let what = "counts \(people(tally.group)) and names \(tally.named)"
      add(.needsEvidence, what + names(tally))
    }
    if tally.group >= 0, tally.breakdown >= 0, tally.breakdown != tally.group {
      let verdict: RuleFinding.Verdict =
        tally.breakdown > tally.group ? .violation : .needsEvidence
      add(verdict, "counts \(people(tally.group)), but its parts add up to \(tally.breakdown)")
    }
    if tally.group >= 0, tally.annex >= 0, tally.annex != tally.group {
      add(.needsEvidence, "counts \(people(tally.group)), but its annex has \(tally.annex) lines")
    }
    return findings
  }

  /// The entries by which people of a count were named afterwards, in words.
  private static func names(_ tally: Tally) -> String {
    guard !tally.identified.isEmpty else { return "" }
    return " (with \(Inspection.named(tally.identified.map { Int($0) })))"
  }

  private static func people(_ count: Int) -> String {
    Inspection.count(count, "person", "people")
  }

  /// What a decree says of its annex, in one entry or in parts, and who took the oath on it.
  private static func within(
    _ decree: DecreeBook.Issued, _ ceremony: DecreeBook.Sworn?, _ inspection: Inspection
  ) -> [RuleFinding] {
    var findings: [RuleFinding] = []
    let annexes = Set(decree.parts.map(\.annex).filter { $0 >= 0 })
    let lines = decree.lineCount
    let id = decree.name(inspection.facts)
    if annexes.count == 1, let annex = annexes.first, lines > 0, lines != annex {
      findings.append(
        finding(
          lines > annex ? .violation : .needsEvidence,
          "the annex of decree \(id) has \(Inspection.count(annex, "line", "lines")), of which "
            + "\(lines) are recorded (\(Inspection.named(decree.parts.map { Int($0.entry) })))",
          decree.parts, inspection))
    }
    let expected = annexes.first ?? (lines > 0 ? lines : decree.parts.map(\.group).max() ?? -1)
    guard expected >= 0, annexes.count <= 1, let ceremony, let sworn = ceremony.count,
      sworn != expected
    else { return findings }
    var found = finding(
      sworn > expected ? .violation : .needsEvidence, "", decree.parts, inspection)
    found.entries = Set(found.entries + ceremony.entries).sorted()
    found.sentence =
      "decree \(id) names \(Inspection.count(expected, "person", "people")), and \(sworn) took "
      + "the oath on it (\(Inspection.named(found.entries)))"
    return findings + [found]
  }

  private static func finding(
    _ verdict: RuleFinding.Verdict, _ sentence: String, _ tallies: [Tally],
    _ inspection: Inspection
  ) -> RuleFinding {
    RuleFinding(
      verdict: verdict, sentence: sentence,
      region: tallies.first.flatMap { inspection.facts.word($0.region) },
      days: tallies.first?.days ?? .unknown,
      entries: Inspection.entries(tallies.flatMap { [$0.entry] + $0.identified }))
  }
}
