import Ledger

/// What a cell must be to become text or an id of the journal, and what can be made of it.
enum CareerText {
  /// The cell without the blanks and line ends around it.
  static func trimmed(_ cell: String) -> String {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A }
    let bytes = cell.utf8
    guard let first = bytes.first, let last = bytes.last, isBlank(first) || isBlank(last) else {
      return cell
    }
    var trimmed = bytes[...]
    while let first = trimmed.first, isBlank(first) { trimmed.removeFirst() }
    while let last = trimmed.last, isBlank(last) { trimmed.removeLast() }
    return String(trimmed) ?? cell
  }

  /// Why a text cannot be recorded; nil if it can.
  static func problem(inText text: String) -> (CareerProblem, String)? {
    if let number = IdentityGuard.finding(in: text) {
      return (
        .personalNumber, "what looks like a \(number.rawValue); such numbers are not recorded"
      )
    }
    let isControlled = text.unicodeScalars.contains {
      ($0.value < 0x20 && $0 != "\n") || (0x7F..<0xA0).contains($0.value)
    }
    return isControlled ? (.badText, "a control character, such as a tab") : nil
  }

  /// Why a text cannot be an id; nil if it can.
  static func problem(inID text: String) -> (CareerProblem, String)? {
    if let problem = Identifier.problem(in: text) {
      let hint = text.contains(where: \.isWhitespace) ? "; --mend-ids writes - for blanks" : ""
      return (.badID, problem.message + hint)
    }
    return problem(inText: text)
  }

  /// An id of a value: every run of blanks and control characters becomes `-`.
  static func mended(_ value: String) -> String {
    var id = String.UnicodeScalarView()
    for scalar in value.unicodeScalars {
      if !scalar.properties.isWhitespace, scalar.properties.generalCategory != .control {
        id.append(scalar)
      } else if id.last != "-" {
        id.append("-")
      }
    }
    return String(id)
  }

  /// An id made of a name: letters and digits in small letters, one `-` for everything between.
  static func derived(_ name: String) -> String {
    name.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
  }

  /// A capacity in our words where it is one of them, in English or Indonesian; else as given.
  static func capacity(_ text: String) -> String {
    let word = text.lowercased()
    switch word.hasSuffix(".") ? String(word.dropLast()) : word {
    case "definitif": return Capacity.definitive.rawValue
    case "plt": return Capacity.acting.rawValue
    case "plh": return Capacity.dailyActing.rawValue
    case "pj": return Capacity.interim.rawValue
    case "pjs": return Capacity.temporaryHead.rawValue
    case let word: return Capacity(rawValue: word) == nil ? text : word
    }
  }

  /// Words for an end that is not reached yet.
  static let openEnds: Set<String> = ["..", "present", "now", "sekarang"]

  /// Whether a text is the address of a page.
  static func isURL(_ text: String) -> Bool {
    (text.hasPrefix("https://") || text.hasPrefix("http://"))
      && !text.contains(where: \.isWhitespace)
  }
}
