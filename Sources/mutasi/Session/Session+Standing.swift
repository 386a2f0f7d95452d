import CommandLineKit
import Journal
import Ledger

/// Single entries as they stand, for the verbs that change or withdraw them.
extension Session {
  /// An entry as it stands: what it says, or what the latest surviving correction puts in its
  /// place.
  ///
  /// - Parameter entry: Its number; its line must have been asked for.
  /// - Returns: The event in whose place nothing else stands.
  /// - Throws: `Failure` with exit code 3 where there is no such entry, or it was retracted.
  func standing(_ entry: Int) throws(Failure) -> Event {
    guard let line = lines[entry] else {
      let holds = size == 0 ? "the journal is empty" : "the journal has 0 to \(size - 1)"
      throw Failure(.refused, "there is no entry \(entry); \(holds)")
    }
    if let undone = facts.undone()[entry], undone.kind == .retracted {
      throw Failure(
        .refused, "entry \(entry) was retracted by entry \(undone.by); nothing was recorded",
        hint: "'mutasi retract \(undone.by) --reason TEXT' takes the retraction back")
    }
    let event = try Self.event(line, entry)
    if event.kind == .keyAuthorized || event.kind == .keyRevoked {
      throw Failure(
        .refused,
        "entry \(entry) is about a key, and goes on to decide who may sign whatever is said of it"
          + " later; nothing was recorded",
        hint: "'mutasi key revoke' and 'mutasi key authorize' say otherwise from now on")
    }
    return facts.standing([event]).first { $0.entry == entry } ?? event
  }

  /// The days on which something that is recorded, changed or withdrawn may show in the view.
  ///
  /// Of an entry that is about other entries, those of the others as well.
  func days(of kind: EventKind, effective: Period?, data: JSONValue) throws(Failure) -> [Day] {
    var days: Set<Day> = []
    var open = [(kind: kind, effective: effective, data: data)]
    var seen: Set<Int> = []
    while let event = open.popLast() {
      days.formUnion(Self.ownDays(event.effective, event.data))
      if [.decreeAnnulled, .decreeRevoked, .decreeAmended].contains(event.kind) {
        days.formUnion(
          DecreeSearch(try asRecorded()).days(
            of: event.data[.decree], rotation: event.data[.rotation]?.text))
      }
      if let replacement = event.data[.replacement], let inner = replacement[.data],
        let kind = replacement[.type]?.text.flatMap({ EventKind(rawValue: $0) })
      {
        open.append((kind, replacement[.effective]?.period, inner))
      }
      for entry in Self.targets(event.data) where (0..<size).contains(entry) {
        guard seen.insert(entry).inserted, seen.count <= Self.mostTargets else { continue }
        let target = try Self.event(read(entry), entry)
        open.append((target.kind, target.effective, target.data))
      }
    }
    return days.sorted()
  }

  /// What the record says, corrected and with claims resolved: where decrees are looked up.
  func asRecorded() throws(Failure) -> Facts {
    do throws(LineError) {
      return try facts.asRecorded()
    } catch {
      throw Failure(correction: error)
    }
  }

  /// The line of an entry, read again.
  func read(_ entry: Int) throws(Failure) -> [UInt8] {
    try lines(of: [entry])[entry] ?? []
  }

  /// Some entries whole.
  ///
  /// - Parameters:
  ///   - entries: Their numbers.
  ///   - lines: Their lines.
  /// - Returns: The events. Of an entry that cannot be read, which is told of where the journal is
  ///   read, and of one of a newer type it is not known what it says.
  static func whole(_ entries: [Int], _ lines: [Int: [UInt8]]) -> [Event] {
    whole(
      entries.lazy.map { entry in
        let line = lines[entry] ?? []
        return (entry, line, 0..<line.count)
      })
  }

  /// The entries of lines that were read again whole, but for those that cannot be read.
  static func whole(_ batch: KeptLines.Batch) -> [Event] {
    whole(zip(batch.entries, batch.lines).lazy.map { ($0, batch.bytes, $1) })
  }

  private static func whole(
    _ lines: some Sequence<(entry: Int, bytes: [UInt8], line: Range<Int>)>
  ) -> [Event] {
    var events: [Event] = []
    var reader = EntryReader()
    for (entry, bytes, line) in lines where (try? reader.read(bytes, line)) != nil {
      events.append(reader.event(entry))
    }
    return events
  }

  /// How many entries that an entry is about are looked at.
  private static let mostTargets = 64

  /// The entries that an entry is about.
  private static func targets(_ data: JSONValue) -> [Int] {
    ([data[.entry], data[.at]?[.entry]] + (data[.entries]?.elements ?? []))
      .compactMap { $0?.integer }
  }

  private static func ownDays(_ effective: Period?, _ data: JSONValue) -> [Day] {
    let names: [FieldName] = [.from, .to, .on, .until, .tmt]
    let periods =
      [effective] + names.map { data[$0]?.period }
      + (data[.heldOn]?.elements ?? []).map(\.period)
    return periods.compactMap { $0 }.flatMap { [$0.first, $0.last] }.filter { !$0.isUnbounded }
  }

  /// A line as a value.
  ///
  /// - Throws: `Failure` with exit code 3 where it is of a newer type, or no entry.
  static func event(_ line: [UInt8], _ entry: Int) throws(Failure) -> Event {
    do throws(LineError) {
      var reader = EntryReader()
      try reader.read(line, 0..<line.count)
      return reader.event(entry)
    } catch {
      throw Failure(
        .refused,
        error.code == .unknownType
          ? "entry \(entry) is of a type newer than this program, which cannot change it"
          : "entry \(entry) cannot be read: \(error)")
    }
  }
}
