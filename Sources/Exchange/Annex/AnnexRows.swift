/// The rows below an annex's header, sorted into lines and what is none: headings of sections,
/// repeated headers, the row that numbers the columns, and the signature at the end.
struct AnnexRows {
  /// A line of the annex, perhaps of several rows of the file.
  struct Line {
    /// The line of the file on which it begins.
    let fileLine: Int
    /// What each column holds.
    var values: [AnnexColumn: String]
    /// The heading of the section in which it stands.
    let section: String?
  }

  /// The lines.
  private(set) var lines: [Line] = []
  /// Headings within the annex, with the line of the file.
  private(set) var sections: [(line: Int, text: String)] = []
  /// Rows that repeat the header or number the columns.
  private(set) var headers: [Int] = []
  /// Rows behind the last line: place, date, signature.
  private(set) var closing: [Int] = []
  /// Rows of the annex in which nothing says what they are.
  private(set) var strays: [Int] = []

  private let header: AnnexHeader
  private var section: String?
  /// Whether the row above is part of a line, so that the next may go on with it.
  private var isOpen = false
  /// The position of the last row that begins a line.
  private var last = 0
  /// Whether a line has a number, as most of them have.
  private var hasNumbers = false

  init(_ records: ArraySlice<CSVRecord>, header: AnnexHeader) {
    self.header = header
    findLast(records)
    for (index, record) in zip(records.indices, records) { take(record, at: index) }
    // A heading behind which no line follows belongs to the signature.
    let end = lines.last?.fileLine ?? 0
    closing = (closing + sections.map(\.line).filter { $0 > end }).sorted()
    sections.removeAll { $0.line > end }
  }

  /// Finds the last line, which has a number where most lines have one.
  private mutating func findLast(_ records: ArraySlice<CSVRecord>) {
    var numbered: [Int] = []
    var named: [Int] = []
    for (index, record) in zip(records.indices, records) {
      let values = Self.values(of: record, header)
      let isPerson = Self.hasWords(values[.name]) || values[.official] != nil
      if isPerson, Self.isLine(values) { named.append(index) }
      guard Self.number(values[.number]) != nil, isPerson || Self.hasPost(values) else { continue }
      numbered.append(index)
    }
    hasNumbers = numbered.count * 2 > named.count
    last = (hasNumbers ? numbered : named).last ?? records.endIndex
  }

  /// The number in a cell such as `12`, `12.` or `(12)`; nil if it is none.
  static func number(_ text: String?) -> Int? {
    guard let text else { return nil }
    let digits = text.filter { !$0.isWhitespace && !".,)('’".contains($0) }
    guard 1...6 ~= digits.utf8.count, digits.allSatisfy({ $0.isASCII && $0.isNumber }) else {
      return nil
    }
    return Int(digits)
  }

  private static func values(
    of record: CSVRecord, _ header: AnnexHeader
  ) -> [AnnexColumn: String] {
    var values: [AnnexColumn: String] = [:]
    for (cell, column) in zip(record.cells, header.columns)
    where column != .ignored && !AnnexText.isEmpty(cell) {
      values[column] = values[column].map { $0 + "\n" + cell } ?? cell
    }
    return values
  }

  private static func hasPost(_ values: [AnnexColumn: String]) -> Bool {
    [.post, .postID, .title, .from, .fromID].contains { values[$0] != nil }
  }

  /// Whether a row with a person says more than a signature would.
  private static func isLine(_ values: [AnnexColumn: String]) -> Bool {
    hasPost(values) || [.official, .kind, .nip, .echelon].contains { values[$0] != nil }
  }

  private static func hasWords(_ text: String?) -> Bool {
    text.map { !PersonCell($0).name.isEmpty } ?? false
  }

  // MARK: Sorting

  private mutating func take(_ record: CSVRecord, at index: Int) {
    let cells = record.cells.filter { !AnnexText.isEmpty($0) }
    guard !cells.isEmpty else {
      isOpen = false
      return
    }
    if isHeaderAgain(record) {
      headers.append(record.line)
      isOpen = false
      return
    }
    let values = Self.values(of: record, header)
    if index > last {
      // What follows the last line is the signature, unless it adds to that line's person.
      let isPersonal = values[.name] != nil && continues(values, alone: cells.count == 1)
      guard isOpen, isPersonal, closing.isEmpty else {
        closing.append(record.line)
        isOpen = false
        return
      }
      return goOn(values)
    }
    let isNumbered = Self.number(values[.number]) != nil
    let isPerson = Self.hasWords(values[.name]) || values[.official] != nil
    if isNumbered && (isPerson || Self.hasPost(values)) || isPerson && Self.isLine(values) {
      lines.append(Line(fileLine: record.line, values: values, section: section))
      isOpen = true
    } else if isOpen, continues(values, alone: cells.count == 1) {
      goOn(values)
    } else if cells.contains(where: { $0.contains(where: \.isLetter) }) {
      takeHeading(record, cells)
    } else {
      strays.append(record.line)
      isOpen = false
    }
  }

  /// Whether a row without a number goes on with the line above: it adds to its person, or has
  /// text under several columns.
  private func continues(_ values: [AnnexColumn: String], alone isAlone: Bool) -> Bool {
    guard values[.number] == nil, !values.isEmpty else { return false }
    if let name = values[.name], Self.hasWords(name) { return false }
    return values[.name] != nil || !isAlone || Self.hasPost(values) || values[.note] != nil
  }

  private mutating func goOn(_ values: [AnnexColumn: String]) {
    guard !lines.isEmpty else { return }
    for (column, text) in values {
      let known = lines[lines.count - 1].values[column]
      lines[lines.count - 1].values[column] = known.map { $0 + "\n" + text } ?? text
    }
  }

  /// A row with nothing but a heading, perhaps behind a letter or a roman number.
  private mutating func takeHeading(_ record: CSVRecord, _ cells: [String]) {
    isOpen = false
    let text = AnnexText.collapsed(cells.max { $0.count < $1.count } ?? "")
    guard cells.count <= 2 else {
      strays.append(record.line)
      return
    }
    let safe = PersonalNumbers.removed(from: text).text
    section = Self.withoutMark(safe)
    sections.append((record.line, safe))
  }

  /// `A. DINAS PENDIDIKAN`, `II. KECAMATAN NEGARA` without the mark.
  private static func withoutMark(_ text: String) -> String {
    let words = text.split(separator: " ")
    guard words.count > 1, let first = words.first, let last = first.last, ".)".contains(last),
      first.count <= 6
    else { return text }
    return words.dropFirst().joined(separator: " ")
  }

  /// The header once more, its second row, or the row that numbers the columns: 1, 2, 3.
  private func isHeaderAgain(_ record: CSVRecord) -> Bool {
    let filled = zip(record.cells, 0...).filter { !AnnexText.isEmpty($0.0) }
    let numbers = filled.compactMap { Self.number($0.0) }
    if numbers.count == filled.count, numbers.count > 2,
      numbers == Array(1...numbers.count)
    {
      return true
    }
    guard filled.count > 1 else { return false }
    let isSame = filled.allSatisfy { cell, index in
      index < header.headings.count
        && header.headings[index].hasPrefix(AnnexText.collapsed(cell))
    }
    let isSecond = filled.allSatisfy {
      AnnexColumn.isQualifier($0.0) && AnnexText.words($0.0).count < 3
    }
    return isSame || isSecond && filled.contains { AnnexColumn.isDecided($0.0) }
  }
}
