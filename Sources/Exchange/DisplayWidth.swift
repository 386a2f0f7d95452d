/// How many columns of a terminal a text takes: none for marks, two for wide characters.
///
/// Wide is what Unicode Standard Annex 11 calls W or F, from the table below for the scripts and
/// from the property Emoji_Presentation for the rest. Terminals differ in rare cases (emoji
/// sequences, spacing marks); then this counts as those do that follow the current Unicode.
package enum DisplayWidth {
  /// The columns of the text, which has no control characters.
  package static func of(_ text: String) -> Int {
    var length = 0
    for byte in text.utf8 {
      guard byte < 0x80 else { return ofMixed(text) }
      length += 1
    }
    return length
  }

  private static func ofMixed(_ text: String) -> Int {
    var length = 0
    for scalar in text.unicodeScalars {
      guard isSimple(scalar) else { return text.reduce(0) { $0 + of($1) } }
      length += 1
    }
    return length
  }

  /// Whether a scalar is one column by itself, and joins no other of its kind: letters and signs
  /// of European languages, dashes, quotation marks, arrows.
  private static func isSimple(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20..<0x7F, 0xA0..<0x300, 0x2010...0x2027, 0x2190...0x21FF: true
    default: false
    }
  }

  /// The columns of what a reader sees as one character.
  static func of(_ character: Character) -> Int {
    if character.isASCII { return 1 }
    var width = 0
    var base: Unicode.Scalar?
    var before: Unicode.Scalar?
    for scalar in character.unicodeScalars {
      let own = of(scalar)
      switch scalar.value {
      case 0xFE0F where width == 1 && base?.properties.isEmoji == true:
        // This selector asks for the picture, which is wide, in place of the text form.
        width = 2
      case 0x1F3FB...0x1F3FF where base?.properties.isEmojiModifierBase == true:
        // A skin tone colours the picture before it.
        break
      case _ where own == 2 && before?.value == 0x200D:
        // A joiner makes one picture of two.
        break
      default:
        width += own
      }
      base = base ?? scalar
      before = scalar
    }
    return width
  }

  /// The columns of one scalar by itself.
  static func of(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    case 0x1160...0x11FF, 0xD7B0...0xD7FF:
      // Vowels and finals of Hangul join the initial before them.
      return 0
    case 0x1F1E6...0x1F1FF:
      // Two of these letters make a flag.
      return 1
    default:
      return isWide(scalar.value) || scalar.properties.isEmojiPresentation ? 2 : 1
    }
  }

  /// Whether the scalar belongs to a script or block of wide characters.
  private static func isWide(_ number: UInt32) -> Bool {
    guard number >= wide[0].lowerBound else { return false }
    return wide.contains { $0.contains(number) }
  }

  /// Blocks whose characters are wide, in order.
  private static let wide: [ClosedRange<UInt32>] = [
    // Initials of Hangul.
    0x1100...0x115F,
    // Angle brackets.
    0x2329...0x232A,
    // Monograms, digrams and trigrams; hexagrams stand among the ideographs below.
    0x2630...0x2637, 0x268A...0x268F,
    // Radicals, description characters, punctuation; not the half-fill space.
    0x2E80...0x303E,
    // Kana, Bopomofo, Hangul for compatibility, Kanbun; not the circled numbers on black.
    0x3041...0x3247, 0x3250...0xA4CF,
    // Hangul.
    0xA960...0xA97F, 0xAC00...0xD7A3,
    // Ideographs for compatibility, vertical and small forms, full-width forms.
    0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
    // Tangut, Khitan, Nushu and additions to kana.
    0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF,
    // Tai Xuan Jing symbols and counting rods.
    0x1D300...0x1D376,
    // Enclosed ideographs.
    0x1F200...0x1F265,
    // Ideographs of planes 2 and 3.
    0x20000...0x2FFFD, 0x30000...0x3FFFD,
  ]
}
