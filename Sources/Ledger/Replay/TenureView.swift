/// An official's time in a post, as a history shows it: from when to when, how sure, and which
/// entries say so.
public struct TenureView: Sendable {
  /// The post's id.
  public let post: String
  /// The official's id.
  public let official: String
  /// The official's name as of the day of the answer.
  public let name: String?
  /// The post's title at the time.
  public let title: String?
  /// In which capacity.
  public let capacity: String
  /// The start as a date; `nil` where it is not on record.
  public let from: String?
  /// The end as a date, the first day after it; `nil` where none is on record.
  public let to: String?
  /// Whether it certainly holds on some day, or only possibly; `nil` if it covers no day at all.
  public let certainty: Certainty?
  /// The entry that gives the tenure; `nil` where only its end is on record.
  public let startedBy: Int?
  /// The entry that ends it.
  public let endedBy: Int?

  /// The entries that record disagreement about what it rests on.
  public let disputes: [Int]
  /// The post, renamed or re-organised, in which the official was confirmed into this one.
  public let continuedFrom: String?
  /// The post into which the official was confirmed from this one.
  public let continuedAs: String?
  /// The last day on which he was confirmed in this post, under this name or grade; `from` keeps
  /// the start of the tenure that continues.
  public let confirmed: String?

  /// Why it covers no day, where that is so.
  public var defect: String? {
    guard certainty == nil else { return nil }
    let entries = Set([startedBy, endedBy].compactMap { $0 }).sorted().map(String.init)
    return "\(official) in \(post) (entry \(entries.joined(separator: ", "))): "
      + "ends on \(to ?? "?"), not after its start on \(from ?? "?"); it covers no day"
  }
}

extension Replay {
  /// Every tenure of a post, oldest first; `nil` where no standing entry speaks of it.
  public func history(ofPost id: String) -> [TenureView]? {
    guard let post = number(ofPost: id) else { return nil }
    return history(Array(register.tenures(of: post)))
  }

  /// Every tenure of an official, oldest first; `nil` where no standing entry gives the official a
  /// post or a name.
  public func history(ofOfficial id: String) -> [TenureView]? {
    guard let official = number(ofOfficial: id) else { return nil }
    return history(register.tenures(ofOfficial: official))
  }

  /// The number of a post of which some standing entry speaks.
  public func number(ofPost id: String) -> UInt32? {
    guard let post = facts.posts.find(id),
      directory.hasNotes(post) || !register.tenures(of: post).isEmpty
    else { return nil }
    return post
  }

  /// The number of an official to whom some standing entry gives a post or a name.
  public func number(ofOfficial id: String) -> UInt32? {
    guard let official = facts.officials.find(id),
      directory.name(official) != nil || !register.tenures(ofOfficial: official).isEmpty
    else { return nil }
    return official
  }

  private func history(_ tenures: [Tenure]) -> [TenureView] {
    let views = tenures.map { (order: order(of: $0), view: view(of: $0)) }
    return views.sorted {
      if $0.order != $1.order { return $0.order < $1.order }
      return ($0.view.post, $0.view.official) < ($1.view.post, $1.view.official)
    }.map(\.view)
  }

  /// By start; where that has no bound, by the first other day on record.
  private func order(of tenure: Tenure) -> (Day, Day, UInt32) {
    let end = register.lastEnd(of: tenure)?.days
    let start = register.resumption(of: tenure)?.days ?? tenure.start
    let days = [start.first, start.last, end?.first, end?.last].compactMap { $0 }
    return (days.first { !$0.isUnbounded } ?? .distantPast, start.last, tenure.entry)
  }

  private func view(of tenure: Tenure) -> TenureView {
    let end = register.lastEnd(of: tenure)
    let act = facts.acts[Int(tenure.act)]
    let endedBy = end.flatMap { $0.entry == Act.none ? nil : Int($0.entry) }
    let next = register.tenures(ofOfficial: tenure.official).first {
      register.continues($0, tenure)
    }
    let isConfirmed = act.effect == .confirmed && act.detail >= 0
    let resumption = register.resumption(of: tenure)
    let isAttestedByEnd =
      resumption == nil && (act.effect == .leaves || act.effect == .actingEnds)
    let since = register.since(tenure)
    return TenureView(
      post: facts.posts.text(tenure.post), official: facts.officials.text(tenure.official),
      name: directory.name(tenure.official), title: title(of: tenure, until: end?.days),
      capacity: facts.text(tenure.capacity), from: since.days.text, to: end?.days.text,
      certainty: register.certainty(of: tenure),
      startedBy: isAttestedByEnd ? nil : Int(since.entry),
      endedBy: endedBy, disputes: disputes(about: evidence(of: tenure) + [endedBy]),
      continuedFrom: isConfirmed ? facts.posts.text(UInt32(act.detail)) : nil,
      continuedAs: next.map { facts.posts.text($0.post) },
      confirmed: register.confirmation(of: tenure)?.text)
  }

  /// What the record calls it, else what the post was called when the tenure began.
  private func title(of tenure: Tenure, until end: DayRange?) -> String? {
    if tenure.title != Act.none { return facts.word(tenure.title) }
    let start = tenure.start
    let eve = end.map { $0.first.adding(days: -1) }
    let days = [start.last, eve, start.first].compactMap { $0 }
    let then = directory.moved(to: days.first { !$0.isUnbounded } ?? day)
    return then.title(tenure.post) ?? then.mentionedTitle(tenure.post)
  }
}

extension TenureRegister {
  /// How sure it is that the tenure holds on any day at all; `nil` if it holds on none.
  public func certainty(of tenure: Tenure) -> Certainty? {
    // The first day on which it has certainly begun is the one with the fewest endings before it.
    let begun = terms[tenure.terms].map { max(tenure.start.last, $0.from.last) }
    let seen = sightings(of: tenure).map(\.day)
    let opened = splice(of: tenure)?.opens?.days
    let counted = opened.map {
      [max($0.last, tenure.start.last), max($0.first, tenure.start.first)]
    }
    if ([tenure.start.last] + begun + seen + (counted ?? [])).contains(where: {
      isCertain(tenure, on: $0)
    }) {
      return .certain
    }
    let start = tenure.start
    let possible = [start.first, start.first.adding(days: 1), start.last] + (counted ?? [])
    return possible.contains { isPossible(tenure, on: $0) } ? .possible : nil
  }
}
