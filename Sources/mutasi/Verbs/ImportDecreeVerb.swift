import CommandLineKit
import Exchange
import Journal
import Ledger

/// `import decree`: the annex of a decree becomes its entry, and the oath that rests on it.
struct ImportDecreeVerb: Command {
  static let about = About(
    "import decree", "Record a decree with its annex (lampiran): a CSV file with a move a row.",
    discussion: """
      The annex is read as clerks have it: No; Nama / NIP / Tanggal lahir, in one cell or several; \
      Pangkat/Gol; Jabatan lama; Jabatan baru; Unit kerja; Eselon; Ket, under headings in their \
      usual spellings, one row of them or two. Rows above them are its title (Nomor, Tanggal), and \
      give what no option gives; headings within the annex, the row that numbers the columns and \
      the signature are no lines. Developers may give ids: official, name, post, from, title, \
      unit, echelon, kind, capacity, note.

      A NIP is never written, to the journal or anywhere else, nor is a birth date: they serve to \
      tell people apart and are dropped. --roster names a list of NIPs with ids, kept outside the \
      journal, by which people are known for certain.

      Officials are matched by name (capitals, dots, degrees put aside) to those on record, and of \
      several of one name by the post that they leave; posts by title and unit. What fits several \
      is listed with all of them and refuses the import until --official, --post or --from says \
      which: nothing is guessed. So does the only one of a name who is on record in another post \
      than the one that is left, where that is on record too. Who fits nobody is new, and gets an \
      id made of the name; posts and units that are new are declared. --dry-run shows what each \
      line was taken for.

      A rank has no field in a line and stands in its note; so does a TMT of the line's own. For \
      somebody who will act (Plt, Plh, Pj, Pjs) the old post is kept and stands in the note too.

      With --inaugurated the oath is recorded as well, for all but those named by --absent; lines \
      that the annex marks as pengukuhan become OfficialsConfirmed. A decree that is on record \
      with other lines is amended (DecreeAmended): what changed, came or went is shown. The same \
      annex once more adds nothing. What does not fit in one entry is split over several.
      """,
    examples: [
      "mutasi import decree lampiran.csv --issuer 'Bupati Jembrana' --dry-run",
      "mutasi import decree lampiran.csv --number 821.2/99/2021 --date 2021-11-04 "
        + "--issuer 'Bupati Banyuwangi' --region 35.10 --inaugurated 2021-11-05 --absent 7",
    ], group: "Record")

  @Argument("The CSV file; - is standard input.") var file: FilePath
  @Option("The decree's number (nomor); from the title of the annex if not given.")
  var number: String?
  @Option("Its date (tanggal ditetapkan); from the title if not given.") var date: WrittenDate?
  @Option("From when it takes effect (TMT).") var tmt: WrittenDate?
  @Option("Who issued it; from the title if not given.", placeholder: "OFFICE") var issuer: String?
  @Option("In which capacity the issuer held office.") var issuerCapacity: Capacity?
  @Option("What it is about (tentang).") var subject: String?
  @Option("The region of the decree; the journal's own if not given.") var region: RegionCode?
  @Option("The rotation (gelombang mutasi) to which it belongs.", placeholder: "ID")
  var rotation: String?
  @Option("Whether posts are taken by oath; with none the decree itself moves people.")
  var oath: OathWord?
  @Option("How well it is attested.") var status: AssertionStatus = .officialDocument
  @Option("What a reader of the entry should know.") var note: String?

  @Option("The day of the oath: records the ceremony too.") var inaugurated: WrittenDate?
  @Option("Where the oath was taken.") var place: String?
  @Option("In which way it was taken.") var mode: CeremonyMode?
  @Option("Who administered it.", placeholder: "ID") var by: [String] = []
  @Option("A witness.", placeholder: "NAME") var witness: [String] = []
  @Option(
    "Who did not take the oath, by the line's number or the official's id.",
    placeholder: "LINE|ID")
  var absent: [String] = []

  @Option("What a column holds whose heading does not say so.")
  var column: [AnnexHeading] = []
  @Option("Who a line is, or new for nobody on record.") var official: [LineChoice] = []
  @Option("The post that a line moves to.") var post: [LineChoice] = []
  @Option("The post that a line leaves.") var from: [LineChoice] = []
  @Option("A CSV file with the columns nip and official, kept outside the journal.")
  var roster: FilePath?
  @Option("What becomes of officials who are not on record.")
  var newOfficials: AnnexChoices.NewOfficials = .slug

  @Option("From when an amendment holds; its date, or today, if not given.")
  var effective: WrittenDate?
  @Option("The number of the instrument that amends the decree.") var orderNumber: String?
  @Option("Its date.") var orderDate: WrittenDate?
  @Option("Who issued it.") var orderIssuer: String?
  @Option("Why the decree is amended.") var reason: String?
  @Flag("The file is a further annex of a decree on record: lines that it lacks stay.")
  var onlyAdd = false
  @Options var list: ListOptions
  @Options var recording: RecordingOptions
  @Options var output: OutputOptions
  @Options var journal: JournalOptions

