public import Ledger

/// Holds a list of careers against what earlier imports of it have recorded: what is new, what is
/// known, what the list says otherwise now, and what it says no more.
public struct CareerEdition: Sendable {
  /// What the journal holds of earlier imports.
  public struct Recorded: Sendable {
    /// The entries whose ids are those of rows of the list, by id.
    public var known: [String: Int] = [:]
    /// When those were recorded: each time is that of one import.
    public var times: Set<Instant> = []
    /// The other tenures that imports recorded, whole and as they were recorded.
    public var others: [Event] = []

    /// Nothing.
    public init() {}

    /// Adds what the stretch of the journal that follows holds.
    public mutating func add(_ other: Recorded) {
      if known.isEmpty {
        known = other.known
      } else {
        known.merge(other.known) { first, _ in first }
      }
      times.formUnion(other.times)
      others += other.others
    }
  }

  /// A row that differs from what is recorded.
  public struct Change: Sendable {
    /// How it differs.
    public enum Kind: String, Sendable {
      /// The list says otherwise of the same official in the same post.
      case changed
      /// The list has no such row any more.
      case vanished
      /// The list has the row, and the entry was retracted.
      case withdrawn
    }

    /// How it differs.
    public let kind: Kind
    /// The entry that is on record.
    public let entry: Int
    /// The row of the list; nil where there is none.
    public let row: Int?
    /// What is on record now; nil where it was taken back.
    public let before: CareerTable.Row?
  }

  /// The rows that are new, in the order of the list.
  public private(set) var fresh: [Int] = []
  /// How many rows are on record as they are.
  public private(set) var knownCount = 0
  /// What differs: changed and withdrawn rows in the order of the list, then vanished ones.
  public private(set) var changes: [Change] = []

  /// A tenure on record that no row is found for yet.
  private struct Standing {
    var entry: Int
    /// What the latest edition said of it, whatever was corrected by hand before or since.
    var said: CareerTable.Row
    /// What is on record now; what the edition said where that is no tenure any more.
    var held: CareerTable.Row
    var time: Instant
    /// Whether the list has the row as which it was recorded first.
    var isListed: Bool
  }

  private var pending: [(row: Int, entry: Int?)] = []
  private var standing: [Standing] = []
  /// The imports that this list is an edition of, by their time.
  private var editions: Set<Instant>

  /// Compares a list with the journal.
  ///
  /// - Parameters:
  ///   - table: The rows; the texts of recorded ones are added.
  ///   - ids: The id of each row.
  ///   - recorded: What earlier imports have recorded.
  ///   - facts: The journal, for what was retracted and corrected since.
  ///   - prefix: What the ids of entries begin with that imports of the list recorded, corrections
  ///     among them.
  ///   - isNamed: Whether all the recorded tenures are of this very list; else only the imports
  ///     that share a row with it are.
  public init(
    _ table: inout CareerTable, ids: [String], _ recorded: Recorded, facts: Facts, prefix: String,
    isNamed: Bool
  ) {
    editions = recorded.times
    collect(&table, ids, recorded, facts, Self.corrections(in: facts, prefix))
    let rows = table.rows
    // A row is known that says what an edition has said, or what somebody has made of that since.
    let sides = [\Standing.said, \Standing.held]
    for side in sides { knownCount += pairs(rows, with: side, by: { $0 }).count }
    for side in sides {
      for key in [Self.withStart, Self.withEnd] { pairChanged(rows, with: side, by: key) }
    }
    for (row, entry) in pending {
      if let entry {
        changes.append(Change(kind: .withdrawn, entry: entry, row: row, before: nil))
      } else {
        fresh.append(row)
      }
    }
    changes.sort { ($0.row ?? 0, $0.entry) < ($1.row ?? 0, $1.entry) }
    for left in standing.sorted(by: { $0.entry < $1.entry })
    where !left.isListed && (isNamed || editions.contains(left.time)) {
      changes.append(Change(kind: .vanished, entry: left.entry, row: nil, before: left.held))
    }
  }

