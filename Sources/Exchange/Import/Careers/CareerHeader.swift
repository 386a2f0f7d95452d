/// Where a file has its columns: the header held against the mapping, with every fault in it.
struct CareerHeader {
  /// The cell of each column that the file has.
  private(set) var places: [CareerColumn: Int] = [:]
  /// How many cells a row has.
  let width: Int
  /// What is wrong, as sentences; empty if rows can be read.
  private(set) var faults: [String] = []

  /// Finds the columns.
  ///
  /// - Parameters:
  ///   - cells: The first record of the file.
  ///   - mapping: The headings that differ from the neutral ones.
  ///   - derivesIDs: Whether ids may be made from names, so that their columns may be missing.
  init(_ cells: [String], _ mapping: CareerMapping, derivesIDs: Bool) {
    let found = cells.map(Self.plain)
    width = cells.count
    for column in CareerColumn.allCases {
      let heading = mapping.headings[column] ?? column.rawValue
      let places = found.indices.filter { found[$0] == Self.plain(heading) }
      if places.count > 1 {
        faults.append("the heading '\(heading)' stands \(places.count) times in the header")
      }
      self.places[column] = places.first
      if places.isEmpty, mapping.headings[column] != nil {
        faults.append(
          "there is no column '\(heading)' for \(column.rawValue)" + near(heading, cells))
      }
    }
    requireIDs(mapping, cells, derivesIDs)
    if places[.startDate] == nil, places[.endDate] == nil, mapping.headings[.startDate] == nil,
      mapping.headings[.endDate] == nil
    {
      faults.append("there is neither a column start_date nor end_date" + near("start_date", cells))
    }
    if !faults.isEmpty {
      faults.append("the file has: " + cells.map(Self.trimmed).joined(separator: ", "))
    }
  }

  /// Ids are never invented without being asked for.
  private mutating func requireIDs(
    _ mapping: CareerMapping, _ cells: [String], _ derivesIDs: Bool
  ) {
    for (id, name) in [(CareerColumn.personID, CareerColumn.personName), (.postID, .postName)]
    where places[id] == nil && mapping.headings[id] == nil {
      if derivesIDs, places[name] != nil { continue }
      var fault = "there is no column \(id.rawValue)" + near(id.rawValue, cells)
      if places[name] != nil {
        fault += "; --derive-ids makes ids from \(name.rawValue), which takes namesakes for one"
      }
      faults.append(fault)
    }
  }

  /// The heading of the file that is most like a missing one.
  private func near(_ heading: String, _ cells: [String]) -> String {
    let wanted = Self.plain(heading)
    let free = cells.map(Self.trimmed).filter { !$0.isEmpty }
    let nearest = free.map { ($0, Self.likeness(wanted, Self.plain($0))) }.max { $0.1 < $1.1 }
    guard let nearest, nearest.1 >= 0.5 else { return "" }
    return "; did you mean '\(nearest.0)'?"
  }

  /// How many pairs of neighbouring letters two words share, from 0 to 1 (Dice's coefficient).
  private static func likeness(_ one: String, _ other: String) -> Double {
    func pairs(_ word: String) -> Set<String> {
      let letters = Array(word)
      return Set(zip(letters, letters.dropFirst()).map { String([$0, $1]) })
    }
    let (first, second) = (pairs(one), pairs(other))
    guard !first.isEmpty, !second.isEmpty else { return one == other ? 1 : 0 }
    return Double(2 * first.intersection(second).count) / Double(first.count + second.count)
  }

  /// A heading without case and the blanks around it.
  private static func plain(_ heading: String) -> String { trimmed(heading).lowercased() }

  private static func trimmed(_ text: String) -> String { CareerText.trimmed(text) }
}
