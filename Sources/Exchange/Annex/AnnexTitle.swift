public import Ledger

/// What the rows above an annex's header say of its decree: `LAMPIRAN KEPUTUSAN BUPATI …`,
/// `NOMOR : …`, `TANGGAL : …`.
public struct AnnexTitle: Sendable {
  /// The decree's number.
  public private(set) var number: String?
  /// Its date.
  public private(set) var date: Period?
  /// Who issued it, as the title names the office.
  public private(set) var issuer: String?
  /// What it is about.
  public private(set) var subject: String?

  /// Reads the rows above the header.
  init(_ records: ArraySlice<CSVRecord>, dates: DateReader) {
    for line in records.flatMap(Self.lines) {
      let words = line.split(separator: " ").map(String.init)
      number = number ?? Self.value(after: ["nomor", "no", "number"], words)
      subject = subject ?? Self.value(after: ["tentang", "perihal", "subject"], words)
      issuer = issuer ?? Self.issuer(words)
      if date == nil, let text = Self.value(after: ["tanggal", "tgl", "date"], words) {
        date = try? dates.period(text)
      }
    }
  }

  /// What the title gives that no option does, and where it says otherwise than one.
  ///
  /// - Parameters:
  ///   - number: The number that was given; `nil` where none was.
  ///   - date: The date that was given.
  ///   - issuer: The issuer that was given.
  ///   - subject: The subject that was given.
  /// - Returns: A notice, and a warning for each contradiction.
  public func findings(
    number: String?, date: Period?, issuer: String?, subject: String?
  ) -> [AnnexFinding] {
    let pairs: [(String, String?, String?)] = [
      ("number", number, self.number), ("date", date?.description, self.date?.description),
      ("issuer", issuer, self.issuer),
    ]
    var findings: [AnnexFinding] = []
    var used: [String] = []
    for (name, given, written) in pairs + [("subject", subject, self.subject)] {
      guard let written else { continue }
      if given == nil {
        used.append("\(name) \(written)")
      } else if name != "subject", let given, Self.folded(given) != Self.folded(written) {
        findings.append(
          AnnexFinding(
            .titleContradicts, .warning,
            "the title of the annex gives the \(name) \(written); \(given) is recorded"))
      }
    }
    if !used.isEmpty {
      findings.append(.titleGave("the title of the annex gives \(used.joined(separator: ", "))"))
    }
    return findings
  }

  private static func folded(_ text: String) -> String {
    text.lowercased().filter { !$0.isWhitespace }
  }

  /// The lines of a row: those of a cell that has several, else the row itself, whose cells may
  /// hold `NOMOR`, `:` and the number one by one.
  private static func lines(of record: CSVRecord) -> [String] {
    let isMulti = record.cells.contains { $0.contains(where: \.isNewline) }
    let texts =
      isMulti
      ? record.cells.flatMap { $0.split(whereSeparator: \.isNewline).map(String.init) }
      : [record.cells.joined(separator: " ")]
    return texts.map { PersonalNumbers.removed(from: AnnexText.collapsed($0)).text }
  }

  private static let captions: Set<String> = [
    "nomor", "no", "number", "tanggal", "tgl", "date", "tentang", "perihal", "subject",
  ]

  private static func plain(_ word: String) -> String {
    AnnexText.words(word).joined(separator: " ")
  }

  /// The words behind a caption, up to the next one.
  private static func value(after captions: Set<String>, _ words: [String]) -> String? {
    guard let at = words.firstIndex(where: { captions.contains(plain($0)) }) else { return nil }
    let value = words[(at + 1)...].prefix { !Self.captions.contains(plain($0)) }
      .drop { $0 == ":" }
    var text = value.joined(separator: " ")
    while let first = text.first, first == ":" || first == " " { text.removeFirst() }
    while let last = text.last, last == "," || last == " " { text.removeLast() }
    return AnnexText.isEmpty(text) ? nil : text
  }

  private static let offices: Set<String> = [
    "bupati", "walikota", "wali", "gubernur", "penjabat", "pj", "plt", "sekretaris", "kepala",
    "menteri",
  ]

  /// `KEPUTUSAN BUPATI JEMBRANA` names the Bupati Jembrana.
  private static func issuer(_ words: [String]) -> String? {
    guard let at = words.firstIndex(where: { plain($0) == "keputusan" }), at + 1 < words.count,
      offices.contains(plain(words[at + 1]))
    else { return nil }
    let office = words[(at + 1)...].prefix { $0 != ":" && !captions.contains(plain($0)) }
    return office.map(capitalised).joined(separator: " ")
  }

  /// `BUPATI` as `Bupati`: titles are set in capitals, an office is not.
  private static func capitalised(_ word: String) -> String {
    guard word == word.uppercased(), word.count > 3 else { return word }
    return word.prefix(1) + word.dropFirst().lowercased()
  }
}
