/// Where everything stands in a projection: what the journal says, as it stands, laid out so that
/// what concerns one post or one official is read alone.
///
/// A head of words gives for each section where it begins. Posts and officials have a table of
/// slots by the hash of their ids, and for each number a record of what is said of it and, behind
/// that, one of its acts, since mostly both are wanted.
struct ProjectionLayout {
  /// The sections, in the order in which they lie: those that need much to be made come first.
  enum Section: Int, CaseIterable {
    /// What a batch is held against: which entries have an id.
    case ids
    /// What a view of all posts needs: tenures by the day from which they count with an index of
    /// their days, what else is known of each post, acting tenures, and what posts are called.
    case spans, spanIndex, states, acting, directory
    /// What each post and official is called, and the acts.
    case records
    /// Slots by hash of the ids of posts, and where each post's two records begin.
    case postSlots, posts
    case officialSlots, officials
    /// Which post alone bore a title, and which official a name, by hash.
    case titles, names
    /// Slots by hash of what tells decrees and rotations apart.
    case instantSlots, instantTexts, rotationSlots, rotationTexts
    /// The posts whose tenures a revocation changes.
    case revoked
    /// What belongs to no single post or official: a snapshot of facts; empty where nothing does.
    case rest
    /// What a batch is held against, by hash: the numbers of decrees, the numbers and rotations of
    /// those that were issued, and the posts about which a holder is asserted.
    case decreeNumbers, issuedNumbers, issuedRotations, assertedPosts
  }

  /// What the words of the head before the sections say.
  static let mark: UInt64 = 0x6A6F_7270_6974_756D
  static let version: UInt64 = 6
  /// How many words the head has.
  static let headWords = 5 + Section.allCases.count + 1
  static let headBytes = headWords * 8
  /// Of a long section so many bytes are written at once, so that the whole is never there twice.
  static let pieceBytes = 1 << 25

  /// How many posts, officials, instants and rotations there are.
  var counts: [Int]
  /// Where each section begins, and where the last one ends.
  var starts: [Int]

  subscript(section: Section) -> Range<Int> {
    starts[section.rawValue]..<starts[section.rawValue + 1]
  }
}

/// Where the records of an official lie among all records, as a post's record says of whoever
/// appears on it, so that they need not be looked up one by one.
struct RecordPlace: SnapshotValue {
  static let leastBytes = 16
  private static let startBits: UInt64 = 40

  var official: UInt32
  /// What he is called.
  var names: Range<Int>
  /// His acts, behind that.
  var acts: Range<Int>

  /// Nothing where the numbers are larger than a place can hold.
  init?(of official: UInt32, names: Int, acts: Int, end: Int) {
    guard names < 1 << Self.startBits, acts - names < 1 << (64 - Self.startBits),
      end - acts <= Int(UInt32.max)
    else { return nil }
    (self.official, self.names, self.acts) = (official, names..<acts, acts..<end)
  }

  func write(to snapshot: inout SnapshotWriter) {
    snapshot.put(official, UInt32(acts.count))
    snapshot.put(UInt64(names.lowerBound) | UInt64(names.count) << Self.startBits)
  }

  init(from snapshot: inout SnapshotReader) throws(SnapshotError) {
    let (official, actsCount) = try snapshot.halves()
    let word = try snapshot.word()
    let start = Int(word & (1 << Self.startBits - 1))
    let middle = start + Int(word >> Self.startBits)
    self.official = official
    names = start..<middle
    acts = middle..<(middle + Int(actsCount))
  }
}

/// An act with its place in the order of all acts.
struct PlacedAct: SnapshotValue {
  static let leastBytes = Act.leastBytes + 8

  var act: Act
  var position: Int
  /// The record that the act refers to, or the end of its term.
  var recorded: Recorded?
  var term: Period?

  /// An act that refers to nothing.
  init(_ act: Act, at position: Int) { (self.act, self.position) = (act, position) }

  init(_ position: Int, of facts: Facts) {
    act = facts.acts[position]
    self.position = position
    recorded = facts.record(of: act)
    term = act.refersToTerm ? facts.terms[Int(act.detail)] : nil
  }

  func write(to snapshot: inout SnapshotWriter) {
    act.write(to: &snapshot)
    snapshot.put(position)
    recorded?.write(to: &snapshot)
    if act.refersToTerm { snapshot.put(term) }
  }

  /// Writes an act of some facts, titles by the numbers that they are given.
  static func write(
    _ position: Int, of facts: Facts, to snapshot: inout SnapshotWriter,
    title: (UInt32) -> UInt32
  ) {
    let act = facts.acts[position]
    act.write(to: &snapshot)
    snapshot.put(position)
    if var recorded = facts.record(of: act) {
      recorded.title = recorded.title.map { title($0) }
      recorded.write(to: &snapshot)
    } else if act.refersToTerm {
      snapshot.put(facts.terms[Int(act.detail)])
    }
  }

  init(from snapshot: inout SnapshotReader) throws(SnapshotError) {
    act = try Act(from: &snapshot)
    position = try snapshot.integer()
    if act.refersToRecord {
      recorded = try Recorded(from: &snapshot)
    } else if act.refersToTerm {
      term = try snapshot.period()
    }
  }
}

extension Act {
  /// Whether a record of a tenure belongs to it.
  fileprivate var refersToRecord: Bool {
    (effect == .recorded || effect == .attested) && detail >= 0
  }

  /// Whether the end of a term does.
  fileprivate var refersToTerm: Bool { (effect == .acts || effect == .extends) && detail >= 0 }
}

extension Facts {
  /// Adds an act with what it refers to; its other numbers are those of these facts.
  mutating func add(_ placed: PlacedAct) {
    var act = placed.act
    if let record = placed.recorded {
      act.detail = Int32(recorded.count)
      recorded.append(record)
    } else if act.refersToTerm {
      act.detail = Int32(terms.count)
      terms.append(placed.term)
    }
    acts.append(act)
  }

  /// The record of a tenure that belongs to an act.
  func record(of act: Act) -> Recorded? {
    act.refersToRecord ? recorded[Int(act.detail)] : nil
  }
}
