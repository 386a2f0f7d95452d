/// What is wrong with a line, and where: a byte, a field, and what was expected there.
///
/// Values are never repeated, only single bytes: a line may hold what must not be in a log.
public struct LineError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of fault; stable, for programs and translations.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// Not JSON (RFC 8259).
    case malformedJSON
    /// Not UTF-8 (RFC 3629), a byte order mark, or half of a surrogate pair.
    case invalidUTF8
    /// A name occurs twice in one object, after unescaping.
    case duplicateName
    /// Objects and arrays nested more than 32 deep.
    case tooDeep
    /// A number that is not written as an integer, or minus zero.
    case notInteger
    /// An integer beyond 2^53-1 in size.
    case numberRange
    /// `null`: what is absent is left out.
    case nullValue
    /// A control character, raw or escaped, other than a line feed in text.
    case controlCharacter
    /// More than 65,535 bytes.
    case lineTooLong
    /// Valid JSON, but not as the journal writes it: order of names, white space, escapes.
    case notWrittenForm
    /// What looks like the number of a person: a NIP or a NIK.
    case identityNumber
    /// A member that the record does not have.
    case unknownField
    /// A member that the record needs.
    case missingField
    /// A value that is not what the field holds.
    case badValue
    /// An event type that this program does not know: perhaps a newer one's, not bad input.
    case unknownType
    /// A reference to what the journal does not hold.
    case unknownReference
  }

  /// The kind of fault.
  public let code: Code
  /// The byte of the line, from 0; nil if found in a value that has no bytes yet.
  public let offset: Int?
  /// The field, such as `data.lines[2].post`; empty for the line as a whole.
  public let path: String
  /// What was found and what was expected, as one sentence without a full stop.
  public let message: String

  /// An error of that kind at that place.
  public init(_ code: Code, at offset: Int?, path: String = "", _ message: String) {
    self.code = code
    self.offset = offset
    self.path = path
    self.message = message
  }

  /// The same error, seen from the object or array around the place it has now.
  func within(_ step: FieldPath.Step) -> LineError {
    LineError(code, at: offset, path: FieldPath.joined(step, path), message)
  }

  /// Place and message in one line.
  public var description: String {
    var text = path.isEmpty ? "" : path + ": "
    text += message
    if let offset { text += " (byte \(offset))" }
    return text
  }
}
