/// Checks what recorded entries refer to: entry numbers point at earlier entries, and a decree that
/// is amended, revoked or annulled is on record before that.
///
/// One check per stretch of the journal is fed while the stretch is read; the stretches are then
/// held together. It grows with the distinct decrees of a stretch and with the acts upon decrees.
public struct ReferenceCheck: Sendable {
  /// A decree, and what an entry says of it.
  private struct Mention: Sendable {
    var entry: Int
    var decree: JSONValue
    var role: Role
  }

  /// What an entry says of a decree, in the order in which it counts of one entry.
  private enum Role: Int, Sendable {
    /// It is amended, revoked or annulled.
    case undoes
    /// What an earlier entry said of decrees is taken back or put otherwise; `decree` is what it
    /// says now, as far as this entry tells.
    case revises
    /// It is on record.
    case puts
  }

  /// What becomes of decrees.
  private var mentions: [Mention] = []
  /// The decrees that are put on record, as they are written from behind the brace on, each with
  /// the entry that does so first.
  private var seen = Interner()
  private var firstEntries: [Int] = []
  /// The decree that was met last: entries of one decree follow one another.
  private var latest: UInt32 = 0

  /// A check of a stretch that was not read yet.
  public init() {}

  /// Takes the entry that a reader has just read.
  ///
  /// - Parameters:
  ///   - reader: The reader.
  ///   - entry: The entry's number.
  /// - Returns: What is wrong with its entry numbers, each `unknownReference` with the field.
  public mutating func add(_ reader: EntryReader, entry: Int) -> [LineError] {
    let duties = Self.duties[reader.kindNumber]
    if duties.undoes, let decree = reader[.decree] {
      mentions.append(Mention(entry: entry, decree: reader.tree(decree), role: .undoes))
    }
    if duties.revises {
      mentions.append(Mention(entry: entry, decree: Self.revised(reader), role: .revises))
    }
    if duties.puts, let decree = reader[.decree], isNew(reader, decree) {
      firstEntries.append(entry)
    }
    guard duties.points else { return [] }
    return References.numberProblems(reader.tree(reader.data), before: entry)
  }

  /// Whether a decree was not met in just these bytes.
  private mutating func isNew(_ reader: EntryReader, _ decree: EntryReader.Node) -> Bool {
    let count = seen.count
    let range = reader.range(of: decree)
    if count > 0, seen.holds(latest, reader.bytes, range) { return false }
    latest = seen.intern(reader.bytes, range)
    return seen.count > count
  }

  /// Lets go of what only further entries would need: none follows.
  public mutating func finish() { seen.finish() }

  /// All mentions of decrees, in the journal's order.
  private var allMentions: [Mention] {
    let put = firstEntries.enumerated().map { number, entry in
      Mention(entry: entry, decree: written(UInt32(number)), role: .puts)
    }
    return (mentions + put).sorted {
      ($0.entry, $0.role.rawValue) < ($1.entry, $1.role.rawValue)
    }
  }

  /// A decree as it was written.
  private func written(_ number: UInt32) -> JSONValue {
    do {
      return try JSONParser.parse(Array("{\(seen.text(number))".utf8))
    } catch {
      preconditionFailure("it was read as part of a line: \(error)")
    }
  }

  /// What is wrong with the decrees that entries act upon.
  ///
  /// - Parameter parts: The checks of all stretches, in the journal's order.
  /// - Returns: The entries concerned, in order, with the reason.
  public static func problems(_ parts: [ReferenceCheck]) -> [(entry: Int, error: LineError)] {
    guard parts.contains(where: { $0.mentions.contains { $0.role == .undoes } }) else { return [] }
    var index = DecreeIndex()
    // Once decrees were put otherwise, what the index says of issuers and dates may be outdated.
    var isRevised = false
    var numbers: Set<String> = []
    var problems: [(Int, LineError)] = []
    for mention in parts.lazy.flatMap(\.allMentions) {
      let decree = DecreeIndex.decree(mention.decree)
      switch mention.role {
      case .puts:
        if let decree {
          index.insert(decree)
          numbers.insert(decree.number)
        }
      case .revises:
        isRevised = true
        if let decree { numbers.insert(decree.number) }
      case .undoes:
        guard let problem = index.problem(of: mention.decree) else { continue }
        if isRevised, let decree, numbers.contains(decree.number) { continue }
        problems.append(
          (mention.entry, LineError(.unknownReference, at: nil, path: "data.decree", problem)))
      }
    }
    return problems
  }

  /// The decree that a correction or a resolution puts in the place of what was said.
  private static func revised(_ reader: EntryReader) -> JSONValue {
    if let replacement = reader[.replacement], let data = reader[replacement, .data],
      let decree = reader[data, .decree]
    {
      return reader.tree(decree)
    }
    // The field may stand in the dispute alone: then any text may be a number.
    guard let chosen = reader[.chosen].map({ reader.tree($0) }) else { return .object([]) }
    let number = chosen.text ?? chosen.integer.map(String.init) ?? ""
    return .object([.init(FieldName.number.text, .string(number))])
  }

  /// What is to be held against the journal of entries of a type.
  private struct Duties: Sendable {
    var undoes: Bool
    var revises: Bool
    var puts: Bool
    var points: Bool
  }

  /// The duties of each type, by its number.
  private static let duties = EventKindTable.kinds.map { kind in
    Duties(
      undoes: References.undoing.contains(kind), revises: EventKind.revising.contains(kind),
      puts: DecreeIndex.puts(kind), points: pointing.contains(kind))
  }

  /// The types with a field that holds the number of an entry.
  private static let pointing: Set<EventKind> = {
    let names: Set<FieldName> = [.entry, .entries, .at, .of, .replacement]
    let pointing = EventDescription.all.filter { description in
      description.data.fields.contains { names.contains($0.name) }
    }
    return Set(pointing.map(\.kind))
  }()
}
