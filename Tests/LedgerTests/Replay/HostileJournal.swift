@testable import Ledger

/// Makes journals that pass every check of form and make no sense: any field of any type with any
/// value that it may have, undoing of undoing, references to any entry, dates at the calendar's
/// ends.
struct HostileJournal {
  var generator: SeededGenerator
  private var count = 0

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  /// The entries, each as JSON.
  mutating func entries(_ number: Int) -> [String] {
    var entries: [String] = []
    while entries.count < number {
      count = entries.count
      let entry = entry()
      // A value may be ruled out by another one; such an entry would be refused.
      guard EntryChecker.problems(of: Self.filled(entry)).isEmpty else { continue }
      entries.append(String(decoding: LineWriter.write(entry), as: UTF8.self))
    }
    return entries
  }

  private static func filled(_ entry: JSONValue) -> JSONValue {
    Filling(
      source: "/test", region: nil, recordedBy: nil, time: SampleJournal.time(0), keepsTime: false
    ).fill(entry) { "id" }.value
  }

  private static let undoing: [EventKind] = [
    .entryRetracted, .entryCorrected, .entryCorrected, .claimResolved, .claimDisputed,
    .officialIdentified, .decreeAmended, .decreeRevoked, .decreeAnnulled,
  ]
  private static let moving: [EventKind] = [
    .officialsInaugurated, .officialsInaugurated, .decreeIssued, .officialsConfirmed,
    .actingAssigned, .assignmentEnded, .tenureRecorded, .dutyStarted, .postEstablished,
  ]

  private mutating func entry() -> JSONValue {
    let kind =
      switch pick(1...10) {
      case 1...4: Self.undoing[pick(0...Self.undoing.count - 1)]
      case 5...7: Self.moving[pick(0...Self.moving.count - 1)]
      default: EventKind.allCases[pick(0...EventKind.allCases.count - 1)]
      }
    let description = EventDescription.of(kind)
    var members: [JSONValue.Member] = [
      .init("type", .string(kind.rawValue)), .init("data", data(kind, depth: 0)),
    ]
    if case .optional = description.effective, chance(50) {
    } else {
      members.append(.init("effective", .string(date())))
    }
    if chance(20) { members.append(.init("region", .string(chance(50) ? "35.10" : "00"))) }
    return .object(members)
  }

  private mutating func data(_ kind: EventKind, depth: Int) -> JSONValue {
    var data = value(.record(EventDescription.of(kind).data), depth: depth)
    if kind == .entryCorrected, case .object(var members) = data {
      let target =
        depth > 1 ? EventKind.entryRetracted : EventKind.allCases[pick(0...Self.kindCount - 1)]
      let chosen = chance(50) ? target : Self.moving[pick(0...Self.moving.count - 1)]
      var replacement: [JSONValue.Member] = [
        .init("type", .string(chosen.rawValue)), .init("data", self.data(chosen, depth: depth + 1)),
      ]
      if chance(90) { replacement.append(.init("effective", .string(date()))) }
      members.removeAll { $0.name == "replacement" }
      members.append(.init("replacement", .object(replacement)))
      data = .object(members)
    }
    return data
  }

  private static let kindCount = EventKind.allCases.count

  // MARK: Values

  private mutating func value(_ shape: Shape, depth: Int) -> JSONValue {
    switch shape {
    case .text: .string(["", "x", "\n", "2021-03", "o1", "4", ".."][pick(0...6)])
    case .filledText: .string(["effective", "post", "lines.0.post", "group.count"][pick(0...3)])
    case .identifier(let kind): .string(kind.rawValue.prefix(1) + "\(pick(1...3))")
    case .region: "35.10"
    case .period: .string(date())
    case .openPeriod: .string(chance(30) ? ".." : date())
    case .duration: .string(["P0D", "P1D", "P9999Y", "P6M", "P99999999W"][pick(0...4)])
    case .moment: .string(date())
    case .instant: "2026-03-06T03:00:00.000Z"
    case .integer(let allowed): .integer(Int64(integer(allowed)))
    case .flag: .bool(chance(70))
    case .word(let words): .string(words[pick(0...words.count - 1)])
    case .sha256: .string(String(repeating: "0", count: 64))
    case .eventType: "PostRenamed"
    case .list(let element): .array((1...pick(1...3)).map { _ in value(element, depth: depth) })
    case .record(let record): object(record, depth: depth)
    case .either(let one, let other): value(chance(50) ? one : other, depth: depth)
    case .eventData: [:]
    }
  }

  private mutating func object(_ record: Record, depth: Int) -> JSONValue {
    let chosen = record.oneOf.compactMap { $0.randomElement(using: &generator) }
    let rare: Set<FieldName> = [.sources, .note, .status, .witnesses, .absent]
    var members: [JSONValue.Member] = []
    for field in record.fields {
      let isGiven =
        field.isRequired || chosen.contains(field.name)
        || chance(rare.contains(field.name) ? 5 : 55)
      guard isGiven else { continue }
      members.append(.init(field.name.text, member(field, depth: depth)))
    }
    return .object(members)
  }

  private mutating func member(_ field: Field, depth: Int) -> JSONValue {
    switch field.name {
    case .number: .string(["1", " 1", "2", "", "\u{130}"][pick(0...4)])
    case .issuer: .string(["", "A", "a ", "B"][pick(0...3)])
    case .field:
      .string(["effective", "tmt", "from", "to", "official", "post", "group.count"][pick(0...6)])
    case .chosen where chance(60): .string(chance(50) ? date() : "o\(pick(1...3))")
    default: value(field.shape, depth: depth)
    }
  }

  private mutating func integer(_ allowed: ClosedRange<Int>) -> Int {
    let wanted =
      switch pick(1...20) {
      case 1: allowed.lowerBound
      case 2: allowed.upperBound
      case 3: count + pick(0...2)
      default: count == 0 ? 1 : pick(0...count - 1)
      }
    return min(max(wanted, allowed.lowerBound), allowed.upperBound)
  }

  private mutating func date() -> String {
    let ends = [
      "../..", "0001", "9999", "0001-01-01", "9999-12-31", "../0001-01-01", "9999-12-31/..",
      "2021-03", "2021", "../2021-03-05", "2021-03-09/..", "2021-03-04/2021-03-10",
    ]
    return chance(35) ? ends[pick(0...ends.count - 1)] : Span.text(pick(1...28))
  }

  private mutating func pick(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &generator)
  }
  private mutating func chance(_ percent: Int) -> Bool { pick(1...100) <= percent }
}