  init() {}

  func run(_ terminal: inout Terminal) throws -> ExitCode {
    try checkOptions()
    let records = try AnnexImport.records(of: file, list, on: &terminal)
    let reading = try AnnexImport.reading(
      records, file: file.path, column, dates: DateReader(list.dateForm ?? .dmy))
    var findings = reading.findings
    var decree = try facts(reading.title, &findings)
    takeTMT(reading, &decree, &findings)
    var recorder = Recorder(journal: journal, options: recording)
    recorder.region = region
    var choices = AnnexChoices()
    choices.officials = try Self.choices(official, "official")
    choices.posts = try Self.choices(post, "post")
    choices.from = try Self.choices(from, "from")
    choices.newOfficials = newOfficials
    choices.region = try region?.description ?? journal.open().description.region
    if let roster {
      let list = try AnnexImport.records(of: roster, nil, on: &terminal)
      choices.roster = try AnnexImport.roster(list, file: roster.path)
    }
    let work = AnnexImport(
      file: file.path, reading: reading, findings: findings, decree: decree, choices: choices,
      recorder: recorder)
    return try work.run(output, on: &terminal)
  }

  /// What does not go together is said before anything is read.
  private func checkOptions() throws(Failure) {
    if inaugurated == nil {
      let given = [
        ("--absent", !absent.isEmpty), ("--place", place != nil), ("--by", !by.isEmpty),
        ("--mode", mode != nil), ("--witness", !witness.isEmpty),
      ].filter(\.1).map(\.0)
      guard given.isEmpty else {
        throw Failure(
          .usage,
          "\(given.joined(separator: ", ")) tell of the oath; --inaugurated DATE says when it "
            + "was taken")
      }
    } else if oath == OathWord.none {
      throw Failure(
        .usage, "--oath none says that nobody takes an oath, --inaugurated that one was taken")
    }
    if file.path == "-", roster?.path == "-" {
      throw Failure(.usage, "the annex and the roster cannot both be standard input")
    }
  }

  /// What the options say of the decree, and the title of the annex where they do not.
  private func facts(
    _ title: AnnexTitle, _ findings: inout [AnnexFinding]
  ) throws(Failure) -> AnnexDecree {
    guard let number = number ?? title.number, let date = date?.period ?? title.date else {
      let missing = [
        number ?? title.number == nil ? "--number" : nil,
        date == nil && title.date == nil ? "--date" : nil,
      ].compactMap { $0 }
      throw Failure(
        .usage,
        "the title of the annex does not give the decree; give "
          + missing.joined(separator: " and "))
    }
    let amendedOn = effective?.period ?? orderDate?.period ?? Period(Clock.today())
    var decree = AnnexDecree(number: number, date: date, amendedOn: amendedOn)
    decree.issuer = issuer ?? title.issuer
    decree.subject = subject ?? title.subject
    findings += title.findings(
      number: self.number, date: self.date?.period, issuer: issuer, subject: subject)
    decree.issuerCapacity = issuerCapacity
    decree.tmt = tmt?.period
    decree.rotation = rotation
    decree.region = region?.description
    decree.oath = oath?.rawValue
    decree.status = status.rawValue
    decree.note = note
    decree.inaugurated = inaugurated?.period
    (decree.place, decree.mode, decree.by) = (place, mode?.rawValue, by)
    (decree.witnesses, decree.absent) = (witness, absent)
    decree.reason = reason
    decree.onlyAdds = onlyAdd
    let order: [JSONValue.Member] = [
      orderNumber.map { .init("number", .string($0)) },
      orderDate.map { .init("date", .string($0.period.description)) },
      orderIssuer.map { .init("issuer", .string($0)) },
    ].compactMap { $0 }
    if !order.isEmpty { decree.order = .object(order) }
    return decree
  }

  /// A TMT that all lines share is that of the decree, where no option gives one.
  private func takeTMT(
    _ reading: AnnexReading, _ decree: inout AnnexDecree, _ findings: inout [AnnexFinding]
  ) {
    guard decree.tmt == nil, let shared = reading.sharedTMT else { return }
    decree.tmt = shared
    findings.append(.titleGave("every line has the TMT \(shared): it is taken for the decree's"))
  }

  private static func choices(
    _ given: [LineChoice], _ option: String
  ) throws(Failure) -> [Int: String] {
    var choices: [Int: String] = [:]
    for choice in given {
      guard choices.updateValue(choice.id, forKey: choice.line) == nil else {
        throw Failure(.usage, "--\(option) is given twice for line \(choice.line)")
      }
    }
    return choices
  }
}
