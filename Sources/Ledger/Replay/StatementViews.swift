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
}
