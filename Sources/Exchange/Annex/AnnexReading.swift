public import Ledger

/// An annex as it was read: its lines, what its title says, and what is remarkable about either.
public struct AnnexReading: Sendable {
  /// The lines, in the order of the file.
  public private(set) var lines: [AnnexLine] = []
  /// What the rows above the header say of the decree.
  public let title: AnnexTitle
  /// What each column of the header was taken for.
  public let columns: [(heading: String, column: AnnexColumn)]
  /// What is remarkable.
  public private(set) var findings: [AnnexFinding] = []

  private let dates: DateReader
  private var personalLines: [Int] = []

  /// Reads the records of an annex.
  ///
  /// - Parameters:
  ///   - records: The records of the file.
  ///   - overrides: What columns hold whose headings do not say so.
  ///   - dates: How dates are written.
  /// - Throws: `AnnexError` where there is no header, or no line below it.
  public init(
    _ records: [CSVRecord], overrides: [(column: AnnexColumn, heading: String)] = [],
    dates: DateReader = DateReader()
  ) throws(AnnexError) {
    self.dates = dates
    let header = try AnnexHeader(in: records, overrides: overrides)
    title = AnnexTitle(records[..<header.rows.lowerBound], dates: dates)
    columns = zip(header.headings, header.columns).filter { !$0.0.isEmpty || $0.1 != .ignored }
      .map { ($0, $1) }
    let rows = AnnexRows(records[header.rows.upperBound...], header: header)
    guard !rows.lines.isEmpty else {
      throw AnnexError(
        line: records[header.rows.lowerBound].line, "no line of an annex follows the headings",
        hint: "a line has a name and a post; a table of another kind is not read as an annex")
    }
    let numbers = take(numbersOf: rows.lines, hasColumn: header.columns.contains(.number))
    for (row, number) in zip(rows.lines, numbers) { take(row, number) }
    noteSkipped(rows, header)
    if !personalLines.isEmpty {
      findings.append(
        AnnexFinding(
          .personalDataDropped, .notice, lines: personalLines,
          "NIPs, other long numbers and birth dates (\(personalLines.count) lines) are dropped: "
            + "those beside a name serve to tell people apart, none is recorded"))
    }
  }

  /// The TMT that all lines have; `nil` where they do not share one.
  public var sharedTMT: Period? {
    guard let first = lines.first?.tmt, lines.allSatisfy({ $0.tmt == first }) else { return nil }
    return first
  }

  // MARK: Numbers

  /// Every line has a number of its own: that of its column where it is unique.
  private mutating func take(numbersOf rows: [AnnexRows.Line], hasColumn: Bool) -> [Int] {
    var taken: Set<Int> = []
    var numbers = rows.map { row -> Int? in
      guard let number = AnnexRows.number(row.values[.number]) else { return nil }
      return taken.insert(number).inserted ? number : nil
    }
    var next = (taken.max() ?? 0) + 1
    if !hasColumn { next = 1 }
    for index in rows.indices where numbers[index] == nil {
      numbers[index] = next
      next += 1
      guard hasColumn else { continue }
      let isTwice = AnnexRows.number(rows[index].values[.number]) != nil
      findings.append(
        AnnexFinding(
          isTwice ? .numberTwice : .numberMissing, .warning, lines: [rows[index].fileLine],
          numbers: [next - 1],
          isTwice
            ? "the number of this line stands in another line too; it is recorded as \(next - 1)"
            : "this line has no number; it is recorded as \(next - 1)"))
    }
    return numbers.map { $0 ?? 0 }
  }

  // MARK: Lines

