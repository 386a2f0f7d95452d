/// Directives that were given.
public struct DirectiveView: Sendable {
  /// A point of them.
  public struct Point: Sendable {
    /// Its number.
    public let no: Int
    /// What was said.
    public let text: String
    /// What sort of utterance it is.
    public let kind: String?
  }

  /// The ids of the officials who gave them.
  public let by: [String]
  /// The region code.
  public let region: String?
  /// When.
  public let effective: Period?
  /// How many points the source says there are.
  public let claimedCount: Int?
  /// The points, each by itself.
  public let points: [Point]
  /// The entry.
  public let entry: Int
}

/// A reported number of officials.
public struct HeadcountView: Sendable {
  /// The region code.
  public let region: String?
  /// The day or year the figure speaks of.
  public let asOf: Period?
  /// The number.
  public let count: Int
  /// Who is counted.
  public let definition: String?
  /// The entry.
  public let entry: Int
}

/// Something about which sources disagree.
public struct DisputeView: Sendable {
  /// The entries concerned.
  public let entries: [Int]
  /// The field they disagree about.
  public let field: String?
  /// What each source says: objects with `value` and perhaps `source`.
  public let values: [JSONValue]
  /// The value taken; `nil` while the dispute is open.
  public let chosen: JSONValue?
  /// The entry that records the disagreement.
  public let entry: Int
}

extension Replay {
  /// The directives given by the day, in the journal's order.
  public func directives(in scope: Scope = Scope()) -> [DirectiveView] {
    facts.events.filter { $0.kind == .directiveIssued && hasHappened($0) }
      .filter { scope.includes(region: $0.region) }
      .map { event in
        let points = event[.points]?.elements ?? []
        return DirectiveView(
          by: event[.by]?.texts ?? [], region: event.region, effective: event.effective,
          claimedCount: event[.claimedCount]?.integer,
          points: points.enumerated().map { index, point in
            DirectiveView.Point(
              no: point[.no]?.integer ?? index + 1, text: point[.text]?.text ?? "",
              kind: point[.kind]?.text)
          }, entry: event.entry)
      }
  }

  /// The headcounts reported by the day, in the journal's order.
  public func headcounts(in scope: Scope = Scope()) -> [HeadcountView] {
    facts.events.filter { $0.kind == .headcountReported && hasHappened($0) }
      .filter { scope.includes(region: $0.region) }
      .flatMap { event in
        (event[.figures]?.elements ?? []).map { figure in
          HeadcountView(
            region: event.region, asOf: figure[.asOf]?.period, count: figure[.count]?.integer ?? 0,
            definition: figure[.definition]?.text, entry: event.entry)
        }
      }
  }

  /// The disputes about what may have happened by the day, open and resolved.
  public func disputes(in scope: Scope = Scope()) -> [DisputeView] {
    facts.events.filter { $0.kind == .claimDisputed && scope.includes(region: $0.region) }
      .compactMap { event in
        guard concernsPast(event) else { return nil }
        let entries = event[.entries]?.elements.compactMap(\.integer) ?? []
        return DisputeView(
          entries: entries, field: event[.field]?.text, values: event[.values]?.elements ?? [],
          chosen: resolution(of: event)?[.chosen] ?? event[.chosen], entry: event.entry)
      }
  }

  /// The sets of entries that disagree about one event: it is one event, also once it is settled
  /// what was right.
  func disputedEntries() -> [Set<Int>] {
    facts.events.filter { $0.kind == .claimDisputed }
      .map { Set($0[.entries]?.elements.compactMap(\.integer) ?? []) }
  }

  /// The latest resolution that speaks of the same entries and field.
  private func resolution(of dispute: Event) -> Event? {
    let entries = Set(dispute[.entries]?.elements.compactMap(\.integer) ?? [])
    return facts.events.last {
      guard $0.kind == .claimResolved, $0.entry > dispute.entry else { return false }
      let resolved = Set($0[.entries]?.elements.compactMap(\.integer) ?? [])
      return resolved.contains(dispute.entry)
        || (resolved == entries && $0[.field]?.text == dispute[.field]?.text)
    }
  }

  /// A dispute is shown from the first day on which one of its entries or values may lie.
  private func concernsPast(_ dispute: Event) -> Bool {
    var days = (dispute[.values]?.elements ?? []).compactMap { $0[.value]?.period?.first }
    for entry in dispute[.entries]?.elements.compactMap(\.integer) ?? [] {
      days += effectiveDays(of: entry)
    }
    return days.isEmpty || days.contains { $0 <= day }
  }

  private func effectiveDays(of entry: Int) -> [Day] {
    let events = facts.events.filter { $0.entry == entry }.compactMap { $0.effective?.first }
    let steps = facts.steps.filter { $0.entry == UInt32(entry) }.map(\.days.first)
    return events + steps + facts.acts.filter { $0.entry == UInt32(entry) }.map(\.days.first)
  }
}
