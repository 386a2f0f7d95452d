/// Turns entries into facts, one line at a time and in the journal's order.
///
/// A gatherer reads one stretch of the journal; the facts of several are joined afterwards.
public struct Gatherer: Sendable {
  /// What has been gathered.
  public internal(set) var facts = Facts()
  var reader = EntryReader()
  /// The decrees met, by the bytes in which they are written.
  var decreeTexts = Interner()
  var seenDecrees: [SeenDecree] = []
  var latestDecree: UInt32 = 0
  /// Whether that is the decree of the line that is read.
  var isDecreeSeen = false

  // Stored, so that asking for them copies nothing.
  /// When the line that was read last was recorded.
  public private(set) var recordedTime = Instant(milliseconds: 0)
  /// Where the id of the line that was read last stands.
  public private(set) var idRange = 0..<0

  private let knowledge: Knowledge

  /// A gatherer that has read nothing.
  ///
  /// - Parameters:
  ///   - knowledge: Which entries count as known; what was recorded later is not added.
  ///   - facts: What was gathered of the stretch before; none if not given.
  public init(_ knowledge: Knowledge = .everything, after facts: Facts = Facts()) {
    self.knowledge = knowledge
    self.facts = facts
  }

  /// Reads a line and adds what it says, unless it was recorded later than is asked for.
  ///
  /// - Parameters:
  ///   - bytes: The bytes that hold the line.
  ///   - line: Where in them it stands, without its line feed.
  ///   - entry: The entry's number.
  /// - Returns: Whether the entry counts as known.
  /// - Throws: `LineError` where the line is no entry in the written form; nothing is added then.
  public mutating func read(
    _ bytes: [UInt8], _ line: Range<Int>, entry: Int
  ) throws(LineError) -> Bool {
    try reader.read(bytes, line)
    recordedTime = reader.recordedTime
    idRange = reader.idRange
    guard knowledge.includes(entry, recorded: reader.recordedTime) else { return false }
    add(UInt32(entry))
    return true
  }

  /// Lets go of the bytes read last, so that whoever owns them can fill them anew in place.
  public mutating func release() { reader.release() }

  /// Lets go of what only further lines would need: nothing can be read after that.
  public mutating func finish() {
    (reader, decreeTexts, seenDecrees) = (EntryReader(), Interner(), [])
    facts.finish()
  }

  /// Prepares for so many entries: what grows piece by piece is copied each time.
  ///
  /// - Parameter count: How many.
  public mutating func reserve(_ count: Int) { facts.acts.reserveCapacity(count) }

  /// What has been gathered; nothing is left.
  public mutating func take() -> Facts {
    defer { facts = Facts() }
    return facts
  }