  private mutating func take(_ row: AnnexRows.Line, _ number: Int) {
    var line = AnnexLine(fileLine: row.fileLine, number: number)
    let cell = PersonCell(row.values[.name] ?? "")
    if PostText.isVacant(cell.name) {
      findings.append(
        AnnexFinding(
          .rowsSkipped, .notice, lines: [row.fileLine],
          "a line for a post without a person is not recorded"))
      return
    }
    let birth = takePerson(cell, row, &line)
    var isCleaned = false
    func clean(_ column: AnnexColumn) -> String? {
      guard let text = row.values[column] else { return nil }
      let safe = PersonalNumbers.removed(
        from: AnnexText.collapsed(AnnexText.unmarked(text)), birth: birth)
      if safe.isChanged { isCleaned = true }
      return AnnexText.isEmpty(safe.text) ? nil : safe.text
    }
    line.official = row.values[.official].map { AnnexText.unmarked($0) }
    line.rank = clean(.rank) ?? cell.rank.map { PersonalNumbers.removed(from: $0).text }
    takePosts(row, &line, clean)
    takeRemarks(row, &line, clean)
    if isCleaned, personalLines.last != row.fileLine { personalLines.append(row.fileLine) }
    if line.name == nil, line.official == nil {
      findings.append(
        AnnexFinding(
          .noName, .warning, lines: [line.fileLine], numbers: [number],
          "line \(number) names nobody; it is recorded as a person without a name"))
    }
    lines.append(line)
  }

  /// The name and the number; says what was damaged.
  ///
  /// - Returns: The birth date, so that it can be kept out of every text of the line.
  private mutating func takePerson(
    _ cell: PersonCell, _ row: AnnexRows.Line, _ line: inout AnnexLine
  ) -> Day? {
    let name = PersonalNumbers.removed(from: cell.name).text
    line.name = AnnexText.isEmpty(name) ? nil : name
    var (isDamaged, isInvalid) = (cell.isDamaged, cell.hasOtherDigits)
    line.civilNumber = cell.number
    if let text = row.values[.nip] {
      let own = PersonalNumbers(in: Array(AnnexText.unmarked(text).unicodeScalars), takesOld: true)
      let found = own.found.compactMap(\.number).first
      if CivilText.isScientific(text) || found?.isRounded == true {
        isDamaged = true
      } else if let found, found.isPlausible {
        line.civilNumber = found
      } else {
        isInvalid = true
      }
    }
    if isDamaged {
      tell(
        .nipDamaged, .warning, line,
        "the NIP was damaged by a spreadsheet and serves for nothing; format its column as text")
    } else if isInvalid, line.civilNumber == nil {
      tell(.nipInvalid, .warning, line, "the digits beside the name are no NIP; they are dropped")
    }
    if cell.hasOtherWords {
      tell(
        .wordsDropped, .notice, line,
        "words in the cell of the name are neither a name nor a rank; they are dropped")
    }
    if line.civilNumber != nil || isDamaged || isInvalid || cell.hasBirth
      || row.values[.birth] != nil
    {
      personalLines.append(row.fileLine)
    }
    let written = row.values[.birth].flatMap { try? dates.period(AnnexText.unmarked($0)).first }
    return cell.birth ?? line.civilNumber?.birth ?? written
  }

  private func takePosts(
    _ row: AnnexRows.Line, _ line: inout AnnexLine, _ clean: (AnnexColumn) -> String?
  ) {
    var post = AnnexPost(unit: clean(.unit))
    var capacity: Capacity?
    Self.take(clean(.postID), clean(.title) ?? clean(.post), into: &post, &capacity)
    let echelon = clean(.echelon).map { AnnexWords.echelon($0) }
    let heading = row.section.map { AnnexWords.echelon($0) }
    post.echelon = echelon?.echelon ?? (heading?.echelon).flatMap { $0.contains(".") ? $0 : nil }
    post.tier = clean(.tier) ?? echelon?.tier
    if let section = row.section, post.unit == nil, Self.isUnit(section), let title = post.title,
      !Self.namesUnit(title)
    {
      post.unit = section
    }
    line.capacity = clean(.capacity).flatMap { AnnexWords.capacity($0) } ?? capacity
    line.post = post.id == nil && post.title == nil ? nil : post
    var from = AnnexPost(unit: clean(.fromUnit))
    var old: Capacity?
    Self.take(clean(.fromID), clean(.from), into: &from, &old)
    from.echelon = clean(.fromEchelon).flatMap { AnnexWords.echelon($0).echelon }
    line.from = from.id == nil && from.title == nil ? nil : from
  }

