/// Takes apart what is written in one word: `official=budi,name="Budi Santoso, S.Pd."`.
///
/// Commas separate; a comma within a value is written `\,`, or the whole value in double quotes,
/// within which `""` and `\"` are a quotation mark. A backslash before any other character stands
/// for itself. Blanks around names, and around values without quotes, do not count.
enum PairReader {
  /// A field's name and the value behind its `=`.
  struct Pair {
    var name: String
    var value: String
  }

  /// The pairs of a word.
  static func pairs(of word: String) throws(LineError) -> [Pair] {
    var pairs: [Pair] = []
    var rest = word[...]
    repeat {
      let name = rest.prefix { $0 != "=" && $0 != "," }
      guard name.endIndex < rest.endIndex, rest[name.endIndex] == "=" else {
        throw LineError(
          .badValue, at: nil,
          "expected field=value, several with commas between them; a comma within a value is "
            + "written \\, or the value is put in double quotes")
      }
      rest = rest[rest.index(after: name.endIndex)...]
      let shown = trimmed(name)
      do throws(LineError) {
        pairs.append(Pair(name: shown, value: try value(from: &rest)))
      } catch {
        throw error.within(.name(shown))
      }
    } while !rest.isEmpty
    return pairs
  }

  /// The parts of a word that is a list.
  static func parts(of word: String) throws(LineError) -> [String] {
    var parts: [String] = []
    var rest = word[...]
    repeat { parts.append(try value(from: &rest)) } while !rest.isEmpty
    return parts
  }

  /// Whether the word begins with letters and `=`.
  static func beginsWithName(_ word: String) -> Bool {
    let name = word.prefix { $0.isASCII && ($0.isLetter || $0 == "-" || $0 == "_") }
    return !name.isEmpty && word[name.endIndex...].first == "="
  }

  /// What stands between the double quotes that the whole word stands in; nil if it does not.
  static func unquoted(_ word: String) -> String? {
    guard word.first == "\"", word.count >= 2 else { return nil }
    var rest = word[...]
    guard let value = try? value(from: &rest), rest.isEmpty else { return nil }
    return value
  }

  /// Takes a value and the comma behind it.
  private static func value(from rest: inout Substring) throws(LineError) -> String {
    let blanks = rest.prefix { $0 == " " }
    let isQuoted = rest[blanks.endIndex...].first == "\""
    var value = ""
    if isQuoted {
      rest = rest[blanks.endIndex...].dropFirst()
      value = try quoted(from: &rest)
      rest = rest.drop { $0 == " " }
    } else {
      while let character = rest.first, character != "," {
        rest.removeFirst()
        if character == "\\", let next = rest.first, next == "," || next == "\"" || next == "\\" {
          value.append(rest.removeFirst())
        } else {
          value.append(character)
        }
      }
    }
    if let comma = rest.first {
      guard comma == "," else {
        throw LineError(.badValue, at: nil, "expected a comma behind the closing quotation mark")
      }
      rest.removeFirst()
      guard !rest.isEmpty else {
        throw LineError(.badValue, at: nil, "nothing follows the last comma")
      }
    }
    return isQuoted ? value : trimmed(value[...])
  }

  private static func quoted(from rest: inout Substring) throws(LineError) -> String {
    var value = ""
    while let character = rest.popFirst() {
      if character == "\\", let next = rest.first, next == "\"" || next == "\\" {
        value.append(rest.removeFirst())
      } else if character != "\"" {
        value.append(character)
      } else if rest.first == "\"" {
        value.append(rest.removeFirst())
      } else {
        return value
      }
    }
    throw LineError(.badValue, at: nil, "a quotation mark is not closed")
  }

  private static func trimmed(_ text: Substring) -> String {
    let rest = text.drop { $0 == " " }
    guard let last = rest.lastIndex(where: { $0 != " " }) else { return "" }
    return String(rest[...last])
  }
}
