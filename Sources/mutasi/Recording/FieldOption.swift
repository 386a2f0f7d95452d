import CommandLineKit
import Ledger

/// One option of a verb that records: which field of the entry it fills, and with what.
struct FieldOption: Sendable {
  /// The option's name.
  let name: String
  /// Where the value goes.
  let path: [FieldPath.Step]
  /// What one value may be; of a list, an element.
  let shape: Shape
  /// Whether the field is a list, which repeating the option fills.
  let isList: Bool
  /// The field's meaning.
  let about: String
  /// The heading in help; the verb's own options if nil.
  let section: String?

  init(
    _ name: String, _ path: [FieldPath.Step], _ shape: Shape, isList: Bool = false, _ about: String,
    section: String? = nil
  ) {
    self.name = name
    self.path = path
    self.shape = shape
    self.isList = isList
    self.about = about
    self.section = section
  }

  /// The option for a field without parts of its own.
  init(_ field: Field, at path: [FieldName], section: String?) {
    let steps = path.map { FieldPath.Step.name($0.text) }
    // The first step is `data`, which every field stands in.
    let names = path.dropFirst().map { FieldOption.kebab($0.text) }
    if case .list(let element) = field.shape {
      let single = names.dropLast() + [FieldOption.singular(field.name)]
      self.init(
        single.joined(separator: "-"), steps, element, isList: true, field.about, section: section)
    } else {
      self.init(names.joined(separator: "-"), steps, field.shape, field.about, section: section)
    }
  }

  /// The option as the command line declares it.
  ///
  /// - Parameter kind: The type of entry, for an example for those who are asked.
  /// - Returns: The declaration.
  func declaration(of kind: EventKind) -> DeclaredOptions.Declaration {
    var declaration = DeclaredOptions.Declaration(
      name: name, help: about, placeholder: placeholder)
    declaration.isRepeatable = isList
    declaration.section = section
    if case .word(let words) = shape { declaration.choices = words }
    declaration.expectation = expectation
    declaration.example = { example(of: kind) }
    if case .record(let record) = shape {
      declaration.parts = record.fields.map { field in
        let necessity = field.isRequired ? " Required." : ""
        return ("\(field.name.text)=\(Self.placeholder(of: field))", field.about + necessity)
      }
    }
    let shape = shape
    if case .flag = shape { return declaration }
    declaration.refusal = { word in
      // An entry may hold empty text, but whoever gives it by hand has forgotten what to say.
      if word.isEmpty { return "it is empty; leave the option out where there is nothing to say" }
      do throws(LineError) {
        _ = try shape.value(of: word)
        return nil
      } catch {
        return error.path.isEmpty ? error.message : "\(error.path): \(error.message)"
      }
    }
    return declaration
  }

  /// The value for the words of the option.
  func value(of words: [String]) throws(LineError) -> JSONValue {
    if case .flag = shape { return true }
    var values: [JSONValue] = []
    for word in words { values.append(try shape.value(of: word)) }
    return isList ? .array(values) : values.last ?? .null
  }

  /// The words that give this field what an entry has there; none if it has nothing.
  func words(in entry: JSONValue) -> [String] {
    guard let value = entry.value(at: path) else { return [] }
    if case .array(let elements) = value { return elements.map(\.word) }
    if case .object = value, !isRecord { return [] }
    return [value.word]
  }

  private func example(of kind: EventKind) -> String {
    let usual = words(in: Examples.example(kind, isComplete: false))
    return usual.first ?? words(in: Examples.example(kind, isComplete: true)).first ?? ""
  }

  private var isRecord: Bool { if case .record = shape { true } else { false } }

  private var expectation: String {
    switch shape {
    case .record(let record):
      "field=value, several with commas between them; the fields: "
        + record.fields.map(\.name.text).joined(separator: ", ")
    // Any text will do: to expect text says nothing.
    case .text, .flag: ""
    default: shape.expectation
    }
  }

  private var placeholder: String {
    if case .flag = shape { return "" }
    if case .record(let record) = shape { return Self.noun(record) }
    return Self.placeholder(shape)
  }

  /// `part of a group` is a PART.
  private static func noun(_ record: Record) -> String {
    record.name.prefix { $0 != " " }.uppercased()
  }

  private static func placeholder(of field: Field) -> String {
    if case .word(let words) = field.shape { return words.joined(separator: "|") }
    return placeholder(field.shape)
  }

  private static func placeholder(_ shape: Shape) -> String {
    switch shape {
    case .text, .filledText: "TEXT"
    case .identifier(.subject): "ID"
    case .identifier(let kind): kind.rawValue.uppercased()
    case .region: "CODE"
    case .period, .openPeriod: "DATE"
    case .duration: "DURATION"
    case .moment, .instant: "TIME"
    case .integer: "N"
    case .flag: "true|false"
    case .word: "WORD"
    case .sha256: "DIGEST"
    case .eventType: "TYPE"
    case .either(.integer, .word(let words)): (["N"] + words).joined(separator: "|")
    case .either(.integer, _): "VALUE"
    case .either(let first, _): placeholder(first)
    case .list(let element): placeholder(element)
    case .record, .eventData: "FIELDS"
    }
  }

  /// `claimedCount` becomes `claimed-count`.
  private static func kebab(_ name: String) -> String {
    var words = ""
    for character in name {
      if character.isUppercase { words += "-" }
      words += character.lowercased()
    }
    return words
  }

  /// What one element of a list is called.
  private static func singular(_ name: FieldName) -> String {
    switch name {
    case .entries: "entry"
    case .witnesses: "witness"
    default:
      name.text.last == "s" ? String(kebab(name.text).dropLast()) : kebab(name.text)
    }
  }
}