  /// The id and the title of a post from their two columns; a column of ids may hold a title.
  private static func take(
    _ id: String?, _ text: String?, into post: inout AnnexPost, _ capacity: inout Capacity?
  ) {
    if let id, !id.contains(" ") { post.id = id }
    guard let text = text ?? (post.id == nil ? id : nil), !PostText.isNone(text) else { return }
    let own = PostText(text)
    post.title = own.title
    capacity = own.capacity
  }

  private mutating func takeRemarks(
    _ row: AnnexRows.Line, _ line: inout AnnexLine, _ clean: (AnnexColumn) -> String?
  ) {
    let note = clean(.note)
    line.kind = (clean(.kind) ?? note).flatMap { AnnexWords.kind($0) }
    line.note = note.flatMap { line.kind != nil && AnnexWords.isKindAlone($0) ? nil : $0 }
    line.isConcurrent =
      clean(.concurrent).map { ["true", "ya", "yes", "1", "rangkap"].contains($0.lowercased()) }
      ?? false
    if line.post == nil {
      // What stands where the post would is a remark: `dibebaskan dari jabatan`.
      let said = [clean(.post), line.note].compactMap { $0 }
      line.note = said.isEmpty ? nil : said.joined(separator: "; ")
      tell(
        .noPost, .warning, line,
        "line \(line.number) has no new post; it is recorded as taking the official out of the old "
          + "one")
    }
    guard let text = clean(.tmt) else { return }
    do throws(ValueError) {
      line.tmt = try dates.period(text)
    } catch {
      tell(.badDate, .warning, line, "TMT is \(error.message)")
    }
  }

  private mutating func tell(
    _ kind: AnnexFinding.Kind, _ level: AnnexFinding.Level, _ line: AnnexLine, _ text: String
  ) {
    findings.append(
      AnnexFinding(kind, level, lines: [line.fileLine], numbers: [line.number], text))
  }

  // MARK: What is no line

  /// Whether a title says by itself where the post is: `Camat …`, `… pada Dinas Kesehatan`.
  private static func namesUnit(_ title: String) -> Bool {
    let words = PostText.key(title).split(separator: " ").map(String.init)
    return words.first.map { ["camat", "lurah", "sekretaris daerah"].contains($0) } ?? true
      || words.contains { isUnit($0) && !["bagian", "unit", "rumah", "satuan"].contains($0) }
  }

  /// Whether the heading of a section names a unit.
  static func isUnit(_ text: String) -> Bool {
    guard let first = AnnexText.words(text).first else { return false }
    return [
      "dinas", "badan", "sekretariat", "inspektorat", "kecamatan", "kelurahan", "bagian", "rsud",
      "rumah", "puskesmas", "kantor", "satuan", "uptd", "upt", "unit",
    ].contains(first)
  }

  private mutating func noteSkipped(_ rows: AnnexRows, _ header: AnnexHeader) {
    let units = rows.sections.filter {
      Self.isUnit(AnnexText.words($0.text).joined(separator: " "))
    }
    func tell(_ lines: [Int], _ text: String) {
      guard !lines.isEmpty else { return }
      findings.append(AnnexFinding(.rowsSkipped, .notice, lines: lines, text))
    }
    tell(
      rows.sections.map(\.line),
      units.isEmpty
        ? "headings within the annex are not recorded"
        : "headings within the annex: those that name a unit give it to the lines below them that "
          + "have none")
    tell(rows.closing, "rows behind the last line are taken for the signature")
    tell(rows.strays, "rows that are neither a line nor a heading")
    let ignored = zip(header.headings, header.columns).filter {
      $0.1 == .ignored && !AnnexText.isEmpty($0.0)
    }
    if !ignored.isEmpty {
      findings.append(
        AnnexFinding(
          .columnsIgnored, .notice, lines: [],
          "columns that are not recorded: \(ignored.map(\.0).joined(separator: ", "))"))
    }
  }
}
