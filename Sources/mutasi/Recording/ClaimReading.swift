import Ledger

/// Whether digits that are claimed of a field are a number or text: as the field itself has it.
///
/// `--field group.count --chosen 72` is a number; `--field effective --chosen 2021` is a date.
enum ClaimReading {
  /// The entry with the values of its claims as the field that they are about would have them.
  static func settled(_ entry: JSONValue) -> JSONValue {
    guard let data = entry[.data],
      let name = data[.field]?.text?.split(whereSeparator: { ".[]#".contains($0) }).last,
      !numeric.contains(String(name)), known.contains(String(name))
    else { return entry }
    var settled = entry
    if case .integer(let number)? = data[.chosen] {
      settled = settled.setting(.string(String(number)), at: path + [.name("chosen")])
    }
    for (index, claim) in (data[.values]?.elements ?? []).enumerated() {
      guard case .integer(let number)? = claim[.value] else { continue }
      settled = settled.setting(
        .string(String(number)), at: path + [.name("values"), .index(index), .name("value")])
    }
    return settled
  }

  private static let path: [FieldPath.Step] = [.name("data")]
  private static let known = Set(FieldName.allCases.map(\.text))

  /// The names of fields that hold a number somewhere.
  private static let numeric: Set<String> = {
    var names: Set<String> = []
    func visit(_ shape: Shape, _ name: String) {
      switch shape {
      case .integer: names.insert(name)
      case .list(let element): visit(element, name)
      case .record(let record): for field in record.fields { visit(field.shape, field.name.text) }
      case .either(let first, let second):
        visit(first, name)
        visit(second, name)
      default: break
      }
    }
    for description in EventDescription.all {
      for field in description.data.fields { visit(field.shape, field.name.text) }
    }
    return names
  }()
}
