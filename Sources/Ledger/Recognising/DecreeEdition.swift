/// A decree as the journal has it now: its lines with all amendments, and what was done upon it.
public struct DecreeEdition: Sendable {
  /// The entries that issue it, one a part.
  public let issued: [Event]
  /// The entries that amend it.
  public let amendments: [Event]
  /// The oaths and confirmations that rest on it.
  public let ceremonies: [Event]
  /// The entries that revoke or annul it as a whole.
  public let undone: [Event]
  /// Its lines as they are now, in their order.
  public let lines: [JSONValue]

  /// The event types from which an edition is made.
  public static let kinds: Set<EventKind> = [
    .decreeIssued, .decreeAmended, .decreeRevoked, .decreeAnnulled, .officialsInaugurated,
    .officialsConfirmed,
  ]

  /// The decree as some standing entries have it.
  ///
  /// - Parameters:
  ///   - decree: The decree, by its number, and its issuer and date as far as they are known.
  ///   - events: Entries of the types in `kinds`, corrections applied, in the journal's order.
  public init(of decree: JSONValue, in events: [Event]) {
    let own = events.filter { $0[.decree].map { Self.isOne($0, decree) } ?? false }
    issued = own.filter { $0.kind == .decreeIssued }
    amendments = own.filter { $0.kind == .decreeAmended }
    ceremonies = own.filter { $0.kind == .officialsInaugurated || $0.kind == .officialsConfirmed }
    undone = own.filter {
      ($0.kind == .decreeRevoked || $0.kind == .decreeAnnulled) && $0[.lines] == nil
    }
    var lines = issued.flatMap { $0[.lines]?.elements ?? [] }
    for amendment in amendments {
      for line in amendment[.lines]?.elements ?? [] { Self.amend(&lines, by: line) }
    }
    self.lines = lines
  }

  /// The entries by which the decree and what rests on it were recorded.
  public var entries: Set<Int> { Set((issued + amendments + ceremonies).map(\.entry)) }

  /// The annexes as they were issued, each with all its parts: a decree may have several, recorded
  /// one after the other.
  public var annexes: [[JSONValue]] {
    var annexes: [[JSONValue]] = []
    for event in issued {
      let part = event[.decree]?[.part]?[.no]?.integer ?? 1
      let lines = event[.lines]?.elements ?? []
      if part > 1, let last = annexes.indices.last {
        annexes[last] += lines
      } else {
        annexes.append(lines)
      }
    }
    return annexes
  }

  /// Whether two entries name one decree: the number is the same, and so are issuer and date where
  /// both give them; blanks and case put aside.
  public static func isOne(_ one: JSONValue, _ other: JSONValue) -> Bool {
    guard let one = DecreeIndex.decree(one), let other = DecreeIndex.decree(other) else {
      return false
    }
    return one.agrees(with: other)
  }

  /// A line of an amendment takes the place of the official's line; without a post it takes that
  /// line out; and where the official has none it is added.
  ///
  /// - Parameters:
  ///   - lines: The lines.
  ///   - line: The line of the amendment.
  private static func amend(_ lines: inout [JSONValue], by line: JSONValue) {
    guard let official = line[.official]?.text else { return }
    let own = lines.indices.filter { lines[$0][.official]?.text == official }
    guard let post = line[.post]?.text else {
      lines.removeAll { $0[.official]?.text == official }
      return
    }
    let same = own.count > 1 ? own.filter { lines[$0][.post]?.text == post } : own
    if let place = same.first { lines[place] = line } else { lines.append(line) }
  }
}
