import Ledger

/// From the cells of a record to a row, or to what is wrong with it.
extension CareerReader {
  /// A row while it is read, with every problem of it.
  private struct Draft {
    var line: Int
    var cells: [String]
    var problems: [CareerFinding] = []
    var notices: [CareerFinding] = []

    mutating func refuse(_ problem: CareerProblem, _ column: CareerColumn?, _ text: String) {
      let place = column.map { $0.rawValue + ": " } ?? ""
      problems.append(CareerFinding(problem, line: line, place + text))
    }
  }

  mutating func take(_ record: CSVRecord) {
    reading.count += 1
    var draft = Draft(line: record.line, cells: record.cells)
    guard fits(&draft) else {
      reading.findings += draft.problems
      return
    }
    let person = id(.personID, &draft) ?? derived(from: .personName, &draft)
    let post = id(.postID, &draft) ?? derivedPost(&draft)
    if person == nil, !draft.problems.contains(where: { $0.text.hasPrefix("person_") }) {
      draft.refuse(.noPerson, .personID, "the cell is empty")
    }
    if post == nil, !draft.problems.contains(where: { $0.text.hasPrefix("post_") }) {
      draft.refuse(.noPost, .postID, "the cell is empty")
    }
    var row = CareerTable.Row(
      person: person ?? CareerTable.none, post: post ?? CareerTable.none)
    row.name = text(.personName, &draft)
    row.title = text(.postName, &draft)
    row.capacity = capacity(&draft)
    row.source = text(.source, &draft)
    if row.source == CareerTable.none, let source = options.source {
      row.source = reading.table.words.intern(source)
    }
    row.from = date(.startDate, &draft)
    row.to = end(&draft)
    row.unit =
      id(.organizationID, &draft) ?? derived(from: .organizationName, &draft)
      ?? CareerTable.none
    let unitName = text(.organizationName, &draft)
    guard draft.problems.isEmpty else {
      reading.findings += draft.problems
      return
    }
    note(unitName, of: row.unit, &draft)
    let index = reading.table.rows.count
    reading.findings += draft.notices.map {
      CareerFinding($0.problem, line: $0.line, row: index, others: $0.others, $0.text)
    }
    reading.table.rows.append(row)
    reading.table.lines.append(record.line)
  }

  /// Empty cells beyond the header say nothing; others, and missing ones, may be of any column.
  private func fits(_ draft: inout Draft) -> Bool {
    let count = draft.cells.count
    if count == header.width { return true }
    if count > header.width,
      draft.cells[header.width...].allSatisfy({ CareerText.trimmed($0).isEmpty })
    {
      return true
    }
    draft.refuse(.raggedRow, nil, "\(count) cells; the header has \(header.width)")
    return false
  }

  /// The cell of a column, without the blanks around it; nil if it is empty or there is none.
  private func cell(_ column: CareerColumn, _ draft: Draft) -> String? {
    guard let place = header.places[column] else { return nil }
    let text = CareerText.trimmed(draft.cells[place])
    return text.isEmpty ? nil : text
  }

  // MARK: Ids and texts

  private mutating func id(_ column: CareerColumn, _ draft: inout Draft) -> UInt32? {
    guard let text = cell(column, draft) else { return nil }
    return id(text, column, &draft)
  }

  /// An id as it is given, or mended where that was asked for; each value is judged once.
  private mutating func id(
    _ text: String, _ column: CareerColumn, _ draft: inout Draft
  ) -> UInt32? {
    let number = reading.table.words.intern(text)
    let verdict = idVerdicts[number] ?? judge(text, number)
    idVerdicts[number] = verdict
    switch verdict {
    case .good(let id):
      if id != number {
        draft.notices.append(
          CareerFinding(
            .mendedID, line: draft.line,
            "\(column.rawValue): written as " + reading.table.words.text(id)))
      }
      return id
    case .bad(let problem, let message):
      draft.refuse(problem, column, message)
      return nil
    }
  }

  private mutating func judge(_ text: String, _ number: UInt32) -> Verdict {
    guard let (problem, message) = CareerText.problem(inID: text) else {
      if let other = mended[number], other != number { return Self.clash }
      mended[number] = number
      return .good(number)
    }
    guard options.mendsIDs, problem == .badID else { return .bad(problem, message) }
    let made = CareerText.mended(text)
    if let (problem, message) = CareerText.problem(inID: made) { return .bad(problem, message) }
    let id = reading.table.words.intern(made)
    if let other = mended[id], other != number { return Self.clash }
    mended[id] = number
    return .good(id)
  }

