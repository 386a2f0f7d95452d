import CommandLineKit
import Exchange
import Ledger

/// `import careers`: a list of who held which post, from when to when, becomes part of the journal.
struct ImportCareersVerb: Command {
  static let about = About(
    "import careers", "Record a list of careers: a CSV file with a tenure a row.",
    discussion: """
      The columns are person_id, person_name, organization_id, organization_name, post_id, \
      post_name, start_date, end_date, capacity and source; person_id, post_id and one of the \
      dates are needed. Other headings are given by --column, or in a mapping file of lines such \
      as 'person_id = NIP_BARU', which may also set delimiter, date_form and encoding (or the \
      same as a JSON object). Blanks around a cell are dropped; ids are kept as given.

      Each row becomes a TenureRecorded, all of them or none. end_date is the first day after the \
      last one held, as everywhere in the journal; a blank one (also '..', 'present', 'sekarang') \
      is taken at its word: the record shows no end. A blank start_date stays unknown. A blank \
      capacity is definitive; Plt, Plh, Pj and Pjs are known, other words are kept. Dates may be \
      ISO, dd/mm/yyyy, dd-mm-yyyy, mm/yyyy, yyyy, or have months by name in English or \
      Indonesian. A source that is an address becomes the url of the entry's source, other words \
      its note.

      Posts that the journal does not know are declared as pools: a recorded tenure ends no \
      other, and an inauguration into such a post displaces nobody. --seats 1 declares them as \
      ordinary posts instead, in which a later inauguration ends the tenures that were open until \
      then; so does a later PostEstablished with seats 1. Units that it does not know are \
      declared by name.

      What looks wrong is recorded as the source says and reported by kind, with the lines; \
      --strict refuses it. A row that cannot be an entry (no person, no post, a date that cannot \
      be read, ragged) refuses the whole file, unless --skip-bad leaves such rows out. --dry-run \
      gives the report alone.

      The same row is never recorded twice, whatever the file is called. Of a later edition only \
      the new rows are recorded; rows that changed or vanished are reported with their entries, \
      and --apply-changes records a correction for each changed one. Changed is what the earlier \
      edition said otherwise: what was corrected by hand since stays as long as the list says \
      the same. Lists that are imported under a name (--dataset) are compared with earlier \
      editions of that name only.
      """,
    examples: [
      "mutasi import careers tenures.csv --dry-run",
      "mutasi import careers tenures.csv --publisher 'Office of the Historian' --region 35.10",
      "mutasi import careers riwayat.csv --column person_id=NO_PEGAWAI --delimiter semicolon",
    ], group: "Record")

  @Argument("The CSV file; - is standard input.") var file: FilePath
  @Option("The heading that a column has in the file.")
  var column: [ColumnHeading] = []
  @Option("A file that says how this one is written; options win over it.") var mapping: FilePath?
  @Options var list: ListOptions
  @Flag("end_date is the last day held, not the first day after it.") var endIsLastDay = false
  @Flag("Make ids from names where the file has no column of ids.") var deriveIds = false
  @Flag("Write '-' for blanks within ids, which could not be recorded otherwise.")
  var mendIds = false
  @Flag("Leave out rows that cannot be recorded, and list them.") var skipBad = false
  @Flag("Record a correction for each row that changed since an earlier edition.")
  var applyChanges = false
  @Option("The name of the list, which keeps its editions apart from those of other lists.")
  var dataset: DatasetName?
  @Option("How many may hold a post that is new to the journal.") var seats: SeatCount?
  @Option("The region of every entry; the journal's own if not given.") var region: RegionCode?
  @Option("How well the list is attested.") var status: AssertionStatus?
  @Option("Who published the list.", placeholder: "NAME") var publisher: String?
  @Option("The title of the list.", placeholder: "TITLE") var sourceTitle: String?
  @Option("Where the list can be read.", placeholder: "URL") var sourceUrl: String?
  @Option(
    "How old an open end must be to be stale once another has followed; P20Y if not given."
  )
  var staleAfter: CalendarDuration?
  @Options var recording: RecordingOptions
  @Options var output: OutputOptions
  @Options var journal: JournalOptions

  init() {}

  func run(_ terminal: inout Terminal) throws -> ExitCode {
    var options = CareerReader.Options()
    options.mapping = try fileMapping(on: &terminal).overridden(by: ownMapping)
    options.endIsLastDay = endIsLastDay
    options.derivesIDs = deriveIds
    options.mendsIDs = mendIds
    options.source = sourceUrl
    var common = CareerEntries.Common()
    common.dataset = dataset?.argument
    common.publisher = publisher
    common.title = sourceTitle
    common.url = sourceUrl
    common.status = status?.rawValue
    common.seats = seats?.count
    var recorder = Recorder(journal: journal, options: recording)
    recorder.region = region
    recorder.mostTold = CareerImport.mostTold
    let work = CareerImport(
      file: file.path, common: common, skipsBad: skipBad, appliesChanges: applyChanges,
      staleAfter: staleAfter, recorder: recorder)
    let (answer, code) = try work.run(
      try Inputs.bytes(of: file.path, on: &terminal), options, on: &terminal)
    let isForPeople = output.format == .table || output.format == .markdown
    output.print(answer.report(isWhole: !isForPeople), on: &terminal)
    return code
  }

  private var ownMapping: CareerMapping {
    var mapping = CareerMapping()
    for heading in column { mapping.headings[heading.column] = heading.heading }
    mapping.delimiter = list.delimiter
    mapping.dateOrder = list.dateForm
    mapping.encoding = list.encoding
    return mapping
  }

  private func fileMapping(on terminal: inout Terminal) throws(Failure) -> CareerMapping {
    guard let mapping else { return CareerMapping() }
    let (read, problems) = CareerMapping.read(try Inputs.bytes(of: mapping.path, on: &terminal))
    guard problems.isEmpty else {
      throw Failure(
        .usage, problems.map { "\(mapping.path):\($0.line): \($0.message)" })
    }
    return read
  }
}
