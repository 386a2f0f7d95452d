public import Ledger

/// Looks over the rows of a list of careers for what looks wrong, and for what is worth knowing.
///
/// Dates that are not exact count as wrong only where they are so in every reading. The work grows
/// with n log n.
public struct CareerSurvey {
  let table: CareerTable
  let rows: [CareerTable.Row]
  private(set) var findings: [CareerFinding] = []
  let acting: Set<UInt32>

  /// Looks over rows.
  ///
  /// - Parameters:
  ///   - table: The rows.
  ///   - day: Open ends of tenures begun before it are stale if another has followed since.
  /// - Returns: The findings, by kind and line.
  public static func findings(
    in table: CareerTable, staleBefore day: Day
  ) -> [CareerFinding] {
    var survey = CareerSurvey(table)
    survey.lookAtDates()
    survey.lookAtRepeats()
    survey.lookAtNames()
    survey.lookAtContinuations()
    survey.lookAtOverlaps()
    survey.lookAtOpenEnds(begunBefore: day)
    return survey.findings
  }

  private init(_ table: CareerTable) {
    self.table = table
    rows = table.rows
    let codes = Capacity.allCases.dropFirst().compactMap { table.words.find($0.rawValue) }
    acting = Set(codes)
  }

  mutating func add(_ problem: CareerProblem, _ row: Int, _ others: [Int] = [], _ text: String = "")
  {
    findings.append(
      CareerFinding(
        problem, line: table.lines[row], row: row, others: others.map { table.lines[$0] }, text))
  }

  // MARK: Each row

  private mutating func lookAtDates() {
    for (index, row) in rows.enumerated() {
      if row.from == nil { add(.noStart, index) }
      if row.to.period == nil { add(.noEnd, index) }
      if row.from == nil, row.to.period == nil { add(.noDates, index) }
      guard let from = row.from, let to = row.to.period else { continue }
      if to.last < from.first {
        add(.endBeforeStart, index)
      } else if from.isExact, to.isExact, from.first == to.first {
        add(.zeroLength, index)
      }
    }
  }

  private mutating func lookAtRepeats() {
    var whole: [CareerTable.Row: Int] = [:]
    var bare: [CareerTable.Row: Int] = [:]
    whole.reserveCapacity(rows.count)
    bare.reserveCapacity(rows.count)
    for (index, row) in rows.enumerated() {
      var tenure = row
      tenure.source = CareerTable.none
      if let first = whole[row] {
        add(.exactRepeat, index, [first])
      } else if let first = bare[tenure] {
        add(.repeatedTenure, index, [first])
      }
      whole[row] = whole[row] ?? index
      bare[tenure] = bare[tenure] ?? index
    }
  }

  // MARK: Names

  private mutating func lookAtNames() {
    addSeveral(.severalNames, rows.indices.map { ($0, rows[$0].person, rows[$0].name) })
    addSeveral(.severalTitles, rows.indices.map { ($0, rows[$0].post, rows[$0].title) })
    addSeveral(.severalUnitNames, table.unitNames.map { ($0.row, $0.unit, $0.name) })
    var words = Interner()
    var plain: [UInt32: UInt32] = [:]
    var namesakes: [(Int, UInt32, UInt32)] = []
    for (index, row) in rows.enumerated() where row.name != CareerTable.none {
      let name = plain[row.name] ?? words.intern(Self.plain(table.words.text(row.name)))
      plain[row.name] = name
      namesakes.append((index, name, row.person))
    }
    addSeveral(.sameName, namesakes)
  }

  /// One finding for each key that has several values: the rows in which each first stands.
  private mutating func addSeveral(
    _ problem: CareerProblem, _ values: [(row: Int, key: UInt32, value: UInt32)]
  ) {
    var first: [UInt32: (row: Int, value: UInt32)] = [:]
    var others: [UInt32: [(row: Int, value: UInt32)]] = [:]
    for (row, key, value) in values where value != CareerTable.none {
      guard let known = first[key] else {
        first[key] = (row, value)
        continue
      }
      guard known.value != value, others[key]?.contains(where: { $0.value == value }) != true
      else { continue }
      others[key, default: []].append((row, value))
    }
    for (key, others) in others.sorted(by: { $0.value[0].row < $1.value[0].row }) {
      guard let known = first[key] else { continue }
      let values = [known] + others
      add(
        problem, others[0].row, [known.row] + others.dropFirst().map(\.row),
        values.map { table.words.text($0.value) }.joined(separator: "; "))
    }
  }

  /// A name without case and with one blank between its words.
  private static func plain(_ name: String) -> String {
    name.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
