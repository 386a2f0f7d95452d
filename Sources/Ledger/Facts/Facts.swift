/// What the journal says, in the compact form from which every view is computed: acts on tenures,
/// attributes of posts, officials and units, steps of rotations, and the few other events whole.
///
/// Facts of two stretches of the journal can be joined (`append`), so that stretches are read side
/// by side. They grow with the state that the events describe, not with the bytes of the journal.
public struct Facts: Sendable {
  /// The ids of posts, officials, units and rotations, by kind.
  public internal(set) var posts = Interner()
  /// The ids of officials.
  public internal(set) var officials = Interner()
  /// The ids of units.
  public internal(set) var units = Interner()
  /// The ids of rotations.
  public internal(set) var rotations = Interner()
  /// Names, titles, tiers, echelons and region codes.
  public internal(set) var words = Interner()
  var instants = Interner()
  var capacities = Interner()

  var acts: [Act] = []
  var recorded: [Recorded] = []
  var terms: [Period?] = []
  var postNotes: [PostNote] = []
  var officialNotes: [OfficialNote] = []
  var unitNotes: [UnitNote] = []
  /// Where the latest notes stand that may be repeated.
  var latestNotes = LatestNotes()
  var steps: [RotationStep] = []
  /// The people named in the steps of rotations, one stretch a step.
  var people: [UInt32] = []
  /// The decrees that entries issue or rest on, each with the first entry that names it.
  var decrees = DecreeLog()
  /// The acts that speak of people without naming them.
  var unnamed: [UnnamedPeople] = []
  /// What later entries make of earlier ones, by the earlier; empty before undoing is resolved.
  var edits: [UInt32: [LineEdit]] = [:]
  /// Entries known whole since claims about them were resolved, by number.
  var whole: [Int: Event] = [:]
  /// Entries as claims about them were resolved, by number; empty before that is done.
  var resolved: [Int: Event] = [:]
  /// What entries say that moves nobody but can be held against the rest.
  var remarks = Remarks()
  /// Events kept whole, in the journal's order.
  public internal(set) var events: [Event] = []
  /// How many entries were read.
  public internal(set) var count = 0

  /// No facts.
  public init() {}

  /// Takes over how many entries the journal has, those of unknown types included.
  public mutating func setCount(_ count: Int) { self.count = count }

  /// The text of a word, if there is one.
  func word(_ number: UInt32) -> String? {
    number == Act.none ? nil : words.text(number)
  }

  /// The name of a capacity, as it stands in an entry.
  public func text(_ capacity: CapacityCode) -> String {
    let known = Capacity.allCases
    let code = Int(capacity.code)
    return code < known.count
      ? known[code].rawValue : capacities.text(UInt32(code - known.count))
  }
}

/// An act on people some of whom it does not name, or gives no post, which a later entry may do.
struct UnnamedPeople: Sendable {
  /// A line without an official.
  struct Line: Sendable {
    var no: Int
    /// The post it names; `Act.none` where it names none.
    var post: UInt32
  }

  var entry: UInt32
  /// What a line of it does: the officials take posts or are confirmed; `attested` where the entry
  /// moves nobody, as a briefing does.
  var effect: Act.Effect
  var days: DayRange
  var decree: UInt32
  var rotation: UInt32
  var lines: [Line] = []
  /// The officials whom it names without a post.
  var idle: [UInt32] = []
}

/// What an entry says of a post's attributes, from a day on.
struct PostNote: Sendable {
  /// The kind of statement, from the strongest.
  enum Source: UInt8, Sendable {
    case established, renamed, regraded, abolished, mentioned
  }

  var post: UInt32
  var days: DayRange
  var entry: UInt32
  var source: Source
  var hasDate: Bool
  var seats: UInt32
  var title: UInt32
  var unit: UInt32
  var tier: UInt32
  var echelon: UInt32
  var region: UInt32
  var again: Repetition?

  /// Whether both say the same of the same post.
  func says(_ other: PostNote) -> Bool {
    post == other.post && source == other.source && hasDate == other.hasDate
      && seats == other.seats && title == other.title && unit == other.unit
      && tier == other.tier && echelon == other.echelon && region == other.region
  }
}

