/// The header of an annex: where it stands, and what each column holds.
struct AnnexHeader {
  /// The records that make it, by position.
  let rows: Range<Int>
  /// What each column holds; `ignored` where its heading says nothing known.
  let columns: [AnnexColumn]
  /// The headings as they are written, those of two rows joined.
  let headings: [String]

  /// How far down a header is looked for.
  private static let deepest = 80

  /// Finds the header.
  ///
  /// - Parameters:
  ///   - records: The file's records.
  ///   - overrides: Headings that the user has given a meaning.
  /// - Throws: `noHeader`, `unknownHeading`.
  init(
    in records: [CSVRecord], overrides: [(column: AnnexColumn, heading: String)]
  ) throws(AnnexError) {
    let wanted = overrides.map { Self.plain($0.heading) }
    for (index, record) in records.prefix(Self.deepest).enumerated() {
      let next = index + 1 < records.count ? records[index + 1] : nil
      let isDouble = next.map { Self.isSecondRow($0, below: record) } ?? false
      let headings = isDouble ? Self.joined(record.cells, next?.cells ?? []) : record.cells
      let columns = Self.columns(headings, overrides)
      let holdsAll = wanted.allSatisfy { plain in headings.contains { Self.plain($0) == plain } }
      guard Self.isHeader(columns), holdsAll || overrides.isEmpty else { continue }
      rows = index..<(index + (isDouble ? 2 : 1))
      self.columns = columns
      self.headings = headings.map { PersonalNumbers.removed(from: AnnexText.collapsed($0)).text }
      return
    }
    throw Self.failure(records, overrides)
  }

  private static func failure(
    _ records: [CSVRecord], _ overrides: [(column: AnnexColumn, heading: String)]
  ) -> AnnexError {
    let first = records.prefix(deepest).first { isHeader(columns($0.cells, [])) }
    guard let first, !overrides.isEmpty else {
      return AnnexError(
        line: records.first?.line,
        "no row of headings was found; expected columns such as NO, NAMA / NIP, JABATAN LAMA, "
          + "JABATAN BARU",
        hint: "say which is which: --column name=HEADING --column post=HEADING")
    }
    let headings = first.cells.map { PersonalNumbers.removed(from: AnnexText.collapsed($0)).text }
      .filter { !$0.isEmpty }
    let missing = overrides.map(\.heading).filter { heading in
      !first.cells.contains { plain($0) == plain(heading) }
    }
    return AnnexError(
      line: first.line,
      "no column is headed \(missing.map { "'\($0)'" }.joined(separator: ", ")); "
        + "the headings are \(headings.map { "'\($0)'" }.joined(separator: ", "))",
      hint: nil)
  }

  /// A header names the people, and either a post or two more columns.
  private static func isHeader(_ columns: [AnnexColumn]) -> Bool {
    let known = Set(columns).subtracting([.ignored])
    guard known.contains(.name) || known.contains(.official) else { return false }
    let hasPost = !known.isDisjoint(with: [.post, .postID, .from, .fromID])
    return hasPost && known.count >= 2
  }

  /// Blanks, case and signs put aside.
  private static func plain(_ heading: String) -> String {
    AnnexText.words(heading).joined(separator: " ")
  }

  // MARK: Two rows

  /// Whether a record goes on with the header above it: nothing but words such as `LAMA`, `BARU`.
  private static func isSecondRow(_ record: CSVRecord, below first: CSVRecord) -> Bool {
    let cells = record.cells.filter { !AnnexText.isEmpty($0) }
    guard !cells.isEmpty, first.cells.filter({ !AnnexText.isEmpty($0) }).count >= 2 else {
      return false
    }
    return cells.allSatisfy { AnnexColumn.isQualifier($0) }
      && cells.contains { AnnexColumn.isDecided($0) }
  }

  /// The headings of both rows; a merged cell of the first row stands over those to its right.
  private static func joined(_ upper: [String], _ lower: [String]) -> [String] {
    var above = ""
    return (0..<max(upper.count, lower.count)).map { index in
      let own = index < upper.count ? upper[index] : ""
      let below = index < lower.count ? lower[index] : ""
      if !AnnexText.isEmpty(own) { above = own }
      if AnnexText.isEmpty(below) { return own }
      return above + " " + below
    }
  }

  // MARK: Meaning

  private static func columns(
    _ headings: [String], _ overrides: [(column: AnnexColumn, heading: String)]
  ) -> [AnnexColumn] {
    var columns = headings.map { heading in
      overrides.first { plain($0.heading) == plain(heading) }?.column
        ?? AnnexColumn.meaning(of: heading) ?? .ignored
    }
    let given = Set(overrides.map(\.column))
    // What the user has named is not also guessed.
    for index in columns.indices
    where given.contains(columns[index])
      && !overrides.contains(where: { plain($0.heading) == plain(headings[index]) })
    {
      columns[index] = .ignored
    }
    settleSides(&columns, headings)
    dropRepeated(&columns)
    return columns
  }

  /// A unit or an echelon whose heading does not say of which post it is goes with the post to its
  /// left, where there are two posts; of the new one otherwise.
  private static func settleSides(_ columns: inout [AnnexColumn], _ headings: [String]) {
    let from = columns.firstIndex { $0 == .from || $0 == .fromID }
    let post = columns.firstIndex { $0 == .post || $0 == .postID }
    // A second column of plain `JABATAN` is the new one.
    let plain = columns.indices.filter {
      columns[$0] == .post && !AnnexColumn.isDecided(headings[$0])
    }
    if from == nil, plain.count == 2 {
      columns[plain[0]] = .from
      return settleSides(&columns, headings)
    }
    guard let from, let post, from < post else { return }
    for index in columns.indices where (from..<post).contains(index) {
      guard !AnnexColumn.isDecided(headings[index]) else { continue }
      if columns[index] == .unit { columns[index] = .fromUnit }
      if columns[index] == .echelon { columns[index] = .fromEchelon }
    }
  }

  /// Of two columns with one meaning the first is taken; two columns of remarks are both kept.
  private static func dropRepeated(_ columns: inout [AnnexColumn]) {
    var seen: Set<AnnexColumn> = []
    for index in columns.indices where columns[index] != .ignored && columns[index] != .note {
      if !seen.insert(columns[index]).inserted { columns[index] = .ignored }
    }
  }
}

/// Why a file cannot be read as an annex: where, what was found, what would help.
public struct AnnexError: Error, Sendable {
  /// The line of the file; nil where there is none.
  public let line: Int?
  /// What was found and what was expected.
  public let message: String
  /// What to try next.
  public let hint: String?

  init(line: Int?, _ message: String, hint: String?) {
    self.line = line
    self.message = message
    self.hint = hint
  }
}
