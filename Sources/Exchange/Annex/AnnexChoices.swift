public import Ledger

/// What whoever records an annex has decided beforehand.
public struct AnnexChoices: Sendable {
  /// What becomes of officials who are not on record.
  public enum NewOfficials: String, CaseIterable, Sendable {
    /// They refuse the import.
    case refuse
    /// They get a readable id made of the name.
    case slug
    /// They get an id that says nothing.
    case random
  }

  /// Who a line is, by its number; `new` for somebody who is not on record.
  public var officials: [Int: String] = [:]
  /// The post moved to, by the line's number.
  public var posts: [Int: String] = [:]
  /// The post left, by the line's number.
  public var from: [Int: String] = [:]
  /// Ids of officials by NIP, from a list that is kept outside the journal.
  public var roster: [CivilNumber: String] = [:]
  /// What becomes of officials who are not on record.
  public var newOfficials = NewOfficials.slug
  /// The region of the decree.
  public var region: String?

  /// No decisions.
  public init() {}

  /// Takes in a list of NIPs with ids: columns `nip` and `official`, or headings that say so.
  ///
  /// - Parameter records: The list.
  /// - Returns: How many of its rows have a NIP that can be one.
  /// - Throws: `AnnexError` where it has no such columns, or an id that cannot be one.
  public mutating func takeRoster(_ records: [CSVRecord]) throws(AnnexError) -> Int {
    guard let header = records.first else { return 0 }
    let words = header.cells.map { AnnexText.words($0) }
    let number = words.firstIndex { AnnexColumn.meaning(of: $0.joined(separator: " ")) == .nip }
    let official = words.firstIndex { ["official", "id", "pejabat"].contains($0.first) }
    guard let number, let official else {
      throw AnnexError(
        line: header.line, "the list has no column 'nip' or no column 'official'",
        hint: "its first row is nip,official")
    }
    var count = 0
    for record in records.dropFirst() where record.cells.count > max(number, official) {
      let text = Array(AnnexText.unmarked(record.cells[number]).unicodeScalars)
      let id = record.cells[official].trimmingBlanks()
      guard let own = PersonalNumbers(in: text, takesOld: true).found.compactMap(\.number).first,
        own.isPlausible, !own.isRounded, !id.isEmpty
      else { continue }
      if let problem = Identifier.problem(in: id) {
        throw AnnexError(line: record.line, problem.message, hint: nil)
      }
      guard roster[own] == nil || roster[own] == id else {
        throw AnnexError(
          line: record.line, "a NIP that stands in an earlier line with another official",
          hint: nil)
      }
      roster[own] = id
      count += 1
    }
    return count
  }
}

/// What the journal knows that an annex may speak of.
public struct AnnexKnowledge {
  /// Officials who have one of the names.
  public var officials: [KnownOfficial]
  /// Posts on record.
  public var posts: [KnownPost]
  /// Units on record.
  public var units: [KnownUnit]
  /// The decree as it is on record.
  public var edition: DecreeEdition?
  /// Whether an id of that kind is taken, by whatever was ever recorded.
  public var isTaken: (IdentifierKind, String) -> Bool
  /// An id that says nothing.
  public var makeID: () -> String

  /// Knowledge of those parts.
  public init(
    officials: [KnownOfficial], posts: [KnownPost], units: [KnownUnit], edition: DecreeEdition?,
    isTaken: @escaping (IdentifierKind, String) -> Bool, makeID: @escaping () -> String
  ) {
    self.officials = officials
    self.posts = posts
    self.units = units
    self.edition = edition
    self.isTaken = isTaken
    self.makeID = makeID
  }
}
