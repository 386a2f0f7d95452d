import Ledger

/// Splits what is too long for one entry over several, as evenly as can be.
enum AnnexParts {
  /// The most bytes an entry may have (4.1 of the log's format), less room for the attributes that
  /// the journal adds: its office, its clerk, its times.
  ///
  /// That does not depend on who records, so that the same annex is always split alike.
  static let limit = 65_535 - 2_048

  /// One part: its lines, the absent ones that go with it, and which of how many it is.
  struct Part {
    var lines: ArraySlice<JSONValue>
    var absent: ArraySlice<JSONValue>
    var place: (number: Int, of: Int)?
  }

  /// The events of some lines, each short enough; nil if a line alone is too long.
  ///
  /// - Parameters:
  ///   - lines: The lines, at least one in every event.
  ///   - absent: Lines that stand apart.
  ///   - make: The event of a part.
  /// - Returns: The events in order.
  static func events(
    _ lines: [JSONValue], absent: [JSONValue] = [], make: (Part) -> JSONValue
  ) -> [JSONValue]? {
    let total = (lines + absent).reduce(0) { $0 + LineWriter.write($1).count }
    var count = max(1, total / limit)
    while count <= max(1, lines.count) {
      let events = (0..<count).map { index in
        make(
          Part(
            lines: slice(lines, index, of: count), absent: slice(absent, index, of: count),
            place: count == 1 ? nil : (index + 1, count)))
      }
      if events.allSatisfy({ LineWriter.write($0).count <= limit }) { return events }
      count += 1
    }
    return nil
  }

  private static func slice(
    _ lines: [JSONValue], _ index: Int, of count: Int
  ) -> ArraySlice<JSONValue> {
    lines[(lines.count * index / count)..<(lines.count * (index + 1) / count)]
  }
}
