/// Rules about single acts: out of a post that another holds, on a post that does not exist, by
/// somebody who has died or retired, and acting terms that end before they begin.
enum ActRules {
  /// A move out of a post of one seat that another is on record as holding.
  static func leavers(_ inspection: Inspection) -> Judgement {
    var byPost: [UInt32: [Act]] = [:]
    for act in inspection.acts where act.effect == .leaves && !act.days.first.isUnbounded {
      byPost[act.post, default: []].append(act)
    }
    var judgement = Judgement()
    for (post, acts) in byPost.sorted(by: { $0.key < $1.key }) {
      judgement.count += acts.count
      guard inspection.register.seats[Int(post)] == 1 else { continue }
      let spans = inspection.spans(ofPost: post)
      // The span that goes on longest among those begun by the eve of each act.
      var seen = LongestSpans { $0.official }
      var next = 0
      for act in acts.sorted(by: { ($0.days.first, $0.entry) < ($1.days.first, $1.entry) }) {
        let eve = act.days.first.adding(days: -1)
        while next < spans.count, spans[next].begin <= eve {
          seen.add(spans[next])
          next += 1
        }
        if let finding = leaver(act, seen, eve, inspection) { judgement.findings.append(finding) }
      }
    }
    return judgement
  }

  private static func leaver(
    _ act: Act, _ seen: LongestSpans, _ eve: Day, _ inspection: Inspection
  ) -> RuleFinding? {
    let own = inspection.register.tenures(ofOfficial: act.official).filter { $0.post == act.post }
    let wasOn = own.contains {
      $0.start != .unknown
        && ($0.endEntry == act.entry || inspection.register.isPossible($0, on: eve))
    }
    guard !wasOn, let attested = own.first ?? nil,
      let other = seen.longest(beside: attested), eve < other.end
    else { return nil }
    let official = inspection.official(act.official)
    return RuleFinding(
      verdict: .violation,
      sentence: "entry \(act.entry) moves \(official) out of \(inspection.post(act.post)), which "
        + "\(inspection.holder(other.tenure)) is on record as holding",
      posts: [inspection.post(act.post)],
      officials: [official, inspection.official(other.tenure.official)], days: act.days,
      entries: Inspection.entries([act.entry, other.tenure.entry]))
  }

  /// R-33: a post taken before it was established or after it was abolished.
  static func untimely(_ inspection: Inspection) -> Judgement {
    var judgement = Judgement()
    for act in inspection.acts {
      switch act.effect {
      case .takes, .acts, .confirmed, .recorded, .attested: break
      default: continue
      }
      guard let notes = inspection.lifecycles[act.post], !act.days.last.isUnbounded else {
        continue
      }
      judgement.count += 1
      if let finding = untimely(act, notes, inspection) { judgement.findings.append(finding) }
    }
    return judgement
  }

  private static func untimely(
    _ act: Act, _ notes: [PostNote], _ inspection: Inspection
  ) -> RuleFinding? {
    let id = inspection.post(act.post)
    func finding(_ sentence: String, _ note: UInt32) -> RuleFinding {
      RuleFinding(
        verdict: .violation, sentence: "entry \(act.entry) has \(id) \(sentence)", posts: [id],
        officials: act.official == Act.none ? [] : [inspection.official(act.official)],
        days: act.days, entries: Inspection.entries([act.entry, note]))
    }
    let founded = notes.filter { $0.source == .established }.min { $0.days.first < $1.days.first }
    if let founded, act.days.last < founded.days.first {
      return finding(
        "held on \(act.days.last), before it was established (entry \(founded.entry))",
        founded.entry)
    }
    let latest = notes.filter { $0.days.last <= act.days.first }
      .max { ($0.days.first, $0.entry) < ($1.days.first, $1.entry) }
    if let latest, latest.source == .abolished {
      return finding(
        "taken on \(act.days.first), after it was abolished (entry \(latest.entry))", latest.entry)
    }
    return nil
  }

