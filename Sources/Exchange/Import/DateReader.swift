public import Ledger

/// Reads dates as people write them in lists, in Indonesian and English; repairs none.
///
/// Understood are the journal's own forms (`2021-11-05`, `2021-11`, `2021`, intervals), a day with
/// a midnight behind it as databases print it, the three numbers of a day divided by `/`, `-` or
/// `.`, a month and a year, and months by name: `5 November 2021`, `Nov 2021`, `5-Okt-2021`,
/// `Jumat, 5 November 2021`. Years have four digits.
public struct DateReader: Sendable {
  /// In which order a date of three numbers is written.
  public enum Order: String, Hashable, Sendable, CaseIterable {
    /// Day, month, year: `05/11/2021` is in November.
    case dmy
    /// Month, day, year: `05/11/2021` is in May.
    case mdy
  }

  /// A date and what was written beside it.
  public struct Reading: Hashable, Sendable {
    /// The date, as exactly as it is given.
    public let period: Period
    /// The weekday as written, Monday = 1 to Sunday = 7; nil if none was.
    public let weekday: Int?

    /// Whether the day is not of the weekday that is written beside it.
    public var contradictsWeekday: Bool {
      guard let weekday, period.isExact else { return false }
      return period.first.weekday != weekday
    }
  }

  private let order: Order

  /// A reader of dates whose three numbers are in that order.
  public init(_ order: Order = .dmy) { self.order = order }

  /// The date so written.
  ///
  /// - Throws: `malformedDate` for what is no date in any of these forms, `impossibleDate` for a
  ///   day that the calendar does not have, `emptyInterval`.
  public func read(_ text: String) throws(ValueError) -> Reading {
    do throws(ValueError) {
      return Reading(period: try Period(parsing: text), weekday: nil)
    } catch {
      guard error.code == .malformedDate else { throw error }
    }
    var words = Self.words(of: text)
    let weekday = words.first.flatMap { DateWords.weekdays[$0] }
    if weekday != nil { words.removeFirst() }
    if words.count > 1, let last = words.last, Self.isMidnight(last) { words.removeLast() }
    guard let first = words.first else { throw Self.malformed(text) }
    let period =
      words.count == 1 ? try numbers(first, text) : try named(words, text)
    return Reading(period: period, weekday: weekday)
  }

  /// The date, whatever weekday is written beside it.
  ///
  /// - Throws: As `read`.
  public func period(_ text: String) throws(ValueError) -> Period { try read(text).period }

  // MARK: Numbers

  /// `05/11/2021`, `2021/11/05`, `11/2021`, `2021`, or a day of a database.
  private func numbers(_ word: String, _ text: String) throws(ValueError) -> Period {
    var word = Substring(word)
    if word.utf8.count > 10, word.utf8.dropFirst(10).first == UInt8(ascii: "t"),
      Self.isMidnight(word.dropFirst(11))
    {
      word = word.prefix(10)
    }
    let separators: [Character] = ["/", "-", "."]
    let separator = separators.first { word.contains($0) }
    let parts = separator.map { word.split(separator: $0, omittingEmptySubsequences: false) }
    let fields = parts ?? [word]
    if fields.count > 1, fields.contains(where: { DateWords.month($0) != nil }) {
      return try named(fields.map(String.init), text)
    }
    let numbers = fields.compactMap { Self.number($0) }
    guard numbers.count == fields.count else { throw Self.malformed(text) }
    switch fields.map({ Self.kind(ofWidth: $0.utf8.count) }).joined() {
    case "Y": return try Self.period(numbers[0])
    case "Ynn": return try Self.period(numbers[0], numbers[1], numbers[2])
    case "Yn": return try Self.period(numbers[0], numbers[1])
    case "nY": return try Self.period(numbers[1], numbers[0])
    case "nnY":
      let (day, month) = order == .dmy ? (0, 1) : (1, 0)
      return try inOrder(numbers[2], month: numbers[month], day: numbers[day])
    case "nnn", "nn": throw Self.shortYear
    default: throw Self.malformed(text)
    }
  }

  /// A year has four digits, a month or a day one or two.
  private static func kind(ofWidth width: Int) -> String {
    switch width {
    case 4: "Y"
    case 1, 2: "n"
    default: "?"
    }
  }

  /// A day of three numbers, whose order may be the other one if the calendar has no such day.
  private func inOrder(_ year: Int, month: Int, day: Int) throws(ValueError) -> Period {
    guard month > 12, 1...12 ~= day else { return try Self.period(year, month, day) }
    let other = order == .dmy ? Order.mdy : .dmy
    throw ValueError(
      .impossibleDate,
      "there is no month \(month); dates are read in the order \(order.rawValue), "
        + "--date-form \(other.rawValue) reads them in the other")
  }

  // MARK: Months by name

  /// `5 November 2021`, `November 5 2021` or `November 2021`.
  private func named(_ words: [String], _ text: String) throws(ValueError) -> Period {
    let month = words.firstIndex { DateWords.month($0) != nil }
    guard let month, let number = DateWords.month(words[month]), month < 2,
      words.count == 2 || words.count == 3, let last = words.last
    else { throw Self.malformed(text) }
    guard last.utf8.count == 4, let year = Self.number(last) else {
      let isShort = last.utf8.count == 2 && Self.number(last) != nil
      throw isShort && words.count == 3 ? Self.shortYear : Self.malformed(text)
    }
    if words.count == 2, month == 0 { return try Self.period(year, number) }
    let written = words[month == 0 ? 1 : 0]
    guard words.count == 3, 1...2 ~= written.utf8.count, let day = Self.number(written)
    else { throw Self.malformed(text) }
    return try Self.period(year, number, day)
  }

  // MARK: Parts

  /// The words in small letters, without the blanks, commas and full stops around them.
  private static func words(of text: String) -> [String] {
    text.lowercased().split { $0.isWhitespace || $0 == "," }
      .map { word in
        word.last == "." ? String(word.dropLast()) : String(word)
      }
      .filter { !$0.isEmpty }
  }

  /// The number that up to four ASCII digits write.
  private static func number(_ text: some StringProtocol) -> Int? {
    guard 1...4 ~= text.utf8.count, text.utf8.allSatisfy({ $0 &- 0x30 < 10 }) else { return nil }
    return Int(text)
  }

  /// The first moment of a day, as databases print it: `00:00:00`, `00:00:00.000z`.
  private static func isMidnight(_ text: some StringProtocol) -> Bool {
    var time = text.hasSuffix("z") ? String(text.dropLast()) : String(text)
    if time.hasSuffix("+00:00") { time.removeLast(6) }
    return time.hasPrefix("00:00") && time.utf8.allSatisfy { [0x30, 0x3A, 0x2E].contains($0) }
  }

  private static func period(_ year: Int, _ month: Int? = nil, _ day: Int? = nil)
    throws(ValueError) -> Period
  {
    let parts = [month, day].compactMap { $0 }.map { "-" + padded($0, 2) }
    return try Period(parsing: padded(year, 4) + parts.joined())
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  private static let shortYear = ValueError(
    .malformedDate, "a year of two digits could be of any century; expected four digits")

  private static func malformed(_ text: String) -> ValueError {
    let isSerial = text.utf8.count == 5 && text.utf8.allSatisfy { $0 &- 0x30 < 10 }
    return ValueError(
      .malformedDate,
      isSerial
        ? "not a date but a number, perhaps a spreadsheet's count of days; "
          + "format the column as a date there"
        : "not a date; expected such as 2021-11-05, 2021-11, 2021, 05/11/2021, 5 November 2021, "
          + "Nov 2021")
  }
}
