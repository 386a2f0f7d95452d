import Ledger

/// Mapping files: lines of `key = value`, or a JSON object of texts.
extension CareerMapping {
  /// Reads a mapping file.
  ///
  /// Empty lines and lines that begin with `#` are passed over. A value may stand in quotes.
  ///
  /// - Parameter bytes: The file in UTF-8.
  /// - Returns: The mapping, and every problem with its line (1 for a JSON file).
  public static func read(
    _ bytes: [UInt8]
  ) -> (mapping: CareerMapping, problems: [(line: Int, message: String)]) {
    var mapping = CareerMapping()
    var problems: [(line: Int, message: String)] = []
    let text: [UInt8]
    do throws(ImportError) {
      text = try TextEncoding.utf8.decode(bytes)
    } catch {
      return (mapping, [(1, error.description)])
    }
    let isJSON = text.first { $0 > 0x20 } == UInt8(ascii: "{")
    for (line, key, value) in isJSON ? members(of: text, &problems) : pairs(of: text, &problems) {
      if let problem = mapping.set(key, to: value) { problems.append((line, problem)) }
    }
    return (mapping, problems)
  }

  private typealias Pair = (line: Int, key: String, value: String)

  private static func members(
    of text: [UInt8], _ problems: inout [(line: Int, message: String)]
  ) -> [Pair] {
    do throws(LineError) {
      guard case .object(let members) = try JSONParser.parse(text) else { return [] }
      return members.compactMap { member in
        guard let value = member.value.text else {
          problems.append((1, "\(member.name) is no text; expected a heading in quotes"))
          return nil
        }
        return (1, member.name, value)
      }
    } catch {
      problems.append((1, error.description))
      return []
    }
  }

  private static func pairs(
    of text: [UInt8], _ problems: inout [(line: Int, message: String)]
  ) -> [Pair] {
    var pairs: [Pair] = []
    let lines = String(decoding: text, as: UTF8.self)
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      let trimmed = trimmed(line)
      guard let first = trimmed.first, first != "#" else { continue }
      guard let equals = trimmed.firstIndex(of: "=") else {
        problems.append((index + 1, "expected key = value, such as person_id = NIP_BARU"))
        continue
      }
      var value = self.trimmed(trimmed[trimmed.index(after: equals)...])
      if value.count >= 2, value.first == "\"", value.last == "\"" {
        value = value.dropFirst().dropLast()
      }
      pairs.append((index + 1, String(self.trimmed(trimmed[..<equals])), String(value)))
    }
    return pairs
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
