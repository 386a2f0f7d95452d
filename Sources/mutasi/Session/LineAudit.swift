import Journal
import Ledger

/// What verification makes of the lines of one segment while they are read and hashed: whether each
/// is an entry in the written form, and what order, ids and references need to be judged later.
struct LineAudit: Sendable {
  /// The check of times and ids.
  private(set) var order = OrderCheck.Part()
  /// The check of references.
  private(set) var references = ReferenceCheck()
  /// Lines that are no entries.
  private(set) var malformed: [Finding] = []
  /// Entry numbers that point at nothing.
  private(set) var dangling: [Finding] = []
  /// How many entries are of types newer than this program, and the first of them.
  private(set) var unknown: (count: Int, first: Int, type: String)?
  private(set) var suppressed = 0
  private var reader = EntryReader()
  private var isSealed = false
  private let size: Int

  /// Lines of a segment that are told one by one.
  private static let limit = 100

  /// Whether every line is an entry of a type that this program knows.
  var isReadable: Bool { malformed.isEmpty && suppressed == 0 && unknown == nil }

  /// Prepares for a segment of a journal with this many entries.
  init(size: Int) { self.size = size }

  /// Takes the lines of a chunk.
  mutating func take(_ chunk: Chunk) -> Int {
    defer { reader.release() }
    for (index, line) in chunk.lines.enumerated() {
      let entry = chunk.firstEntry + index
      do throws(LineError) {
        try take(chunk, line, entry)
      } catch {
        let fault = LineAudit.fault(of: chunk.bytes, line) ?? error
        note(fault, entry, chunk, line, in: \.malformed, .init(line: fault.code))
      }
    }
    let next = chunk.firstEntry + chunk.lines.count
    if next == size || next % (1 << Layout.standardHeight) == 0 { seal() }
    return chunk.lines.count
  }

  /// Sorts what was taken of the ids and lets go of what only further lines would need, unless that
  /// is done.
  mutating func seal() {
    guard !isSealed else { return }
    order.seal()
    references.finish()
    isSealed = true
  }

  private mutating func take(
    _ chunk: Chunk, _ line: Range<Int>, _ entry: Int
  ) throws(LineError) {
    do throws(LineError) {
      try reader.read(chunk.bytes, line)
    } catch {
      guard error.code == .unknownType else { throw error }
      let known = try UnknownEntry(chunk.bytes, line)
      unknown = (
        (unknown?.count ?? 0) + 1, unknown?.first ?? entry, unknown?.type ?? known.type
      )
      order.add(
        entry: entry, id: 0..<known.idBytes.count, of: known.idBytes,
        time: Int(known.recordedTime.milliseconds))
      return
    }
    order.add(
      entry: entry, id: reader.idRange, of: chunk.bytes,
      time: Int(reader.recordedTime.milliseconds))
    for problem in references.add(reader, entry: entry) {
      note(problem, entry, chunk, line, in: \.dangling, .referenceUnknown)
    }
  }

  /// What is wrong with a line as text, where that is it: told in the words of the plain readers,
  /// since the fast one stops at whatever it did not expect.
  private static func fault(of bytes: [UInt8], _ line: Range<Int>) -> LineError? {
    do throws(LineError) {
      _ = try JSONParser.parse(bytes, line)
    } catch {
      return error
    }
    return WrittenForm.check(bytes, line)
  }

  private mutating func note(
    _ error: LineError, _ entry: Int, _ chunk: Chunk, _ line: Range<Int>,
    in list: WritableKeyPath<LineAudit, [Finding]>, _ code: JournalError.Code
  ) {
    guard self[keyPath: list].count < Self.limit else {
      suppressed += 1
      return
    }
    let field = error.path.isEmpty ? "" : error.path + ": "
    self[keyPath: list].append(
      Finding(
        code, field + error.message, entry: entry, file: chunk.file,
        offset: chunk.offset + line.lowerBound + (error.offset ?? 0)))
  }
}

extension JournalError.Code {
  /// The name under which a fault of a line is reported.
  init(line code: LineError.Code) {
    self =
      switch code {
      case .invalidUTF8, .controlCharacter: .encoding
      case .duplicateName: .duplicateName
      case .tooDeep, .numberRange, .lineTooLong: .lineTooLong
      default: .lineInvalid
      }
  }
}
