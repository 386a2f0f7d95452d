/// An entry of a type that this program does not know: perhaps a newer one's, so that its fields
/// cannot be judged, but the attributes of every entry can.
public struct UnknownEntry: Sendable {
  /// The id in the bytes of the line, without quotation marks.
  public let idBytes: [UInt8]
  /// When it was recorded.
  public let recordedTime: Instant
  /// The type it names.
  public let type: String
  /// The whole entry.
  public let value: JSONValue

  /// Reads a line that `EntryReader` refused for its type.
  ///
  /// - Throws: `LineError` where the line is not in the written form, or lacks what every entry
  ///   has.
  public init(_ bytes: [UInt8], _ line: Range<Int>) throws(LineError) {
    if let problem = WrittenForm.check(bytes, line) { throw problem }
    value = try JSONParser.parse(bytes, line)
    guard let id = value[.id]?.text else {
      throw LineError(.missingField, at: 0, path: "id", "is missing")
    }
    guard let time = value[.recordedtime]?.text.flatMap({ Instant(parsing: $0) }) else {
      throw LineError(.missingField, at: 0, path: "recordedtime", "is missing, or not a time")
    }
    idBytes = Array(LineWriter.write(.string(id)).dropFirst().dropLast())
    recordedTime = time
    type = value[.type]?.text ?? ""
  }
}
