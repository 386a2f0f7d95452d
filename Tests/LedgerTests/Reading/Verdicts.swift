import Ledger
import Testing

/// Puts one line before the plain reader and before the fast one.
struct Verdicts {
  private var reader = EntryReader()

  /// What one reader says that the other does not; nil where they agree.
  ///
  /// The plain reader judges values, so a line is also held against the written form. Only the
  /// plain reader looks for numbers of persons; a line with one has no common verdict.
  mutating func disagreement(on line: [UInt8]) -> String? {
    var plain = WrittenForm.check(line)?.description
    if plain == nil {
      do throws(LineError) {
        let problems = EntryChecker.problems(of: try JSONParser.parse(line))
        if problems.contains(where: { $0.code == .identityNumber }) { return nil }
        plain = problems.first?.description
      } catch {
        plain = error.description
      }
    }
    let fast = refusal(of: line)
    guard (plain == nil) != (fast == nil) else { return nil }
    return "plain: \(plain ?? "accepts"); fast: \(fast ?? "accepts"); line: "
      + String(decoding: line, as: UTF8.self)
  }

  /// Why the fast reader refuses a line; nil where it accepts it.
  mutating func refusal(of line: [UInt8]) -> String? {
    do throws(LineError) {
      try reader.read(line, 0..<line.count)
      return nil
    } catch {
      return error.description
    }
  }
}

/// Examples as they would stand in the journal.
enum Recorded {
  /// The example of a type with what `append` fills.
  static func example(_ kind: EventKind, isComplete: Bool = true) -> JSONValue {
    guard case .object(let members) = Examples.example(kind, isComplete: isComplete) else {
      return .null
    }
    return .object(
      members + [
        .init("id", "019cc0de-0000-7000-8000-000000000001"),
        .init("recordedtime", "2026-10-01T08:00:00.000Z"),
      ])
  }

  /// The complete example, without what every type has once one type showed it: shorter to read.
  static func ownExample(_ kind: EventKind) -> JSONValue {
    let whole = example(kind)
    guard kind != EventKind.allCases.first, case .object(let members) = whole else { return whole }
    return .object(
      members.map { member in
        guard member.name == "data", case .object(let fields) = member.value else { return member }
        let own = fields.filter { !["note", "sources", "status"].contains($0.name) }
        return .init("data", .object(own))
      })
  }

  /// Its line.
  static func line(_ kind: EventKind, isComplete: Bool = true) -> [UInt8] {
    LineWriter.write(example(kind, isComplete: isComplete))
  }
}

/// A value with one part of it taken out or replaced.
enum Surgery {
  /// What stands in place of a member or element that was cut; nil to leave it alone.
  typealias Cut = (JSONValue.Member) -> [JSONValue.Member]?

  /// Every value that differs from this one by the cut of a single member or element, at any depth.
  static func each(_ value: JSONValue, _ cut: Cut) -> [JSONValue] {
    switch value {
    case .object(let members): spliced(members, cut).map { .object($0) }
    case .array(let elements):
      spliced(elements.map { .init("", $0) }, cut).map { .array($0.map(\.value)) }
    default: []
    }
  }

  private static func spliced(_ members: [JSONValue.Member], _ cut: Cut) -> [[JSONValue.Member]] {
    members.indices.flatMap { index -> [[JSONValue.Member]] in
      let member = members[index]
      let deeper = each(member.value, cut).map { [JSONValue.Member(member.name, $0)] }
      let (before, after) = (members[..<index], members[(index + 1)...])
      return (deeper + (cut(member).map { [$0] } ?? [])).map { before + $0 + after }
    }
  }
}

/// The members that were met before: what many types share is put to the test in one of them.
struct Acquaintance {
  private var known: Set<JSONValue.Member> = []

  /// True if no member of that name and value was met before.
  ///
  /// Of the attributes that differ in every type, one is as good as another.
  mutating func isNew(_ member: JSONValue.Member) -> Bool {
    let isAttribute = ["data", "effective", "reason", "type"].contains(member.name)
    return known.insert(isAttribute ? .init(member.name, .null) : member).inserted
  }
}

/// Numbers that look random and are the same in every run (xorshift64*).
struct Xorshift: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed | 1 }

  mutating func next() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 0x2545_F491_4F6C_DD1D
  }
}
