import Ledger

/// The number of a civil servant (NIP), held in memory to tell people apart and never shown: it is
/// made of a birth date and a sex, and what is written to a journal cannot be taken back.
///
/// Its description, its reflection and every message say only that there is one.
public struct CivilNumber: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
  private let digits: [UInt8]

  /// A number of 18 digits (PNS and PPPK) or of nine (before 2007); nil for any other count.
  init?(_ digits: [UInt8]) {
    guard digits.count == 18 || digits.count == 9 else { return nil }
    self.digits = digits
  }

  /// A word in its place.
  public var description: String { "(a NIP)" }

  /// Nothing of it.
  public var customMirror: Mirror { Mirror(self, children: []) }

  /// The birth date that it holds; nil for the old form, or where it is no day of the calendar.
  var birth: Day? {
    guard digits.count == 18 else { return nil }
    return Day(year: number(0..<4), month: number(4..<6), day: number(6..<8))
  }

  /// Whether it can be anybody's: a birth date, a year of appointment that fits it, a sex.
  ///
  /// The month of appointment may be above 12: that is a PPPK's number of contract.
  var isPlausible: Bool {
    guard digits.count == 18 else { return true }
    let born = number(0..<4)
    return birth != nil && 1900...2020 ~= born && born + 14...born + 80 ~= number(8..<12)
      && number(12..<14) > 0 && 1...2 ~= digits[14]
  }

  /// Whether a spreadsheet has rounded it: numbers there have 15 digits, the rest becomes noughts.
  var isRounded: Bool { digits.count == 18 && number(15..<18) == 0 }

  private func number(_ range: Range<Int>) -> Int {
    digits[range].reduce(0) { $0 * 10 + Int($1) }
  }
}

/// The numbers of people in a text, by their place, so that they can be taken out of it.
struct PersonalNumbers {
  /// A number and the characters that write it.
  struct Found {
    let range: Range<Int>
    let number: CivilNumber?
  }

  /// A run of digits with no digit beside it.
  private struct Run {
    var range: Range<Int>
    var digits: [UInt8]
  }

  private let scalars: [Unicode.Scalar]
  /// Every NIP, in order.
  private(set) var found: [Found] = []

  /// Looks for numbers in a text.
  ///
  /// - Parameters:
  ///   - scalars: The text.
  ///   - takesOld: Whether nine digits are an old number wherever they stand, as in its column.
  init(in scalars: [Unicode.Scalar], takesOld: Bool = false) {
    self.scalars = scalars
    for cluster in Self.clusters(scalars) {
      var start = 0
      while start < cluster.count {
        if let end = windowEnd(cluster, start, takesOld) {
          let digits = cluster[start..<end].flatMap(\.digits)
          let range = cluster[start].range.lowerBound..<cluster[end - 1].range.upperBound
          found.append(Found(range: range, number: CivilNumber(digits)))
          start = end
        } else {
          start += 1
        }
      }
    }
  }

  /// Where a number that begins with this run ends; nil if none begins there.
  private func windowEnd(_ runs: [Run], _ start: Int, _ takesOld: Bool) -> Int? {
    var digits: [UInt8] = []
    for end in start..<runs.count {
      digits += runs[end].digits
      if digits.count == 18, let number = CivilNumber(digits) {
        return number.isPlausible || end == start ? end + 1 : nil
      }
      if digits.count > 18 { return end == start ? end + 1 : nil }
      let isOld = digits.count == 9 && (end == start || end == start + 2)
      let isLast = end + 1 == runs.count
      if isOld, isLast, takesOld || isLabelled(runs[start].range.lowerBound) { return end + 1 }
      // A resident's number: no NIP, but no less personal.
      if digits.count == 16, end == start { return end + 1 }
    }
    return nil
  }

  /// Whether `NIP` stands in front, with nothing but signs between.
  private func isLabelled(_ at: Int) -> Bool {
    var end = at
    while end > 0, !scalars[end - 1].properties.isAlphabetic { end -= 1 }
    let word = scalars[max(0, end - 3)..<end].map { $0.properties.lowercaseMapping }.joined()
    return word == "nip" || word == "ppk"
  }