  private static let clash = Verdict.bad(
    .badID, "mended, it would be the id of another value of the file")

  /// An id made of a name, where the file has no column of ids and that was asked for.
  private mutating func derived(from name: CareerColumn, _ draft: inout Draft) -> UInt32? {
    let ids: CareerColumn = name == .personName ? .personID : .organizationID
    guard options.derivesIDs, header.places[ids] == nil, let text = cell(name, draft) else {
      return nil
    }
    return id(CareerText.derived(text), name, &draft)
  }

  /// The unit and the title together, for every unit may have a secretary.
  private mutating func derivedPost(_ draft: inout Draft) -> UInt32? {
    guard options.derivesIDs, header.places[.postID] == nil, let title = cell(.postName, draft)
    else { return nil }
    let unit =
      cell(.organizationID, draft) ?? cell(.organizationName, draft).map(CareerText.derived)
    let parts = [unit, CareerText.derived(title)].compactMap { $0 }
    return id(parts.joined(separator: "/"), .postName, &draft)
  }

  private mutating func text(_ column: CareerColumn, _ draft: inout Draft) -> UInt32 {
    guard let text = cell(column, draft) else { return CareerTable.none }
    return self.text(text, column, &draft)
  }

  private mutating func text(
    _ text: String, _ column: CareerColumn, _ draft: inout Draft
  ) -> UInt32 {
    let number = reading.table.words.intern(text)
    let verdict =
      textVerdicts[number]
      ?? CareerText.problem(inText: text).map { .bad($0.0, $0.1) } ?? .good(number)
    textVerdicts[number] = verdict
    if case .bad(let problem, let message) = verdict { draft.refuse(problem, column, message) }
    return number
  }

  private mutating func capacity(_ draft: inout Draft) -> UInt32 {
    guard let given = cell(.capacity, draft) else { return CareerTable.none }
    let word = CareerText.capacity(given)
    // A definitive holder is what a blank cell means.
    if word == Capacity.definitive.rawValue { return CareerTable.none }
    if Capacity(rawValue: word) == nil {
      draft.notices.append(CareerFinding(.otherCapacity, line: draft.line))
    }
    return text(word, .capacity, &draft)
  }

  /// The first name of a unit counts; a name without a unit has nowhere to stand.
  private mutating func note(_ name: UInt32, of unit: UInt32, _ draft: inout Draft) {
    guard name != CareerTable.none else { return }
    guard unit != CareerTable.none else {
      draft.notices.append(CareerFinding(.droppedUnitName, line: draft.line))
      return
    }
    guard namedUnits.insert(UInt64(unit) << 32 | UInt64(name)).inserted else { return }
    reading.table.unitNames.append((unit, name, reading.table.rows.count))
  }

  // MARK: Dates

  private func date(_ column: CareerColumn, _ draft: inout Draft) -> Period? {
    guard let text = cell(column, draft), text != ".." else { return nil }
    return date(text, column, &draft)
  }

  private func date(_ text: String, _ column: CareerColumn, _ draft: inout Draft) -> Period? {
    do throws(ValueError) {
      let date = try dates.read(text)
      if date.contradictsWeekday {
        draft.notices.append(
          CareerFinding(
            .wrongWeekday, line: draft.line,
            "\(column.rawValue): \(date.period) is no such weekday"))
      }
      return date.period
    } catch {
      draft.refuse(.badDate, column, error.message)
      return nil
    }
  }

  /// The first day after the tenure; a blank one is taken at its word where there is a column.
  private func end(_ draft: inout Draft) -> CareerTable.End {
    guard header.places[.endDate] != nil else { return .unknown }
    guard let text = cell(.endDate, draft), !CareerText.openEnds.contains(text.lowercased()) else {
      return .open
    }
    guard let date = date(text, .endDate, &draft) else { return .unknown }
    guard options.endIsLastDay else { return .on(date) }
    let (first, last) = (date.first.adding(days: 1), date.last.adding(days: 1))
    return .on(first == last ? Period(first) : Period(from: first, through: last) ?? date)
  }
}
