/// Why a file of another program cannot be read: where, what was found, and what would help.
///
/// What the file holds is never repeated: it may be what must not be in a log.
public struct ImportError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of fault; stable, for programs and translations.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// Bytes that are no text in the encoding they are read in.
    case invalidText
    /// A quoted cell that no quote ends.
    case unclosedQuote
    /// Text between the quote that ends a cell and the next delimiter.
    case textAfterQuote
    /// A quote behind blanks at the start of a cell: the cell is neither quoted nor plain.
    case blankBeforeQuote
  }

  /// The kind of fault.
  public let code: Code
  /// The line of the file, from 1; nil if there are no lines to count yet.
  public let line: Int?
  /// The byte of the file, from 0; nil where the line says enough.
  public let offset: Int?
  /// What was found and what was expected, as one sentence without a full stop.
  public let message: String
  /// What to try next; nil if the message says it.
  public let hint: String?

  init(_ code: Code, line: Int? = nil, offset: Int? = nil, _ message: String, hint: String? = nil) {
    self.code = code
    self.line = line
    self.offset = offset
    self.message = message
    self.hint = hint
  }

  /// Message and place in one line.
  public var description: String {
    var text = message
    if let line { text = "line \(line): " + text }
    if let offset { text += " (byte \(offset))" }
    return text
  }
}
