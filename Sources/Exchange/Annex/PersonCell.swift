import Ledger

/// The cell of a person as annexes have it, name, NIP, birth date and rank in one, taken apart:
/// on several lines, or divided by `/`.
struct PersonCell {
  /// The name as it is written, degrees and all.
  private(set) var name = ""
  /// The NIP, if the cell holds one.
  private(set) var number: CivilNumber?
  /// The birth date; dropped with the cell.
  private(set) var birth: Day?
  /// Whether a birth date was there in any form.
  private(set) var hasBirth = false
  /// The rank (pangkat, golongan).
  private(set) var rank: String?
  /// Whether a number was there that a spreadsheet has rounded.
  private(set) var isDamaged = false
  /// Whether digits were there that are neither a NIP nor a date.
  private(set) var hasOtherDigits = false
  /// Whether words were there that are neither the name nor the rank.
  private(set) var hasOtherWords = false

  /// A stretch of the cell.
  private struct Segment {
    var text: String
    /// Whether it begins a line of the cell.
    var startsLine: Bool
  }

  /// A segment once its numbers are gone.
  private enum Kind {
    case number, birth, rank, words
  }

  init(_ text: String) {
    let segments = Self.segments(of: AnnexText.unmarked(text))
    var isNameOpen = false
    for segment in segments {
      let (kind, words) = take(segment)
      let isContinued = isNameOpen
      isNameOpen = false
      guard words.contains(where: \.isLetter) else { continue }
      switch kind {
      case .rank: rank = rank ?? words
      case .birth where !name.isEmpty: break
      case .number, .words, .birth:
        if name.isEmpty {
          name = Self.trimmed(words)
          isNameOpen = kind == .words
        } else if kind == .words, isContinued, segment.startsLine || PersonName.isDegrees(words) {
          name += " " + words
          isNameOpen = true
        } else {
          hasOtherWords = true
        }
      }
    }
    name = AnnexText.collapsed(name)
    if number == nil { findAcrossLines(text) }
  }

  /// A NIP that goes on over the end of a line.
  private mutating func findAcrossLines(_ text: String) {
    let found = PersonalNumbers(in: Array(text.unicodeScalars)).found
    guard
      let whole = found.compactMap(\.number).first(where: { $0.isPlausible && !$0.isRounded })
    else { return }
    number = whole
    hasOtherDigits = false
  }

  /// Takes a segment's numbers out of it.
  ///
  /// - Returns: What it is, and the words that are left.
  private mutating func take(_ segment: Segment) -> (Kind, String) {
    let text = segment.text
    if CivilText.isScientific(text) {
      isDamaged = true
      return (.number, "")
    }
    let scalars = Array(text.unicodeScalars)
    let numbers = PersonalNumbers(in: scalars).found
    if let first = numbers.first {
      let found = numbers.compactMap(\.number).first
      if let found, found.isPlausible, !found.isRounded {
        number = number ?? found
      } else if found?.isRounded == true {
        isDamaged = true
      } else {
        hasOtherDigits = true
      }
      return (.number, Self.words(scalars, around: first.range))
    }
    if let date = PersonalNumbers.dates(in: scalars).first {
      hasBirth = true
      birth = birth ?? date.day
      return (.birth, Self.words(scalars, around: date.range))
    }
    if let digit = scalars.firstIndex(where: { $0.properties.numericType != nil }) {
      if let day = Self.namedDate(scalars) {
        hasBirth = true
        birth = birth ?? day
        return (.birth, Self.words(scalars, around: digit..<scalars.count))
      }
      if RankText.isRank(text) { return (.rank, AnnexText.collapsed(text)) }
      let isWord = digit > 0 && scalars[digit - 1].properties.isAlphabetic
      if !isWord {
        hasOtherDigits = true
        return (.number, Self.words(scalars, around: digit..<scalars.count))
      }
    }
    if RankText.isRank(text) { return (.rank, AnnexText.collapsed(text)) }
    return (.words, AnnexText.withoutLabels(Self.withoutCaption(text)))
  }

  /// The words before a number; behind it only if there are none before.
  private static func words(_ scalars: [Unicode.Scalar], around range: Range<Int>) -> String {
    func text(_ part: ArraySlice<Unicode.Scalar>) -> String {
      let cut = part.prefix { $0.properties.numericType == nil }
      return AnnexText.withoutLabels(
        withoutCaption(String(String.UnicodeScalarView(cut))))
    }
    let before = text(scalars[..<range.lowerBound])
    if before.contains(where: \.isLetter) { return before }
    return text(scalars[range.upperBound...])
  }