  /// Whether a line of a type that this program does not know counts as known.
  ///
  /// - Parameters:
  ///   - bytes: The bytes that hold the line.
  ///   - line: Where in them it stands.
  ///   - entry: The entry's number.
  /// - Returns: The verdict of the knowledge asked for, by the line's time of recording.
  public func knows(_ bytes: [UInt8], _ line: Range<Int>, entry: Int) -> Bool {
    let marker = Array(#""recordedtime":""#.utf8)
    var start = line.upperBound - marker.count
    while start > line.lowerBound, !bytes[start..<start + marker.count].elementsEqual(marker) {
      start -= 1
    }
    let value = start + marker.count
    guard value + 24 <= line.upperBound,
      let time = Instant(bytes: bytes, value..<(value + 24))
    else { return knowledge.includes(entry, recorded: Instant(milliseconds: 0)) }
    return knowledge.includes(entry, recorded: time)
  }

  /// Holds what the line that was read last refers to against the journal.
  ///
  /// - Parameters:
  ///   - references: The check of this stretch.
  ///   - entry: The entry's number.
  /// - Returns: What is wrong with its entry numbers.
  public mutating func check(_ references: inout ReferenceCheck, entry: Int) -> [LineError] {
    references.add(reader, entry: entry)
  }

  /// The type of the line that was read last.
  public var kind: EventKind { reader.kind }
  /// When the event of the line that was read last took effect.
  public var effective: Period? { reader.effective }
  /// The rotation to which the line that was read last says it belongs.
  public var rotation: String? { reader.text(.rotation) }
  /// The line that was read last as a value of its own.
  ///
  /// - Parameter entry: The entry's number.
  /// - Returns: The event.
  public func event(_ entry: Int) -> Event { reader.event(entry) }

  /// Adds what a replacement says, as if the entry that it corrects had said so.
  public mutating func replace(entry: Int, with event: Event) throws(LineError) {
    let line = LineWriter.write(event.json)
    try reader.read(line, 0..<line.count)
    add(UInt32(entry))
  }

  private mutating func add(_ entry: UInt32) {
    isDecreeSeen = false
    facts.count += 1
    switch reader.kind {
    case .officialsInaugurated: addInauguration(entry)
    case .officialsConfirmed: addConfirmation(entry)
    case .decreeIssued: addDecree(entry)
    case .actingAssigned, .actingExtended, .actingEnded: addActing(entry)
    case .assignmentEnded: addAct(.leaves, entry)
    case .dutyStarted: addAct(.attested, entry)
    case .tenureRecorded: addRecorded(entry)
    case .headOfRegionTerm: addTerm(entry)
    case .officialRetired, .officialDied, .officialTransferredOut:
      addAct(.departs, entry)
      noteOfficial(entry)
    case .officialRegistered, .rankRaised: noteOfficial(entry)
    case .disciplineImposed:
      noteOfficial(entry)
      keep(entry)
    case .postEstablished, .postRenamed, .postRegraded: notePost(reader.data, entry)
    case .postAbolished:
      addAct(.abolishes, entry)
      notePost(reader.data, entry)
    case .unitEstablished, .unitRenamed, .unitMerged, .unitDissolved: noteUnit(entry)
    case .decreeAmended, .officialIdentified:
      noteLines(entry)
      keep(entry)
    case .officialsBriefed, .inaugurationScheduled, .inaugurationRescheduled, .invitationSent:
      noteUnnamed(entry)
      keep(entry)
    default: keep(entry)
    }
    addStep(entry)
    addRemarks(entry)
    recordDecree(entry)
  }

  /// Keeps the event whole: for the kinds of which there are few.
  mutating func keep(_ entry: UInt32) {
    facts.events.append(reader.event(Int(entry)))
  }

  // MARK: Numbers for ids and words

  // Each is `Act.none` where there is no such member.

  mutating func post(_ node: EntryReader.Node?) -> UInt32 {
    guard let node else { return Act.none }
    return reader.number(of: node, in: &facts.posts)
  }

  mutating func official(_ node: EntryReader.Node?) -> UInt32 {
    guard let node else { return Act.none }
    return reader.number(of: node, in: &facts.officials)
  }

  mutating func unit(_ node: EntryReader.Node?) -> UInt32 {
    guard let node else { return Act.none }
    return reader.number(of: node, in: &facts.units)
  }

  mutating func word(_ node: EntryReader.Node?) -> UInt32 {
    guard let node else { return Act.none }
    return reader.number(of: node, in: &facts.words)
  }

  mutating func capacity(_ node: EntryReader.Node?) -> CapacityCode? {
    guard let text = node.map({ reader.text($0) }) else { return nil }
    if let known = Capacity(rawValue: text) { return CapacityCode(known) }
    let number = Int(facts.capacities.intern(text)) + Capacity.allCases.count
    return CapacityCode(code: UInt16(clamping: number))
  }

  /// The days on which the event fell; any day where it does not say.
  var days: DayRange { reader.effective.map { DayRange($0) } ?? .unknown }

  /// The days from which names and titles hold that the entry mentions: those of a recorded tenure
  /// from its start on, whenever it was recorded.
  private var mentionDays: DayRange {
    guard reader.effective == nil, reader.kind == .tenureRecorded else { return days }
    return reader.period(.from).map { DayRange($0) } ?? .unknown
  }

  mutating func region() -> UInt32 { word(reader.region) }

  // MARK: Attributes

  /// Notes what an entry that is about an official says of it.
  private mutating func noteOfficial(_ entry: UInt32) {
    let said = reader.placement(reader.data)
    noteOfficial(official(said.official), said, entry)
  }

  /// Notes a name or rank, unless it is the one noted last for that official.
  mutating func noteOfficial(
    _ official: UInt32, _ said: EntryReader.Placement, _ entry: UInt32
  ) {
    guard official != Act.none, said.name != nil || said.rank != nil else { return }
    let latest = facts.latestNotes.name(of: official)
    let name = word(said.name, perhaps: latest.map { facts.officialNotes[$0].name } ?? Act.none)
    let rank = word(said.rank)
    facts.add(
      OfficialNote(official: official, days: mentionDays, entry: entry, name: name, rank: rank))
  }

  /// The number of a word that is probably one already met, which is seen without looking it up.
  private mutating func word(_ node: EntryReader.Node?, perhaps known: UInt32) -> UInt32 {
    guard let node else { return Act.none }
    if known != Act.none, !reader.isEscaped(node),
      facts.words.holds(known, reader.bytes, reader.range(of: node))
    {
      return known
    }
    return reader.number(of: node, in: &facts.words)
  }

  /// Notes what an entry that is about a post says of it.
  mutating func notePost(_ parent: EntryReader.Node, _ entry: UInt32) {
    let source: PostNote.Source =
      switch reader.kind {
      case .postEstablished: .established
      case .postRenamed: .renamed
      case .postRegraded: .regraded
      case .postAbolished: .abolished
      default: .mentioned
      }
    var seats: UInt32 = source == .established ? 1 : 0
    if let node = reader[parent, .seats] {
      seats = reader.integer(node).map { UInt32(clamping: $0) } ?? UInt32.max
    }
    let said = reader.placement(parent)
    let post = post(said.post)
    guard post != Act.none else { return }
    facts.postNotes.append(note(said, post, entry, source, seats: seats))
  }

  /// Notes what a line says of its post in passing, unless it repeats what was said last.
  mutating func mentionPost(_ post: UInt32, _ said: EntryReader.Placement, _ entry: UInt32) {
    guard post != Act.none else { return }
    let known = facts.latestNotes.mention(of: post).map { facts.postNotes[$0] }
    facts.add(note(said, post, entry, .mentioned, seats: 0, like: known))
  }

  private mutating func note(
    _ said: EntryReader.Placement, _ post: UInt32, _ entry: UInt32, _ source: PostNote.Source,
    seats: UInt32, like known: PostNote? = nil
  ) -> PostNote {
    let days = mentionDays
    return PostNote(
      post: post, days: days, entry: entry, source: source,
      hasDate: reader.effective != nil || days != .unknown,
      seats: seats, title: word(said.title, perhaps: known?.title ?? Act.none),
      unit: unit(said.unit), tier: word(said.tier, perhaps: known?.tier ?? Act.none),
      echelon: word(said.echelon, perhaps: known?.echelon ?? Act.none),
      region: word(reader.region, perhaps: known?.region ?? Act.none))
  }

  private mutating func noteUnit(_ entry: UInt32) {
    let parent = reader.data
    facts.unitNotes.append(
      UnitNote(
        unit: unit(reader[parent, .unit]), days: days, entry: entry, kind: reader.kind,
        name: word(reader[parent, .name]), parent: unit(reader[parent, .parent]),
        successors: reader.elements(reader[.successors]).map {
          reader.number(of: $0, in: &facts.units)
        }))
  }
}
