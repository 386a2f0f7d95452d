/// Rules about the record itself: disputes left open, and weekdays that do not go with the dates.
enum RecordRules {
  /// sources that disagree; what was settled is well.
  static func disputes(_ inspection: Inspection) -> Judgement {
    let all = inspection.replay.disputeRecords()
    let findings = all.map { dispute in
      let field = dispute.view.field.map { " about \($0)" } ?? ""
      let values = dispute.view.values.compactMap { value in
        value[.value]?.text ?? value[.value]?.integer.map(String.init)
      }
      let chosen = dispute.view.chosen.map { $0.text ?? $0.integer.map(String.init) ?? "?" }
      var sentence =
        "sources disagree\(field) of "
        + Inspection.named(dispute.view.entries) + " (entry \(dispute.view.entry))"
      if !values.isEmpty { sentence += ": " + values.joined(separator: " or ") }
      if let chosen {
        sentence += "; taken is \(chosen)"
        sentence += dispute.view.resolvedBy.map { " (entry \($0))" } ?? ""
      }
      let concerned = dispute.view.entries + [dispute.view.entry]
      return RuleFinding(
        verdict: dispute.view.isOpen ? .needsEvidence : .ok, sentence: sentence,
        posts: dispute.posts, officials: dispute.officials, region: dispute.region,
        days: dispute.days,
        entries: Set(concerned + (dispute.view.resolvedBy.map { [$0] } ?? [])).sorted())
    }
    return Judgement(findings, of: all.count)
  }

  /// the weekday as printed goes neither with the day of the event nor with that of the
  /// source.
  static func weekdays(_ inspection: Inspection) -> Judgement {
    let facts = inspection.facts
    var judgement = Judgement()
    for printed in facts.remarks.weekdays {
      judgement.count += 1
      let word = facts.words.text(printed.word)
      var finding = RuleFinding(
        verdict: .violation, sentence: "", region: facts.word(printed.region), days: printed.days,
        entries: [Int(printed.entry)])
      var dates = printed.days == .unknown ? [] : [printed.days]
      if let published = printed.published { dates.append(DayRange(published)) }
      guard let weekday = Weekday(word) else {
        finding.verdict = .undecidable
        finding.sentence = "entry \(printed.entry) prints the weekday \"\(word)\", which is none"
        judgement.findings.append(finding)
        continue
      }
      guard !dates.isEmpty, !dates.contains(where: weekday.isAmong) else { continue }
      let found = dates.map { days in
        (days.text ?? "?") + (days.first == days.last ? ", a \(Weekday.name(days.first))" : "")
      }
      finding.sentence =
        "entry \(printed.entry) prints the weekday \"\(word)\", but its date is "
        + found.joined(separator: "; its source is of ")
      judgement.findings.append(finding)
    }
    return judgement
  }

  /// For a strict check: posts, officials and units that are used but were never declared.
  static func undeclared(_ inspection: Inspection) -> Judgement {
    let facts = inspection.facts
    var judgement = Judgement()
    var firstUse = FirstUse(facts)
    firstUse.collect()
    for (number, entry) in firstUse.posts.sorted(by: { $0.key < $1.key })
    where inspection.asks(post: number) {
      let id = facts.posts.text(number)
      judgement.findings.append(finding("post", id, entry, posts: [id]))
    }
    for (number, entry) in firstUse.officials.sorted(by: { $0.key < $1.key })
    where inspection.asks(post: Act.none, official: number) {
      let id = facts.officials.text(number)
      judgement.findings.append(finding("official", id, entry, officials: [id]))
    }
    for (number, entry) in firstUse.units.sorted(by: { $0.key < $1.key }) {
      let id = facts.units.text(number)
      judgement.findings.append(finding("unit", id, entry, units: [id]))
    }
    for (id, entry) in firstUse.unknownPosts.sorted(by: { $0.value < $1.value }) {
      judgement.findings.append(finding("post", id, entry, posts: [id]))
    }
    for (id, entry) in firstUse.unknownOfficials.sorted(by: { $0.value < $1.value }) {
      judgement.findings.append(finding("official", id, entry, officials: [id]))
    }
    judgement.count =
      facts.posts.count + facts.officials.count + facts.units.count
      + firstUse.unknownPosts.count + firstUse.unknownOfficials.count
    return judgement
  }

  private static func finding(
    _ noun: String, _ id: String, _ entry: UInt32, posts: [String] = [], officials: [String] = [],
    units: [String] = []
  ) -> RuleFinding {
    RuleFinding(
      verdict: .needsEvidence,
      sentence: "\(noun) \(id) is used (entry \(entry)) but was never declared", posts: posts,
      officials: officials, units: units, entries: [Int(entry)])
  }
}

/// The entry that first uses each post, official and unit which none declares.
private struct FirstUse {
  let facts: Facts
  var posts: [UInt32: UInt32] = [:]
  var officials: [UInt32: UInt32] = [:]
  var units: [UInt32: UInt32] = [:]
  /// The posts and officials, by id, that only assertions of a holder name: those move nobody, and
  /// the facts do not know them.
  var unknownPosts: [String: UInt32] = [:]
  var unknownOfficials: [String: UInt32] = [:]

  init(_ facts: Facts) { self.facts = facts }

  mutating func collect() {
    for act in facts.acts {
      use(\.posts, act.post, act.entry)
      use(\.officials, act.official, act.entry)
    }
    for note in facts.postNotes {
      if note.source == .mentioned { use(\.posts, note.post, note.entry) }
      use(\.units, note.unit, note.entry)
    }
    for note in facts.officialNotes { use(\.officials, note.official, note.entry) }
    for note in facts.unitNotes { use(\.units, note.parent, note.entry) }
    for event in facts.events where event.kind == .holderAsserted {
      let entry = UInt32(event.entry)
      if let id = event[.post]?.text {
        if let post = facts.posts.find(id) {
          use(\.posts, post, entry)
        } else {
          unknownPosts[id] = min(unknownPosts[id] ?? entry, entry)
        }
      }
      if let id = event[.official]?.text {
        if let official = facts.officials.find(id) {
          use(\.officials, official, entry)
        } else {
          unknownOfficials[id] = min(unknownOfficials[id] ?? entry, entry)
        }
      }
    }
    for note in facts.postNotes where note.source == .established { posts[note.post] = nil }
    for note in facts.unitNotes where note.kind == .unitEstablished { units[note.unit] = nil }
    for official in facts.remarks.registered { officials[official.official] = nil }
  }

  private mutating func use(
    _ list: WritableKeyPath<FirstUse, [UInt32: UInt32]>, _ number: UInt32, _ entry: UInt32
  ) {
    guard number != Act.none else { return }
    self[keyPath: list][number] = min(self[keyPath: list][number] ?? entry, entry)
  }
}
