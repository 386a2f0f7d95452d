/// What a string in a line must look like to be of a shape.
extension Shape {
  /// Whether a value of this shape can begin with the byte.
  func canBegin(with byte: UInt8) -> Bool {
    switch self {
    case .integer: byte == UInt8(ascii: "-") || byte &- 48 < 10
    case .flag: byte == UInt8(ascii: "t") || byte == UInt8(ascii: "f")
    case .record, .eventData: byte == UInt8(ascii: "{")
    case .list: byte == UInt8(ascii: "[")
    case .either(let first, let second): first.canBegin(with: byte) || second.canBegin(with: byte)
    default: byte == UInt8(ascii: "\"")
    }
  }

  /// Whether the bytes between the quotation marks are a value of this shape.
  func accepts(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    switch self {
    case .text: true
    case .filledText: !range.isEmpty
    case .identifier:
      Shape.isPlainIdentifier(bytes, range)
        || Identifier.problem(in: String(decoding: bytes[range], as: UTF8.self)) == nil
    case .region: RegionCode(bytes.span, range) != nil
    case .period: (try? Period(bytes: bytes, range)) != nil
    case .openPeriod: Shape.isOpen(bytes, range) || (try? Period(bytes: bytes, range)) != nil
    case .duration: (try? CalendarDuration(bytes: bytes, range)) != nil
    case .moment:
      (try? Period(bytes: bytes, range)) != nil
        || Instant(rfc3339: String(decoding: bytes[range], as: UTF8.self)) != nil
    case .instant: Instant(bytes: bytes, range) != nil
    case .word(let words): words.contains { $0.utf8.elementsEqual(bytes[range]) }
    case .sha256: range.count == 64 && bytes[range].allSatisfy(Shape.isLowerHex)
    case .eventType: EventKindTable.find(bytes, range) != nil
    case .integer, .flag, .list, .record, .either, .eventData: false
    }
  }

  /// What a message says was expected.
  public var expectation: String {
    switch self {
    case .text: "text"
    case .filledText: "text that is not empty"
    case .identifier(let kind):
      "the id of \(kind.phrase), 1 to 256 bytes without white space or control characters"
    case .region: "a region code such as 35.10"
    case .period: "a date such as 2021-11-05, 2021-11, 2021 or ../2020-01-13"
    case .openPeriod: "a date such as 2021-11-05, 2021-11 or 2021, or .."
    case .duration: "a duration such as P6M"
    case .moment: "a date, or a date and time such as 2021-07-26T14:00:00+08:00"
    case .instant: "an instant such as 2026-01-31T08:00:00.000Z"
    case .word(let words): words.map { "'\($0)'" }.joined(separator: ", ")
    case .sha256: "64 lower-case hexadecimal digits"
    case .eventType: "the name of an event type"
    case .integer(let allowed):
      allowed.lowerBound >= 0 ? "a whole number from \(allowed.lowerBound)" : "a whole number"
    case .flag: "true or false"
    case .list(let element): "a list of " + element.expectation
    case .record(let record): "an object: \(record.name)"
    case .either(let first, let second): first.expectation + ", or " + second.expectation
    case .eventData: "the fields of the type"
    }
  }

  static func isOpen(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    range.count == 2 && bytes[range.lowerBound] == 46 && bytes[range.lowerBound + 1] == 46
  }

  /// Whether it is an identifier of visible ASCII, as nearly all are: that needs no text built.
  private static func isPlainIdentifier(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    guard 1...Identifier.maximumLength ~= range.count else { return false }
    var index = range.lowerBound
    while index < range.upperBound {
      guard 0x21...0x7E ~= bytes[index] else { return false }
      index += 1
    }
    return true
  }

  private static func isLowerHex(_ byte: UInt8) -> Bool {
    byte &- 48 < 10 || byte &- 97 < 6
  }
}

extension IdentifierKind {
  /// The kind with its article, for messages.
  var phrase: String {
    switch self {
    case .unit: "a unit"
    case .official: "an official"
    case .election: "an election"
    case .post: "a post"
    case .rotation: "a rotation"
    case .subject: "a rotation, a post or an official"
    }
  }
}
