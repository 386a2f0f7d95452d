/// Checks what recorded entries refer to: entry numbers point at earlier entries, and a decree that
/// is amended, revoked or annulled is on record before that.
///
/// One check per stretch of the journal is fed while the stretch is read; the stretches are then
/// held together. It grows with the distinct decrees of a stretch and with the acts upon decrees.
public struct ReferenceCheck: Sendable {
  /// A decree as an entry first names it, or what an entry does to one.
  private struct Mention: Sendable {
    var entry: Int
    var decree: JSONValue
    var isUndoing: Bool
  }

  private var mentions: [Mention] = []
  private var seen = Interner()

  /// A check of a stretch that was not read yet.
  public init() {}

  /// Takes the entry that a reader has just read.
  ///
  /// - Parameters:
  ///   - reader: The reader.
  ///   - entry: The entry's number.
  /// - Returns: What is wrong with its entry numbers, each `unknownReference` with the field.
  public mutating func add(_ reader: EntryReader, entry: Int) -> [LineError] {
    let kind = reader.kind
    if References.undoing.contains(kind), let decree = reader[.decree] {
      mentions.append(Mention(entry: entry, decree: reader.tree(decree), isUndoing: true))
    }
    if DecreeIndex.puts(kind), let decree = reader[.decree] {
      let count = seen.count
      _ = seen.intern(reader.bytes, reader.range(of: decree))
      if seen.count > count {
        mentions.append(Mention(entry: entry, decree: reader.tree(decree), isUndoing: false))
      }
    }
    guard Self.pointing.contains(kind) else { return [] }
    return References.numberProblems(reader.tree(reader.data), before: entry)
  }

  /// What is wrong with the decrees that entries act upon.
  ///
  /// - Parameter parts: The checks of all stretches, in the journal's order.
  /// - Returns: The entries concerned, in order, with the reason.
  public static func problems(_ parts: [ReferenceCheck]) -> [(entry: Int, error: LineError)] {
    let mentions = parts.flatMap(\.mentions)
    guard mentions.contains(where: \.isUndoing) else { return [] }
    var index = DecreeIndex()
    var problems: [(Int, LineError)] = []
    for mention in mentions {
      if !mention.isUndoing {
        if let decree = DecreeIndex.decree(mention.decree) { index.insert(decree) }
      } else if let problem = index.problem(of: mention.decree) {
        problems.append(
          (
            mention.entry,
            LineError(.unknownReference, at: nil, path: "data.decree", problem)
          ))
      }
    }
    return problems
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
