/// An entry as somebody gave it, before it is filled and judged.
public struct Draft: Sendable {
  /// Where it was given: a file, or `-` for standard input.
  public let file: String
  /// The line of that file, from 1.
  public let line: Int
  /// What was given.
  public let value: JSONValue

  /// A draft from a place.
  public init(file: String, line: Int, value: JSONValue) {
    self.file = file
    self.line = line
    self.value = value
  }

  /// Reads JSON Lines: one entry a line, blank lines passed over.
  ///
  /// - Parameters:
  ///   - bytes: The content.
  ///   - file: Its name, for messages.
  /// - Returns: The drafts of the lines that are JSON, and every problem of those that are not.
  public static func read(_ bytes: [UInt8], file: String) -> (drafts: [Draft], problems: [Refusal])
  {
    var drafts: [Draft] = []
    var problems: [Refusal] = []
    var number = 0
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      number += 1
      var line = start..<end
      if line.last.map({ bytes[$0] == UInt8(ascii: "\r") }) == true { line = start..<(end - 1) }
      start = end + 1
      if bytes[line].allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }) {
        continue
      }
      do throws(LineError) {
        drafts.append(Draft(file: file, line: number, value: try JSONParser.parse(bytes, line)))
      } catch {
        problems.append(Refusal(file: file, line: number, error: error))
      }
    }
    return (drafts, problems)
  }
}

/// Why an entry is not recorded: where it was given, which field, and what was expected.
public struct Refusal: Error, Sendable {
  /// The file that held it.
  public let file: String
  /// The line of that file.
  public let line: Int
  /// What is wrong.
  public let error: LineError

  /// A refusal of a line of a file.
  public init(file: String, line: Int, error: LineError) {
    self.file = file
    self.line = line
    self.error = error
  }
}
