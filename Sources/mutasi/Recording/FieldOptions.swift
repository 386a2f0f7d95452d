import CommandLineKit
import Ledger

/// The options for the fields of an event type, derived from its description, and the way back from
/// what was given to an entry.
struct FieldOptions: Sendable {
  /// The options in the order of help.
  private(set) var options: [FieldOption] = []
  /// What must be given.
  private(set) var requirements: [Requirement] = []
  private let description: EventDescription

  /// The options of a type.
  ///
  /// - Parameters:
  ///   - description: The type.
  ///   - leftOut: Fields that the verb fills in another way; nothing is required of them.
  ///   - required: Fields that the verb needs though the type does not.
  init(
    _ description: EventDescription, leavingOut leftOut: Set<FieldName> = [],
    requiring required: Set<FieldName> = []
  ) {
    self.description = description
    let fields = description.data.fields.filter { !leftOut.contains($0.name) }
    let common = Set(EventDescription.common.map(\.name))
    let own = fields.filter { !common.contains($0.name) }
    if !leftOut.contains(.effective) { addEffective(leftOut) }
    let isNeeded = { (field: Field) in field.isRequired || required.contains(field.name) }
    for field in own.filter(isNeeded) + own.filter({ !isNeeded($0) }) {
      add(field, at: [.data, field.name], isRequired: isNeeded(field), section: nil)
    }
    for names in description.data.oneOf where leftOut.isDisjoint(with: names) {
      let members = names.compactMap { description.data.field($0) }
      // Lines before a count: who can be named is named.
      let listed = members.filter(Self.isList) + members.filter { !Self.isList($0) }
      requirements.append(
        Requirement(oneOf: listed.flatMap { representatives(of: $0, at: [.data, $0.name]) }))
    }
    for field in fields where common.contains(field.name) {
      add(field, at: [.data, field.name], isRequired: false, section: Self.commonSection)
    }
    addEnvelope()
  }

  /// The options as the command line declares them.
  func declared() -> DeclaredOptions {
    var declarations: [DeclaredOptions.Declaration] = []
    for option in options {
      declarations.append(option.declaration(of: description.kind))
      if option.path == Self.linesPath { declarations.append(Self.file) }
    }
    return DeclaredOptions(declarations, requiring: requirements)
  }

  /// The option for lines from files, beside that for single lines.
  private static var file: DeclaredOptions.Declaration {
    var file = DeclaredOptions.Declaration(
      name: "lines", help: "A CSV file of such lines, the names of their fields in its first row.",
      placeholder: "FILE")
    file.isRepeatable = true
    file.completion = .files
    file.example = { "annex.csv" }
    file.refusal = { $0.isEmpty ? "expected the name of a file" : nil }
    return file
  }

  private static let linesPath: [FieldPath.Step] = [
    .name(FieldName.data.text), .name(FieldName.lines.text),
  ]

  /// The words of a command line that records an entry.
  func words(for entry: JSONValue) -> [String] {
    options.flatMap { option -> [String] in
      if case .flag = option.shape {
        return entry.value(at: option.path)?.isTrue == true ? ["--" + option.name] : []
      }
      return option.words(in: entry).flatMap { word in
        word.hasPrefix("-") ? ["--\(option.name)=\(word)"] : ["--" + option.name, word]
      }
    }
  }

  /// The entry that was given, without its type.
  ///
  /// - Throws: `Misuse` where one thing is given in two ways; `LineError` for a value that is none;
  ///   `Failure` where a file of lines cannot be read.
  func entry(from given: DeclaredOptions, on terminal: inout Terminal) throws -> JSONValue {
    let filled = options.filter { !given[$0.name].isEmpty }
    for (index, one) in filled.enumerated() {
      for other in filled[(index + 1)...]
      where one.path.count != other.path.count
        && (one.path.starts(with: other.path) || other.path.starts(with: one.path))
      {
        throw Misuse("--\(one.name) and --\(other.name) are two ways to say one thing; give one")
      }
    }
    var entry = JSONValue.object([.init(FieldName.data.text, .object([]))])
    for option in filled {
      entry = entry.setting(try option.value(of: given[option.name]), at: option.path)
    }
    if !given["lines"].isEmpty, case .list(.record(let record))? = lineShape {
      var lines = entry.value(at: Self.linesPath)?.elements ?? []
      for path in given["lines"] {
        lines += try LineFile(record: record).lines(of: path, on: &terminal)
      }
      entry = entry.setting(.array(lines), at: Self.linesPath)
    }
    return ClaimReading.settled(entry)
  }

