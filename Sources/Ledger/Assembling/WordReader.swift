/// Reads a value from a word as somebody types it: of an option, of a cell, behind `field=`.
///
/// What the shape of a field says decides how the word is taken: digits are a number where a number
/// may stand, and text elsewhere. The word is never repeated in an error.
extension Shape {
  /// The value that the word stands for.
  ///
  /// A list is its elements with commas between them; a record is `field=value` with commas between
  /// them (`PairReader` has the rules). Where a number or text may stand, a word in double quotes
  /// is text.
  ///
  /// - Throws: `LineError` with what was expected; its path begins at the value.
  public func value(of word: String) throws(LineError) -> JSONValue {
    switch self {
    case .integer(let allowed):
      guard let number = Shape.integer(word), allowed.contains(number) else { throw refusal(word) }
      return .integer(Int64(number))
    case .flag:
      guard word == "true" || word == "false" else { throw refusal(word) }
      return .bool(word == "true")
    case .either(let first, let second): return try value(of: word, first, second)
    case .list(let element):
      var elements: [JSONValue] = []
      for (index, part) in try PairReader.parts(of: word).enumerated() {
        do throws(LineError) {
          elements.append(try element.value(of: part))
        } catch {
          throw error.within(.index(index))
        }
      }
      return .array(elements)
    case .record(let record): return try record.value(of: word)
    case .eventData:
      throw LineError(.badValue, at: nil, "is given field by field, each by its own path")
    default:
      let bytes = Array(word.utf8)
      guard accepts(bytes, 0..<bytes.count) else { throw refusal(word) }
      return .string(word)
    }
  }

  /// A number where the word is one as it would be written, else what the other shape takes.
  private func value(
    of word: String, _ first: Shape, _ second: Shape
  ) throws(LineError) -> JSONValue {
    guard case .integer(let allowed) = first else { return try first.value(of: word) }
    if let number = Shape.integer(word), String(number) == word {
      guard allowed.contains(number) else { throw first.refusal(word) }
      return .integer(Int64(number))
    }
    guard case .text = second else {
      do throws(LineError) {
        return try second.value(of: word)
      } catch {
        throw LineError(.badValue, at: nil, "expected \(expectation)")
      }
    }
    return .string(PairReader.unquoted(word) ?? word)
  }

  private func refusal(_ word: String) -> LineError {
    LineError(.badValue, at: nil, reason(against: word))
  }

  private static func integer(_ word: String) -> Int? {
    let digits = word.utf8.first == UInt8(ascii: "-") ? word.utf8.dropFirst() : word.utf8[...]
    guard !digits.isEmpty, digits.allSatisfy({ $0 &- 48 < 10 }) else { return nil }
    return Int(word)
  }

  /// Why a text is not of this shape, without repeating it.
  func reason(against text: String) -> String {
    do throws(ValueError) {
      switch self {
      case .period, .openPeriod, .moment: _ = try Period(parsing: text)
      case .duration: _ = try CalendarDuration(parsing: text)
      case .region: _ = try RegionCode(parsing: text)
      case .identifier: if let problem = Identifier.problem(in: text) { throw problem }
      case .word(let words):
        let nearest = Nearest.name(to: text, in: words).map { "; did you mean '\($0)'?" } ?? ""
        return "expected " + expectation + nearest
      case .eventType:
        let nearest = Nearest.name(to: text, in: EventKind.allCases.map(\.rawValue))
        return "expected " + expectation + (nearest.map { "; did you mean '\($0)'?" } ?? "")
      default: break
      }
    } catch {
      return error.message
    }
    return "expected " + expectation
  }
}

extension Record {
  /// The record that the word stands for: `field=value`, several with commas between them.
  ///
  /// Where a record needs just one field, a word that does not begin like a field is that field's
  /// value as a whole.
  func value(of word: String) throws(LineError) -> JSONValue {
    let required = fields.filter(\.isRequired)
    if required.count == 1, !PairReader.beginsWithName(word) {
      return .object([try Self.member(required[0], word)])
    }
    var members: [JSONValue.Member] = []
    for pair in try PairReader.pairs(of: word) {
      guard let field = fields.first(where: { $0.name.text == pair.name }) else {
        throw unknown(pair.name)
      }
      guard !members.contains(where: { $0.name == pair.name }) else {
        throw LineError(.duplicateName, at: nil, path: pair.name, "is given twice")
      }
      members.append(try Self.member(field, pair.value))
    }
    return .object(members)
  }

  private static func member(
    _ field: Field, _ word: String
  ) throws(LineError) -> JSONValue.Member {
    do throws(LineError) {
      return JSONValue.Member(field.name.text, try field.shape.value(of: word))
    } catch {
      throw error.within(.name(field.name.text))
    }
  }

  /// The error for a name that the record does not have, with the nearest that it has.
  ///
  /// - Parameters:
  ///   - name: The name that was given.
  ///   - others: Fields of other records that may be meant as well.
  /// - Returns: The error, its path the name.
  public func unknown(_ name: String, or others: [Field] = []) -> LineError {
    let nearest = Nearest.name(to: name, in: (fields + others).map(\.name.text))
    let hint =
      nearest.map { "did you mean '\($0)'?" }
      ?? "it has " + fields.map(\.name.text).joined(separator: ", ")
    return LineError(
      .unknownField, at: nil, path: FieldPath.text([.name(name)]),
      "is not a field of \(self.name); " + hint)
  }
}