  /// Runs of digits with nothing but blanks, dots, hyphens and what shows no ink between them.
  private static func clusters(_ scalars: [Unicode.Scalar]) -> [[Run]] {
    var clusters: [[Run]] = []
    var isOpen = false
    var index = 0
    while index < scalars.count {
      guard let digit = digit(scalars[index]) else {
        if !isJoint(scalars[index]) { isOpen = false }
        index += 1
        continue
      }
      var run = Run(range: index..<(index + 1), digits: [digit])
      while run.range.upperBound < scalars.count,
        let next = Self.digit(scalars[run.range.upperBound])
      {
        run.digits.append(next)
        run.range = index..<(run.range.upperBound + 1)
      }
      if isOpen { clusters[clusters.count - 1].append(run) } else { clusters.append([run]) }
      isOpen = true
      index = run.range.upperBound
    }
    return clusters
  }

  private static func digit(_ scalar: Unicode.Scalar) -> UInt8? {
    if scalar.isASCII {
      return 0x30...0x39 ~= scalar.value ? UInt8(scalar.value - 0x30) : nil
    }
    guard scalar.properties.numericType == .decimal else { return nil }
    return scalar.properties.numericValue.map { UInt8($0) }
  }

  private static func isJoint(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "." || scalar == "-" || scalar == "'" || scalar.properties.isWhitespace
      || scalar.properties.generalCategory == .format
  }

  /// The text without numbers of people, and without the word that announced them.
  ///
  /// - Parameters:
  ///   - text: Any text of a file.
  ///   - birth: A birth date that must not be in it either, if one is known.
  /// - Returns: The text, and whether anything was taken out.
  static func removed(from text: String, birth: Day? = nil) -> (text: String, isChanged: Bool) {
    let scalars = Array(text.unicodeScalars)
    var ranges = PersonalNumbers(in: scalars).found.map(\.range)
    // In what is kept for ever, nine digits in a row are nobody's business either.
    for run in clusters(scalars).joined() where run.digits.count >= 9 { ranges.append(run.range) }
    if let birth { ranges += dates(in: scalars).filter { $0.day == birth }.map(\.range) }
    let cut = cutting(ranges, from: scalars)
    // What the journal would refuse is not left to it: it would name the field, not the line.
    guard IdentityGuard.finding(in: cut) != nil else { return (cut, !ranges.isEmpty) }
    let rest = Array(cut.unicodeScalars)
    let long = clusters(rest).filter { $0.reduce(0) { $0 + $1.digits.count } >= 16 }
    let spans = long.map { $0[0].range.lowerBound..<($0.last ?? $0[0]).range.upperBound }
    return (cutting(spans, from: rest), true)
  }

  private static func cutting(_ ranges: [Range<Int>], from scalars: [Unicode.Scalar]) -> String {
    guard !ranges.isEmpty else { return String(String.UnicodeScalarView(scalars)) }
    var kept = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated()
    where !ranges.contains(where: { $0.contains(index) }) {
      kept.append(scalar)
    }
    return AnnexText.withoutLabels(String(kept))
  }

  /// The days written as three numbers in a text: `12-03-1979`, `12/3/1979`, `1979-03-12`.
  static func dates(in scalars: [Unicode.Scalar]) -> [(range: Range<Int>, day: Day)] {
    var dates: [(Range<Int>, Day)] = []
    var runs: [Run] = []
    for cluster in clusters(scalars.map { $0 == "/" ? "-" : $0 }) { runs += cluster }
    var index = 0
    while index + 2 < runs.count {
      let three = runs[index..<(index + 3)]
      let widths = three.map(\.digits.count)
      let parts = three.map { $0.digits.prefix(4).reduce(0) { $0 * 10 + Int($1) } }
      let isNear = three.dropFirst().enumerated().allSatisfy { offset, run in
        run.range.lowerBound - runs[index + offset].range.upperBound <= 3
      }
      var day: Day?
      if isNear, widths[0] <= 2, widths[1] <= 2, widths[2] == 4 {
        day = Day(year: parts[2], month: parts[1], day: parts[0])
      } else if isNear, widths[0] == 4, widths[1] <= 2, widths[2] <= 2 {
        day = Day(year: parts[0], month: parts[1], day: parts[2])
      }
      if let day {
        dates.append((runs[index].range.lowerBound..<runs[index + 2].range.upperBound, day))
        index += 3
      } else {
        index += 1
      }
    }
    return dates
  }
}
