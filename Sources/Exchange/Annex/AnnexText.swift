/// The texts of an annex's cells, cleaned of what spreadsheets and typists leave around them.
enum AnnexText {
  /// The text with every stretch of blanks and line ends as one blank, and none at its ends.
  static func collapsed(_ text: some StringProtocol) -> String {
    text.split { $0.isWhitespace || isInkless($0) }.joined(separator: " ")
  }

  /// The text of a cell without the marks by which spreadsheets keep a number as text: a leading
  /// apostrophe, or `="…"`.
  static func unmarked(_ text: String) -> String {
    var text = text.trimmingBlanks()
    if text.hasPrefix("=\""), text.hasSuffix("\""), text.count > 3 {
      text = String(text.dropFirst(2).dropLast())
    }
    if let first = text.first, first == "'" || first == "’" || first == "`" {
      text = String(text.dropFirst())
    }
    return text.trimmingBlanks()
  }

  /// Whether a cell says only that there is nothing to say: nothing, or dashes and dots.
  static func isEmpty(_ text: some StringProtocol) -> Bool {
    text.allSatisfy { $0.isWhitespace || isInkless($0) || "-–—_.:".contains($0) }
  }

  private static func isInkless(_ character: Character) -> Bool {
    character.unicodeScalars.allSatisfy { $0.properties.generalCategory == .format }
  }

  /// The words of a text in small letters, every other sign being a blank.
  static func words(_ text: some StringProtocol) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  /// The text without the words that announce a number or a birth date, now that these are gone.
  static func withoutLabels(_ text: String) -> String {
    var words = collapsed(text).split(separator: " ").map(String.init)
    while let last = words.last, isLabel(last) { words.removeLast() }
    while let first = words.first, isLabel(first) { words.removeFirst() }
    // A label between other words is one where nothing but signs follows it.
    words = words.enumerated().filter { index, word in
      let isLast = index + 1 == words.count || !words[index + 1].contains(where: \.isLetter)
      return !(isNumberLabel(word) && isLast)
    }.map(\.element)
    return collapsed(
      words.joined(separator: " ").replacing("()", with: "").replacing("( )", with: ""))
  }

  private static func isNumberLabel(_ word: String) -> Bool {
    let letters = String(word.lowercased().filter(\.isLetter))
    return ["nip", "nipppk", "nippppk", "nipbaru", "niplama", "nik"].contains(letters)
  }

  private static func isLabel(_ word: String) -> Bool {
    let letters = String(word.lowercased().filter(\.isLetter))
    if letters.isEmpty { return !word.contains(where: \.isNumber) && !word.contains(")") }
    return isNumberLabel(word)
      || ["tgl", "tanggal", "lahir", "ttl", "tgllahir", "ni", "pppk"].contains(letters)
  }
}

extension StringProtocol {
  /// The text without blanks and line ends around it.
  func trimmingBlanks() -> String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