/// The last entry that repeats a note: what is said many times over is kept once, from the first to
/// the last day on which it was said.
struct Repetition: Sendable {
  var days: DayRange
  var entry: UInt32
}

/// A note that later entries may repeat.
protocol Repeatable {
  var days: DayRange { get set }
  var entry: UInt32 { get set }
  var again: Repetition? { get set }
}

extension PostNote: Repeatable {}
extension OfficialNote: Repeatable {}

/// A note that names what it is about, words and units by number.
protocol Renumbered {
  /// The note in other numbers; `Act.none` stays what it is.
  func renumbered(
    about subject: UInt32, word: (UInt32) -> UInt32, unit: (UInt32) -> UInt32
  ) -> Self
}

extension PostNote: Renumbered {
  func renumbered(
    about subject: UInt32, word: (UInt32) -> UInt32, unit: (UInt32) -> UInt32
  ) -> PostNote {
    var note = self
    note.post = subject
    note.title = title == Act.none ? title : word(title)
    note.unit = self.unit == Act.none ? self.unit : unit(self.unit)
    note.tier = tier == Act.none ? tier : word(tier)
    note.echelon = echelon == Act.none ? echelon : word(echelon)
    note.region = region == Act.none ? region : word(region)
    return note
  }
}

extension OfficialNote: Renumbered {
  func renumbered(
    about subject: UInt32, word: (UInt32) -> UInt32, unit: (UInt32) -> UInt32
  ) -> OfficialNote {
    var note = self
    note.official = subject
    note.name = name == Act.none ? name : word(name)
    note.rank = rank == Act.none ? rank : word(rank)
    return note
  }
}

extension Repeatable {
  /// Takes a repetition in, if it is not of an earlier day.
  mutating func isRepeated(_ days: DayRange, _ entry: UInt32) -> Bool {
    let latest = again?.days ?? self.days
    guard (latest == .unknown) == (days == .unknown), latest.last <= days.last,
      self.days.first <= days.first
    else { return false }
    again = Repetition(days: days, entry: entry)
    return true
  }

  /// The note without some entries; nil where nothing is left of it.
  func without(_ entries: Set<Int>) -> Self? {
    var note = self
    if let again, entries.contains(Int(again.entry)) { note.again = nil }
    guard entries.contains(Int(entry)) else { return note }
    guard let again = note.again else { return nil }
    note.days = again.days
    note.entry = again.entry
    note.again = nil
    return note
  }

  /// When it was said last by a day, and in which entry; undated notes come before dated ones, and
  /// notes of one day in the journal's order.
  func order(by day: Day) -> (Day, UInt32) {
    // What is undated is repeated by what is undated.
    if days == .unknown { return (.distantPast, again?.entry ?? entry) }
    if let again, again.days.last <= day { return (again.days.last, again.entry) }
    return (days.last, entry)
  }
}

/// What an entry says of an official's name or rank, from a day on.
struct OfficialNote: Sendable {
  var official: UInt32
  var days: DayRange
  var entry: UInt32
  var name: UInt32
  var rank: UInt32
  var again: Repetition?
}

/// What an entry says of a unit, from a day on.
struct UnitNote: Sendable {
  var unit: UInt32
  var days: DayRange
  var entry: UInt32
  var kind: EventKind
  var name: UInt32
  var parent: UInt32
  /// The units that take its place.
  var successors: [UInt32] = []
}

/// A step of a rotation: a proposal, a decree, a briefing, a plan, an inauguration.
struct RotationStep: Sendable {
  var rotation: UInt32
  var kind: EventKind
  var days: DayRange
  var entry: UInt32
  var region: UInt32
  /// The group's count, or -1.
  var groupCount: Int
  /// How many lines have a post but no name.
  var unnamedCount: Int
  /// The people named, in `Facts.people`: first those in lines with a post, each once.
  var people: Range<Int>
  /// How many of them stand in a line with a post.
  var placedCount: Int
  /// The day planned.
  var on: Period?
  /// The decree it rests on or issues, by number in `Facts.instants`; 0 = none.
  var decree: UInt32
  /// The number, as it is written, of the decree that it issues, in `Facts.words`.
  var decreeNumber = Act.none
  /// The date of the decree that it issues.
  var decreeDate: Period?
}