  /// R-23: somebody who takes a post, or acts, after death or retirement.
  static func departed(_ inspection: Inspection) -> Judgement {
    guard !inspection.departures.isEmpty else { return Judgement() }
    var judgement = Judgement()
    for act in inspection.acts {
      guard let departures = inspection.departures[act.official] else { continue }
      let earliest = departures.min { ($0.days.last, $0.entry) < ($1.days.last, $1.entry) }
      guard let earliest, earliest.days != .unknown, earliest.entry != act.entry else { continue }
      judgement.count += 1
      let id = inspection.official(act.official)
      let how = earliest.cause == .death ? "died" : "retired"
      let gone = "who \(how) by \(earliest.days.last) (entry \(earliest.entry))"
      func add(_ verdict: RuleFinding.Verdict, _ what: String) {
        judgement.findings.append(
          RuleFinding(
            verdict: verdict, sentence: "entry \(act.entry) has \(id) \(what), \(gone)",
            posts: act.post == Act.none ? [] : [inspection.post(act.post)], officials: [id],
            days: act.days, entries: Inspection.entries([act.entry, earliest.entry])))
      }
      switch act.effect {
      case .takes, .confirmed, .acts, .extends, .attested, .recorded:
        if act.days != .unknown, act.days.first > earliest.days.last {
          add(.violation, "in \(inspection.post(act.post)) on \(act.days.text ?? "?")")
        } else if act.effect == .recorded, act.detail >= 0,
          case .on(let end) = inspection.facts.recorded[Int(act.detail)].end,
          end.first > earliest.days.last.adding(days: 1)
        {
          add(.needsEvidence, "in \(inspection.post(act.post)) until \(end)")
        }
      default: break
      }
    }
    return judgement
  }

  /// A term of acting whose last day comes before its first.
  static func terms(_ inspection: Inspection) -> Judgement {
    var judgement = Judgement()
    for act in inspection.acts where act.effect == .acts || act.effect == .extends {
      guard act.detail >= 0, let until = inspection.facts.terms[Int(act.detail)] else { continue }
      judgement.count += 1
      guard until.last < act.days.first else { continue }
      let id = inspection.official(act.official)
      judgement.findings.append(
        RuleFinding(
          verdict: .violation,
          sentence: "entry \(act.entry) has \(id) act on \(inspection.post(act.post)) from "
            + "\(act.days.text ?? "?") until \(until), which is before",
          posts: [inspection.post(act.post)], officials: [id], days: act.days,
          entries: [Int(act.entry)]))
    }
    return judgement
  }

  /// Tenures that end before they begin, or on the day on which they begin: on no day does such a
  /// tenure hold.
  static func dates(_ inspection: Inspection) -> Judgement {
    var judgement = Judgement()
    let register = inspection.register
    for tenure in register.tenures
    where inspection.asks(post: tenure.post, official: tenure.official) {
      judgement.count += 1
      // Only what has an end can have one before its start; most tenures are passed over here.
      guard register.certainty(of: tenure) == nil, let end = register.end(of: tenure) else {
        continue
      }
      let how =
        if end.days.last < tenure.start.first {
          "ends on \(text(end.days)), before its start on"
        } else if end.days == tenure.start {
          "begins and ends on"
        } else {
          "ends on \(text(end.days)), not after its start on"
        }
      judgement.findings.append(
        RuleFinding(
          verdict: .violation,
          sentence: "the tenure of \(inspection.holder(tenure)) in \(inspection.post(tenure.post)) "
            + "\(how) \(text(tenure.start)); it covers no day",
          posts: [inspection.post(tenure.post)],
          officials: [inspection.official(tenure.official)], days: tenure.start,
          entries: Inspection.entries([tenure.entry, end.entry])))
    }
    return judgement
  }

  private static func text(_ days: DayRange) -> String { days.text ?? "an unknown day" }
}
