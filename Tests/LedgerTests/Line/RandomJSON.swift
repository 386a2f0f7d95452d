import Ledger

/// Random values and random damage to bytes, made to sit on the borders of the written form.
struct RandomJSON {
  var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// A value a line may hold, its names unique but in no order.
  mutating func value(depth: Int = 0) -> JSONValue {
    switch Int.random(in: 0...(depth > 4 ? 3 : 7), using: &random) {
    case 0: .integer(integer())
    case 1: .bool(Bool.random(using: &random))
    case 2, 3: .string(text(isName: false))
    case 4, 5:
      .array((0..<Int.random(in: 0...3, using: &random)).map { _ in value(depth: depth + 1) })
    default: .object(members(depth: depth))
    }
  }

  /// The same bytes with one to three small faults, most of which leave them valid JSON.
  mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let at = Int.random(in: 0...bytes.count, using: &random)
      switch Int.random(in: 0...3, using: &random) {
      case 0: bytes.insert(contentsOf: Self.fragments.randomElement(using: &random) ?? [], at: at)
      case 1: if at < bytes.count { bytes.remove(at: at) }
      case 2: if at < bytes.count { bytes[at] = UInt8.random(in: 0...255, using: &random) }
      default:
        let other = Int.random(in: at...bytes.count, using: &random)
        let piece = Array(bytes[at..<min(other, at + 12)])
        bytes.insert(contentsOf: piece, at: Int.random(in: 0...bytes.count, using: &random))
      }
    }
    return bytes
  }

  private mutating func members(depth: Int) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      let name = text(isName: true)
      if members.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) { continue }
      members.append(JSONValue.Member(name, value(depth: depth + 1)))
    }
    return members
  }

  private mutating func integer() -> Int64 {
    let largest = WrittenForm.largestInteger
    return switch Int.random(in: 0...3, using: &random) {
    case 0: [0, 1, -1, 10, largest, -largest].randomElement(using: &random) ?? 0
    default: Int64.random(in: -99_999...99_999, using: &random)
    }
  }

  private mutating func text(isName: Bool) -> String {
    let pool: [Unicode.Scalar] = [
      "a", "b", "c", "A", "z", " ", "/", "\"", "\\", "é", "\u{301}", "\u{A0}", "\u{2028}",
      "\u{E000}", "\u{FFFF}", "\u{10000}", "\u{10FFFF}", "😀", "[", "}", ",", ":", "n", "u",
    ]
    var text = ""
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      text.unicodeScalars.append(pool.randomElement(using: &random) ?? "a")
    }
    if !isName, Int.random(in: 0...4, using: &random) == 0 { text += "\n" }
    return text
  }

  private static let fragments: [[UInt8]] =
    [
      " ", "\n", "\t", ",", ":", "\"", "\\", "\\n", "\\/", "\\u0041", "\\u000a", "\\u007f",
      "\\u0085",
      "\\t", "\\ud83d\\ude00", "\\ud83d", "null", "true", "0", "-", "-0", "1", ".0", "e1", "[]",
      "{}",
      "\"a\":1,", "\"a\":", "\"\\u0061\":1,", "\u{7F}", "\u{85}", "\u{FEFF}", "9007199254740992",
    ].map { Array($0.utf8) } + [
      [0x80], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0],
    ]
}