  /// What later editions made of entries: the latest correction of each that an import recorded,
  /// whether or not that was taken back.
  private static func corrections(in facts: Facts, _ prefix: String) -> [Int: Event] {
    var latest: [Int: Event] = [:]
    for event in facts.events where event.kind == .entryCorrected && event.id.hasPrefix(prefix) {
      // The name of another list would be followed by a colon.
      guard !event.id.dropFirst(prefix.count).contains(":"),
        let entry = event.data["entry"]?.integer
      else { continue }
      latest[entry] = event
    }
    return latest
  }

  /// Sorts rows by whether their id is on record, and recorded tenures by whether they stand.
  private mutating func collect(
    _ table: inout CareerTable, _ ids: [String], _ recorded: Recorded, _ facts: Facts,
    _ corrections: [Int: Event]
  ) {
    let undone = facts.undone()
    var events: [Int: Event] = [:]
    for event in facts.standing(recorded.others) { events[event.entry] = event }
    func add(
      _ entry: Int, _ first: CareerTable.Row?, _ time: Instant, isListed: Bool
    ) {
      guard undone[entry]?.kind != .retracted,
        let said = corrections[entry]?.data["replacement"]?["data"].flatMap({ table.row(of: $0) })
          ?? first
      else { return }
      let event = events[entry].flatMap { $0.kind == .tenureRecorded ? $0 : nil }
      let held = event.flatMap { table.row(of: $0.data) } ?? said
      standing.append(
        Standing(entry: entry, said: said, held: held, time: time, isListed: isListed))
    }
    for (row, id) in ids.enumerated() {
      guard let entry = recorded.known[id] else {
        pending.append((row, nil))
        continue
      }
      guard undone[entry] != nil else {
        knownCount += 1
        continue
      }
      pending.append((row, entry))
      add(
        entry, table.rows[row], recorded.times.min() ?? Instant(milliseconds: 0), isListed: true)
    }
    for event in recorded.others {
      add(event.entry, table.row(of: event.data), event.recordedTime, isListed: false)
    }
  }
}

/// Pairing what is listed with what is recorded.
extension CareerEdition {
  /// The official and the post, with one of the two dates.
  private struct Key: Hashable {
    var person: UInt32
    var post: UInt32
    var isStart: Bool
    var date: String?
  }

  private static func withStart(_ row: CareerTable.Row) -> Key {
    Key(person: row.person, post: row.post, isStart: true, date: row.from?.description)
  }

  private static func withEnd(_ row: CareerTable.Row) -> Key {
    Key(person: row.person, post: row.post, isStart: false, date: row.to.text)
  }

  /// Rows that say otherwise of a tenure that is known by its official, its post and one date.
  private mutating func pairChanged(
    _ rows: [CareerTable.Row], with side: KeyPath<Standing, CareerTable.Row>,
    by key: (CareerTable.Row) -> Key
  ) {
    for (row, found) in pairs(rows, with: side, by: key) {
      changes.append(Change(kind: .changed, entry: found.entry, row: row, before: found.held))
    }
  }

  /// Takes out of both lists the rows and tenures that agree in a key, first come first.
  private mutating func pairs<Found: Hashable>(
    _ rows: [CareerTable.Row], with side: KeyPath<Standing, CareerTable.Row>,
    by key: (CareerTable.Row) -> Found
  ) -> [(row: Int, found: Standing)] {
    guard !standing.isEmpty, !pending.isEmpty else { return [] }
    var places: [Found: [Int]] = [:]
    for index in standing.indices.reversed() {
      places[key(standing[index][keyPath: side]), default: []].append(index)
    }
    var paired: [(row: Int, found: Standing)] = []
    var taken: Set<Int> = []
    pending.removeAll { row, _ in
      guard let place = places[key(rows[row])]?.popLast() else { return false }
      taken.insert(place)
      paired.append((row, standing[place]))
      return true
    }
    editions.formUnion(paired.map(\.found.time))
    standing = standing.indices.filter { !taken.contains($0) }.map { standing[$0] }
    return paired
  }
}
