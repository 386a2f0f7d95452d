@testable import Ledger

/// Makes a failing journal of JSON texts as small as it can be while it still fails.
enum LineShrinking {
  /// The least journal that fails, leaving out entries, and references to what was left out.
  static func least(_ entries: [String], fails: ([String]) throws -> Bool) rethrows -> [String] {
    var entries = entries
    var index = entries.count - 1
    while index >= 0 {
      let fewer = without(index, entries)
      if try fewer.count < entries.count && fails(fewer) {
        entries = fewer
        index = entries.count
      }
      index -= 1
    }
    return entries
  }

  /// The entries without one and without those that refer to it; the numbers in the others fixed.
  static func without(_ left: Int, _ entries: [String]) -> [String] {
    var gone: Set<Int> = [left]
    for (number, entry) in entries.enumerated() where !gone.isDisjoint(with: targets(entry)) {
      gone.insert(number)
    }
    var numbers: [Int: Int] = [:]
    for number in entries.indices where !gone.contains(number) { numbers[number] = numbers.count }
    return entries.indices.filter { !gone.contains($0) }.map { number in
      guard let value = try? JSONParser.parse(Array(entries[number].utf8)) else {
        return entries[number]
      }
      return String(decoding: LineWriter.write(renumbered(value, numbers)), as: UTF8.self)
    }
  }

  private static func targets(_ entry: String) -> Set<Int> {
    guard let value = try? JSONParser.parse(Array(entry.utf8)) else { return [] }
    var found: Set<Int> = []
    collect(value, &found)
    return found
  }

  private static func collect(_ value: JSONValue, _ found: inout Set<Int>) {
    switch value {
    case .object(let members):
      for member in members {
        switch (member.name, member.value) {
        case ("entry", .integer(let number)): found.insert(Int(number))
        case ("entries", .array(let numbers)): found.formUnion(numbers.compactMap(\.integer))
        default: collect(member.value, &found)
        }
      }
    case .array(let elements): for element in elements { collect(element, &found) }
    default: break
    }
  }

  private static func renumbered(_ value: JSONValue, _ numbers: [Int: Int]) -> JSONValue {
    func number(_ old: JSONValue) -> JSONValue {
      old.integer.flatMap { numbers[$0] }.map { .integer(Int64($0)) } ?? old
    }
    switch value {
    case .object(let members):
      return .object(
        members.map { member in
          switch (member.name, member.value) {
          case ("entry", .integer): .init(member.name, number(member.value))
          case ("entries", .array(let old)): .init(member.name, .array(old.map(number)))
          default: .init(member.name, renumbered(member.value, numbers))
          }
        })
    case .array(let elements): return .array(elements.map { renumbered($0, numbers) })
    default: return value
    }
  }
}
