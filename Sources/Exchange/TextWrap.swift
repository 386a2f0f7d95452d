/// Breaks text into lines of a width: at blanks, and within a word only if it alone is too long.
package enum TextWrap {
  /// The lines of the text, which breaks at its line feeds too; width nil means only there.
  ///
  /// At least one line, no line wider than `width`, which is at least 2. Blanks where a line is
  /// broken are dropped.
  package static func lines(_ text: String, width: Int?) -> [String] {
    guard text.utf8.contains(0x0A) else { return paragraph(text, width: width) }
    return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
      paragraph(String($0), width: width)
    }
  }

  private static func paragraph(_ text: String, width: Int?) -> [String] {
    guard let width, DisplayWidth.of(text) > width else { return [text] }
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(separator: " ") {
      let wordWidth = DisplayWidth.of(String(word))
      if !line.isEmpty, used + 1 + wordWidth <= width {
        line += " " + word
        used += 1 + wordWidth
        continue
      }
      if !line.isEmpty { lines.append(line) }
      var pieces = wordWidth <= width ? [String(word)] : broken(String(word), width: width)
      line = pieces.removeLast()
      used = DisplayWidth.of(line)
      lines += pieces
    }
    lines.append(line)
    return lines
  }

  /// The word in pieces that fit; at least one.
  private static func broken(_ word: String, width: Int) -> [String] {
    var pieces: [String] = []
    var piece = ""
    var used = 0
    for character in word {
      let own = DisplayWidth.of(character)
      if own > width {
        // Marks piled up without end look like one character: they are cut where they must be.
        if !piece.isEmpty { pieces.append(piece) }
        var parts = scalars(of: character, width: width)
        piece = parts.removeLast()
        used = DisplayWidth.of(piece)
        pieces += parts
        continue
      }
      if used + own > width {
        pieces.append(piece)
        piece = ""
        used = 0
      }
      piece.append(character)
      used += own
    }
    return pieces + [piece]
  }

  private static func scalars(of character: Character, width: Int) -> [String] {
    var pieces: [String] = []
    var piece = ""
    for scalar in character.unicodeScalars {
      var longer = piece
      longer.unicodeScalars.append(scalar)
      if DisplayWidth.of(longer) > width {
        pieces.append(piece)
        longer = String(Character(scalar))
      }
      piece = longer
    }
    return pieces + [piece]
  }
}
