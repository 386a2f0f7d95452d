/// Judges a batch of drafts against the journal as it stands: fills them, refuses the batch whole
/// with every problem listed, or gives the lines to append and what is to be warned of.
public struct Intake: Sendable {
  /// A draft that is to be recorded, or that was recorded already.
  public struct Receipt: Sendable {
    /// The entry's number.
    public let entry: Int
    /// Its id.
    public let id: String
    /// Its type.
    public let type: String
    /// Whether the journal held it before this call.
    public let isRepeated: Bool
    /// Where it was given.
    public let file: String
    /// The line of that file.
    public let line: Int
  }

  /// The new lines in the written form, in order.
  public private(set) var lines: [[UInt8]] = []
  /// What became of each draft, in order.
  public private(set) var receipts: [Receipt] = []
  /// Why the batch is refused; empty if it is not.
  public private(set) var refusals: [Refusal] = []

  private let size: Int
  /// How many entries the batch would add, refused drafts included: references go by these numbers.
  private var count = 0
  private let known: [String: (entry: Int, line: [UInt8])]
  private var decrees: DecreeIndex
  private let knownRotations: Interner
  private var rotations: Set<ExactText> = []
  /// The entries of the batch by their id, with the places of their lines.
  private var batch: [String: (entry: Int, line: Int)] = [:]
  private var reader = EntryReader()
  private let clock: Instant
  private var latest: Instant

  /// The ids that a batch of drafts brings along, to be looked up in the journal.
  public static func ids(of drafts: [Draft]) -> Set<String> {
    Set(drafts.compactMap { $0.value[.id]?.text })
  }

  /// Judges a batch.
  ///
  /// - Parameters:
  ///   - drafts: What was given.
  ///   - filling: How it is completed.
  ///   - facts: What the journal says.
  ///   - known: The entries of the journal that bear an id of the batch, with their lines.
  ///   - clock: The time now; no entry may be recorded later than that.
  ///   - latest: When the journal's last entry was recorded.
  ///   - makeID: Gives a new id.
  ///   - progress: Told from time to time how many drafts were judged.
  public init(
    _ drafts: any Sequence<Draft>, filling: Filling, facts: Facts,
    known: [String: (entry: Int, line: [UInt8])], clock: Instant, latest: Instant,
    makeID: () -> String, progress: (Int) -> Void = { _ in }
  ) {
    size = facts.count
    self.known = known
    self.clock = clock
    self.latest = latest
    decrees = DecreeIndex(facts)
    knownRotations = facts.rotations
    var judged = 0
    for draft in drafts {
      take(draft, filling.fill(draft.value, id: makeID))
      judged += 1
      if judged.isMultiple(of: 1024) { progress(judged) }
    }
    if !refusals.isEmpty { lines = [] }
  }

  private mutating func take(_ draft: Draft, _ filled: Filling.Filled) {
    var problems = filled.problems
    let id = filled.value[.id]?.text ?? ""
    let type = filled.value[.type]?.text ?? ""
    let line = LineWriter.write(filled.value)
    // The plain reader names every problem; most often the fast one finds that there is none.
    if !isReadable(line) || IdentityGuard.isMet(by: filled.value) {
      problems += EntryChecker.problems(of: filled.value)
    }
    let entry = size + count
    if problems.isEmpty, let repeated = repeated(id, filled) {
      switch repeated {
      case .success(let number):
        receipts.append(
          Receipt(
            entry: number, id: id, type: type, isRepeated: true, file: draft.file, line: draft.line)
        )
        return
      case .failure(let error): problems.append(error)
      }
    }
    count += 1
    if problems.isEmpty {
      problems += timeProblems(filled.value)
      problems += References.problems(
        of: filled.value, before: entry, decrees: decrees,
        isRotation: { rotations.contains(ExactText($0)) || knownRotations.find($0) != nil })
    }
    guard problems.isEmpty else {
      refusals += problems.map { Refusal(file: draft.file, line: draft.line, error: $0) }
      return
    }
    decrees.add(filled.value, entry: entry)
    if let rotation = filled.value[.data]?[.rotation]?.text {
      rotations.insert(ExactText(rotation))
    }
    batch[id] = (entry, lines.count)
    lines.append(line)
    receipts.append(
      Receipt(
        entry: entry, id: id, type: type, isRepeated: false, file: draft.file, line: draft.line))
  }

  private mutating func isReadable(_ line: [UInt8]) -> Bool {
    do throws(LineError) {
      try reader.read(line, 0..<line.count)
      return true
    } catch {
      // What keeps it from being an entry, the plain reader says.
      return false
    }
  }

  /// Whether the id is taken: by the same content, which is a repetition, or by other content.
  private func repeated(_ id: String, _ filled: Filling.Filled) -> Result<Int, LineError>? {
    let earlier = batch[id].map { ($0.entry, lines[$0.line]) } ?? known[id]
    guard let (entry, line) = earlier else { return nil }
    let value: JSONValue
    do throws(LineError) {
      value = try JSONParser.parse(line)
    } catch {
      return .failure(error)
    }
    let ignored = filled.names.union(["recordedtime", "recordedby"])
    if Self.content(value, without: ignored) == Self.content(filled.value, without: ignored) {
      return .success(entry)
    }
    let other = entry < size ? "entry \(entry)" : "another entry of this call"
    return .failure(
      LineError(
        .duplicateName, at: nil, path: "id",
        "is the id of \(other), which has other content; give a new entry an id of its own"))
  }

  /// The written form of what two entries must share to be one.
  private static func content(_ value: JSONValue, without names: Set<String>) -> [UInt8] {
    guard case .object(let members) = value else { return [] }
    let kept = members.filter { !names.contains($0.name) }
    guard names.contains(Filling.proofName) else { return LineWriter.write(.object(kept)) }
    return LineWriter.write(
      .object(
        kept.map { member in
          guard member.name == FieldName.data.text, case .object(let data) = member.value else {
            return member
          }
          let rest = data.filter { $0.name != FieldName.proof.text }
          return JSONValue.Member(member.name, .object(rest))
        }))
  }

  /// Recording times never run backwards and never lie ahead of the clock.
  private mutating func timeProblems(_ value: JSONValue) -> [LineError] {
    guard let time = value[.recordedtime]?.text.flatMap({ Instant(parsing: $0) }) else { return [] }
    if time > clock, time > latest {
      return [
        LineError(.badValue, at: nil, path: "recordedtime", "lies in the future; expected the past")
      ]
    }
    if time < latest {
      return [
        LineError(
          .badValue, at: nil, path: "recordedtime",
          "lies before that of the entry before it; expected times that do not run backwards")
      ]
    }
    latest = time
    return []
  }
}
