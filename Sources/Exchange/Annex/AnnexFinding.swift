/// Something about an annex that whoever records it should know: which kind, where, and whether it
/// stands in the way.
public struct AnnexFinding: Hashable, Sendable {
  /// How much it matters.
  public enum Level: String, Sendable {
    /// Nothing is recorded before it is settled.
    case refusal
    /// Recorded as the source says, unless that is to be strict.
    case warning
    /// Worth knowing.
    case notice
  }

  /// The kinds, in the order in which they are told.
  public enum Kind: String, CaseIterable, Sendable {
    /// Several known officials fit a name.
    case officialAmbiguous = "official-ambiguous"
    /// Two lines have one name, and nothing tells whether it is one person.
    case namesakes
    /// A name that is not known, where that is to be refused.
    case officialUnknown = "official-unknown"
    /// Several known posts fit a title.
    case postAmbiguous = "post-ambiguous"
    /// Several known units fit a name.
    case unitAmbiguous = "unit-ambiguous"
    /// An id that cannot be one.
    case badID = "bad-id"
    /// An option of the call that fits no line.
    case optionUnused = "option-unused"
    /// A change of the decree that an amendment cannot say.
    case amendmentUnclear = "amendment-unclear"
    /// A line, or the whole, that is too long to record.
    case tooLong = "too-long"
    /// Two people are moved into one post.
    case twoIntoOnePost = "two-into-one-post"
    /// One person stands in two lines.
    case officialTwice = "official-twice"
    /// One NIP stands beside two names.
    case numberShared = "nip-shared"
    /// Somebody who died, retired or left the service before the decree.
    case officialDeparted = "official-departed"
    /// A line without a new post.
    case noPost = "no-post"
    /// A line without a name.
    case noName = "no-name"
    /// The official is on record elsewhere than in the old post given.
    case oldPostDiffers = "old-post-differs"
    /// Several officials are said to leave one post whose unit is not given.
    case oldPostUnclear = "old-post-unclear"
    /// A number of the column No that stands twice.
    case numberTwice = "number-twice"
    /// A line without a number where the others have one.
    case numberMissing = "number-missing"
    /// A NIP that a spreadsheet has damaged.
    case nipDamaged = "nip-damaged"
    /// Digits in place of a NIP that cannot be one.
    case nipInvalid = "nip-invalid"
    /// The title rows say otherwise than the options.
    case titleContradicts = "title-contradicts"
    /// A date that cannot be read.
    case badDate = "bad-date"
    /// The echelon is another than the one on record.
    case echelonDiffers = "echelon-differs"
    /// A new official whose name nearly is that of a known one.
    case nameSimilar = "name-similar"
    /// A decree that was revoked or annulled.
    case decreeUndone = "decree-undone"
    /// The decree is on record with quite other lines.
    case otherAnnex = "other-annex"
    /// A line is taken out of the decree whose official had moved by it.
    case lineRemoved = "line-removed"
    /// An official who acts keeps the post held so far.
    case actingKeepsPost = "acting-keeps-post"
    /// A new functional post was taken for one that many hold.
    case poolAssumed = "pool-assumed"
    /// Officials who are confirmed are recorded as such.
    case confirmedApart = "confirmed-apart"
    /// Rows that are no lines: headings within the annex, repeated headers, the signature.
    case rowsSkipped = "rows-skipped"
    /// Columns that are not recorded.
    case columnsIgnored = "columns-ignored"
    /// Words in the cell of a name that are not recorded.
    case wordsDropped = "words-dropped"
    /// NIPs and birth dates were used for matching and dropped.
    case personalDataDropped = "personal-data-dropped"
    /// What the title rows gave.
    case titleUsed = "title-used"
  }

  /// The kind.
  public let kind: Kind
  /// How much it matters.
  public let level: Level
  /// The lines of the file, from 1.
  public let lines: [Int]
  /// The numbers of the annex's lines concerned.
  public let numbers: [Int]
  /// What was found, as a sentence without a full stop.
  ///
  /// It never holds a NIP or a birth date.
  public let text: String
  /// What may be meant, where it has to be chosen.
  public let candidates: [Candidate]

  /// Something known that may be meant.
  public struct Candidate: Hashable, Sendable {
    /// Its id.
    public let id: String
    /// Its name or title.
    public let name: String?
    /// The posts held, or the unit.
    public let about: [String]

    init(id: String, name: String?, about: [String] = []) {
      self.id = id
      self.name = name
      self.about = about
    }
  }

  /// A notice of what was taken from the annex itself.
  public static func titleGave(_ text: String) -> AnnexFinding {
    AnnexFinding(.titleUsed, .notice, text)
  }

  init(
    _ kind: Kind, _ level: Level, lines: [Int] = [], numbers: [Int] = [], _ text: String,
    candidates: [Candidate] = []
  ) {
    self.kind = kind
    self.level = level
    self.lines = lines
    self.numbers = numbers
    self.text = text
    self.candidates = candidates
  }
}