  /// A birth date with the month by name, at the end of a segment: `Negara, 12 Maret 1979`.
  private static func namedDate(_ scalars: [Unicode.Scalar]) -> Day? {
    guard let digit = scalars.firstIndex(where: { $0.properties.numericType != nil }) else {
      return nil
    }
    let tail = String(String.UnicodeScalarView(scalars[digit...]))
    guard let period = try? DateReader().period(tail), period.isExact else { return nil }
    return period.first
  }

  /// `Nama : SITI AMINAH` without the caption.
  private static func withoutCaption(_ text: String) -> String {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2,
      ["nama", "name", "a n"].contains(AnnexText.words(parts[0]).joined(separator: " "))
    else { return text }
    return String(parts[1])
  }

  private static func trimmed(_ words: String) -> String {
    var text = words
    while let last = text.last, ";:/(".contains(last) { text = text.dropLast().trimmingBlanks() }
    return text
  }

  /// Lines, and the parts of a line between slashes; not those of a date or of a rank.
  private static func segments(of text: String) -> [Segment] {
    var segments: [Segment] = []
    for line in text.split(whereSeparator: \.isNewline) {
      let characters = Array(line)
      var start = 0
      var startsLine = true
      for (index, character) in characters.enumerated()
      where character == "/" && isDivider(characters, index) {
        segments.append(Segment(text: String(characters[start..<index]), startsLine: startsLine))
        start = index + 1
        startsLine = false
      }
      segments.append(Segment(text: String(characters[start...]), startsLine: startsLine))
    }
    return segments.filter { !$0.text.allSatisfy(\.isWhitespace) }
  }

  private static func isDivider(_ characters: [Character], _ index: Int) -> Bool {
    let before = characters[..<index].last { !$0.isWhitespace }
    let after = characters[(index + 1)...].first { !$0.isWhitespace }
    if let before, let after, before.isNumber, after.isNumber {
      // `…2 005 / 12-03-1979` divides; `12/03/1979` does not.
      let isSpaced = characters[index - 1].isWhitespace || characters[index + 1].isWhitespace
      return isSpaced || characters[..<index].reversed().prefix(while: \.isNumber).count > 2
    }
    return !RankText.isGrade(characters, slash: index)
  }
}

/// Numbers as spreadsheets damage them.
enum CivilText {
  /// Whether a long number was written in scientific notation, so that its end is lost:
  /// `1.98609E+17`.
  static func isScientific(_ text: String) -> Bool {
    let small = AnnexText.unmarked(text).lowercased()
    guard let mark = small.firstIndex(of: "e"), mark > small.startIndex else { return false }
    let mantissa = small[..<mark]
    let exponent = small[small.index(after: mark)...].drop { $0 == "+" }
    return mantissa.allSatisfy { $0.isNumber || $0 == "." || $0 == "," }
      && mantissa.contains(where: \.isNumber) && !exponent.isEmpty
      && exponent.allSatisfy { $0.isASCII && $0.isNumber }
  }
}

/// Ranks (pangkat, golongan ruang) as they are written.
enum RankText {
  private static let ranks: Set<String> = ["juru", "pengatur", "penata", "pembina"]
  private static let further: Set<String> = [
    "muda", "madya", "utama", "tingkat", "tk", "i", "ii", "iii", "iv", "a", "b", "c", "d", "e", "1",
    "gol", "golongan", "ruang", "pangkat", "ix", "v", "vii", "x", "xi",
  ]

  /// Whether a text is a rank, a grade, or both.
  static func isRank(_ text: String) -> Bool {
    let words = AnnexText.words(text)
    guard let first = words.first, !words.isEmpty else { return false }
    guard words.allSatisfy({ ranks.contains($0) || further.contains($0) || isJoined($0) }) else {
      return false
    }
    if ranks.contains(first) || ["gol", "golongan", "pangkat"].contains(first) { return true }
    return isJoined(first)
      || (words.count == 2 && ["i", "ii", "iii", "iv"].contains(first)
        && words[1].count == 1)
  }

  /// `iiia`, `ivb`.
  private static func isJoined(_ word: String) -> Bool {
    guard let last = word.last, "abcde".contains(last) else { return false }
    return ["i", "ii", "iii", "iv"].contains(String(word.dropLast()))
  }

  /// Whether a slash stands within a grade: `III/c`.
  static func isGrade(_ characters: [Character], slash: Int) -> Bool {
    let before = characters[..<slash].reversed().drop { $0.isWhitespace }.prefix { $0.isLetter }
    let roman = String(before.reversed()).lowercased()
    let after = characters[(slash + 1)...].drop { $0.isWhitespace }.prefix { $0.isLetter }
    return ["i", "ii", "iii", "iv"].contains(roman) && after.count == 1
      && "abcde".contains(String(after).lowercased())
  }
}