  private var lineShape: Shape? { description.data.field(.lines)?.shape }

  // MARK: Derivation

  private static let commonSection = "Every entry"

  private static func isList(_ field: Field) -> Bool {
    if case .list = field.shape { true } else { false }
  }

  private mutating func addEffective(_ leftOut: Set<FieldName>) {
    let meaning = description.effective.meaning
    options.append(
      FieldOption(
        "effective", [.name(FieldName.effective.text)], .period,
        meaning.prefix(1).uppercased() + meaning.dropFirst() + "."))
    switch description.effective {
    case .required: requirements.append(Requirement(oneOf: ["effective"]))
    case .requiredUnless(let record, let field, _):
      requirements.append(Requirement(oneOf: ["effective", "\(record.text)-\(field.text)"]))
    case .optional: break
    }
  }

  private mutating func add(
    _ field: Field, at path: [FieldName], isRequired: Bool, section: String?
  ) {
    if isRequired { requirements.append(Requirement(oneOf: representatives(of: field, at: path))) }
    switch field.shape {
    case .record(let record): add(record, field, at: path, isRequired: isRequired)
    case .either(let scalar, .record(let record)):
      let plain = Field.optional(field.name, scalar, field.about)
      options.append(FieldOption(plain, at: path, section: section))
      add(record, field, at: path, isRequired: false)
    default: options.append(FieldOption(field, at: path, section: section))
    }
  }

  /// The fields of a record, and what it needs once any of them is given.
  private mutating func add(
    _ record: Record, _ field: Field, at path: [FieldName], isRequired: Bool
  ) {
    let name = field.name.text
    let section = path.count > 2 ? nil : "\(name.prefix(1).uppercased())\(name.dropFirst())"
    let first = options.count
    for member in record.fields.filter(\.isRequired) + record.fields.filter({ !$0.isRequired }) {
      add(
        member, at: path + [member.name], isRequired: false,
        section: section ?? options.last?.section)
    }
    let names = options[first...].map(\.name)
    for member in record.fields.filter(\.isRequired) {
      let needed = representatives(of: member, at: path + [member.name])
      if isRequired, representatives(of: field, at: path) == needed { continue }
      requirements.append(
        Requirement(oneOf: needed, when: names.filter { !needed.contains($0) }))
    }
    for alternatives in record.oneOf {
      let members = alternatives.compactMap { record.field($0) }
      let needed = members.flatMap { representatives(of: $0, at: path + [$0.name]) }
      requirements.append(
        Requirement(oneOf: needed, when: names.filter { !needed.contains($0) }))
    }
  }

  /// The options of which one must be given for a field to be there.
  private func representatives(of field: Field, at path: [FieldName]) -> [String] {
    switch field.shape {
    case .record(let record): return members(of: record, at: path)
    case .either(let scalar, .record(let record)):
      let plain = Field.optional(field.name, scalar, "")
      return [FieldOption(plain, at: path, section: nil).name] + members(of: record, at: path)
    default:
      let name = FieldOption(field, at: path, section: nil).name
      return path == [.data, .lines] ? [name, "lines"] : [name]
    }
  }

  private func members(of record: Record, at path: [FieldName]) -> [String] {
    let required = record.fields.filter(\.isRequired)
    let needed = record.oneOf.first.map { $0.compactMap { record.field($0) } } ?? []
    // Of a decree or letter any part will do; its number is what people know it by.
    let any = [FieldName.number, .date, .issuer].compactMap { record.field($0) }
    let members = !required.isEmpty ? [required[0]] : !needed.isEmpty ? needed : any
    return members.flatMap { representatives(of: $0, at: path + [$0.name]) }
  }

  private mutating func addEnvelope() {
    let section = Self.commonSection
    func add(_ name: String, _ field: FieldName, _ shape: Shape, _ about: String) {
      options.append(FieldOption(name, [.name(field.text)], shape, about, section: section))
    }
    add("region", .region, .region, "The region code (kode wilayah); the journal's if not given.")
    add(
      "subject", .subject, .filledText,
      "The rotation, post, official or entry it is chiefly about.")
    add(
      "source-office", .source, .filledText,
      "Who records, a URI-reference of the office; the journal's if not given.")
    add(
      "id", .id, .filledText,
      "The entry's id, by which a repeated call is known; made if not given.")
  }
}
