import Journal
import MerkleLog
import Testing

/// A journal on a simulated disk, and all that was ever promised about it.
struct SimulatedJournal {
  /// How a call of append ended.
  enum Verdict: Hashable {
    case acknowledged, refused, unknown, down
  }

  /// So long that a signed checkpoint spans several sectors and can be torn.
  static let origin = "ledger.example/" + String(repeating: "long-", count: 90)
  static let folder = "/j"
  static let keyPath = "/k/key"

  /// The key of the example in the signed-note reference, so that every run is the same.
  static let key: SigningKey = {
    let text =
      "PRIVATE+KEY+ledger.example/asn+9b2cc048+AQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"
    do {
      return try SigningKey(parsing: text).renamed(origin)
    } catch {
      preconditionFailure("\(error)")
    }
  }()

  let layout: Layout
  var disk: SimulatedDisk
  /// The lines that were acknowledged, in order.
  var lines: [[UInt8]] = []
  /// Every root that anybody may have seen signed, by size.
  var roots: [Int: Hash] = [:]

  /// An empty journal whose segments hold 2^`height` lines, all of it on the disk.
  init(height: Int = 2) throws {
    layout = Layout(folder: Self.folder, segmentHeight: height)
    disk = SimulatedDisk()
    try disk.makeFolder("/k", permissions: 0o700)
    try JournalWriter.create(
      at: Self.folder,
      description: LedgerDescription(origin: Self.origin, key: Self.key.verifier), key: Self.key,
      memory: memory, fileSystem: disk)
    settle()
  }

  var memory: SignerMemory {
    get throws {
      SignerMemory(besideKey: Self.keyPath, origin: Self.origin, fileSystem: disk)
    }
  }

  func writer() throws -> JournalWriter {
    try JournalWriter(layout, key: Self.key, memory: memory, waitMilliseconds: 0, disk)
  }

  func reader() throws -> JournalReader { try JournalReader(layout, disk) }

  /// The next lines; `attempt` makes the lines of a repeated call others than those of the first.
  func batch(_ count: Int, attempt: Int = 0) -> [[UInt8]] {
    (lines.count..<(lines.count + count)).map {
      Array("{\"id\":\($0),\"try\":\(attempt)\(String(repeating: " ", count: $0 * 97 % 300))}".utf8)
    }
  }

  /// The id in a line of ``batch(_:attempt:)``.
  static func id(_ line: [UInt8]) -> ArraySlice<UInt8> { line.prefix { $0 != UInt8(ascii: ",") } }

  /// Everything pending reaches the disk.
  mutating func settle() { disk = SimulatedDisk(disk.state.afterPowerLoss(.all)) }

  /// Appends, whatever becomes of it.
  mutating func attempt(_ batch: [[UInt8]], with writer: JournalWriter) -> Verdict {
    do throws(JournalError) {
      let receipt = try writer.append(batch)
      lines += batch
      promise(receipt.checkpoint)
      return .acknowledged
    } catch {
      return error.code == .outcomeUnknown ? .unknown : .refused
    }
  }

  /// Appends what must succeed.
  mutating func append(_ count: Int, attempt: Int = 0) throws {
    let writer = try writer()
    #expect(self.attempt(batch(count, attempt: attempt), with: writer) == .acknowledged)
  }

  /// A root that somebody may have seen; it must be the only one of its size for ever.
  mutating func promise(_ checkpoint: Checkpoint, location: SourceLocation = #_sourceLocation) {
    let earlier = roots.updateValue(checkpoint.root, forKey: checkpoint.size)
    #expect(
      earlier == nil || earlier == checkpoint.root, "two roots of size \(checkpoint.size)",
      sourceLocation: location)
  }

  /// The signed checkpoints that lie in the journal and beside the key.
  func checkpoints(includingCommit: Bool) -> [Checkpoint] {
    let state = disk.state
    var notes: [[UInt8]] = []
    for (path, node) in state.names {
      guard let bytes = state.files[node]?.cache else { continue }
      if path == Self.folder + "/checkpoint" { notes.append(bytes) }
      if path.hasPrefix(Self.keyPath + ".signed-") {
        // The last line of each slot is a digest.
        notes += Self.slots(bytes, 2048).map { Self.note($0.dropLast(65)) }
      }
      if path == Self.folder + "/commit", includingCommit {
        notes += Self.slots(bytes, Layout.slotBytes).map(Self.note)
      }
    }
    // What does not verify was torn.
    return notes.compactMap {
      try? SignedCheckpoint(parsing: $0, key: Self.key.verifier, origin: Self.origin).checkpoint
    }
  }

  private static func slots(_ bytes: [UInt8], _ length: Int) -> [ArraySlice<UInt8>] {
    stride(from: 0, to: bytes.count, by: length).map { bytes[$0...].prefix(length) }
  }

  private static func note(_ slot: ArraySlice<UInt8>) -> [UInt8] {
    var end = slot.endIndex
    while end > slot.startIndex, slot[end - 1] == 0x0A { end -= 1 }
    return slot[..<end] + [0x0A]
  }

  /// Every line that lies anywhere in the segments or the quarantine, whole or in part.
  func bytesOfLines() -> Set<[UInt8]> {
    let state = disk.state
    var found: Set<[UInt8]> = []
    for (path, node) in state.names
    where path.contains("/entries/") || path.contains("/quarantine/") {
      for line in (state.files[node]?.cache ?? []).split(separator: 0x0A) {
        found.insert(Array(line))
      }
    }
    return found
  }

  /// The machine comes up again after a power loss.
  func afterPowerLoss(_ luck: Luck) -> SimulatedJournal {
    var next = self
    next.disk = SimulatedDisk(disk.state.afterPowerLoss(luck))
    return next
  }

  /// The same, with nothing pending forgotten: only the program ended.
  func afterRestart() -> SimulatedJournal {
    var next = self
    next.disk = SimulatedDisk(disk.state)
    return next
  }

  /// Examines what a fault left, unless an equal state was examined with an equal verdict.
  ///
  /// The batch is wholly in or wholly out, as the verdict allows; the journal verifies; the call
  /// can be repeated; and that survives the next power loss.
  ///
  /// - Returns: whether it was examined now.
  @discardableResult
  func examine(
    _ batch: [[UInt8]], _ verdict: Verdict, hasLostPower: Bool, _ what: String,
    unless examined: inout Set<[Int]>, location: SourceLocation = #_sourceLocation
  ) throws -> Bool {
    let isKnown = [disk.state.fingerprint, verdict.hashValue, hasLostPower ? 1 : 0]
    guard examined.insert(isKnown).inserted else { return false }
    var journal = afterRestart()
    for seen in checkpoints(includingCommit: hasLostPower) {
      journal.promise(seen, location: location)
    }
    let size = try journal.expectVerified(what, location: location)
    let without = verdict == .acknowledged ? lines.count - batch.count : lines.count
    let allowed: Set<Int> =
      switch verdict {
      case .acknowledged: [without + batch.count]
      case .refused: [without]
      case .unknown, .down: [without, without + batch.count]
      }
    #expect(allowed.contains(size), "\(what): \(size) entries", sourceLocation: location)
    let isIn = size == without + batch.count
    if isIn, verdict != .acknowledged { journal.lines += batch }
    #expect(
      try scan(journal.reader()).parts.flatMap { $0 } == journal.lines, "\(what)",
      sourceLocation: location)
    // The call is repeated: what is in is skipped by its ids, what is out goes in.
    let repeated = isIn ? 0 : batch.count
    let writer = try journal.writer()
    let again = journal.batch(repeated, attempt: 1)
    #expect(again.map(Self.id) == (isIn ? [] : batch.map(Self.id)), sourceLocation: location)
    #expect(journal.attempt(again, with: writer) == .acknowledged, sourceLocation: location)
    #expect(
      journal.attempt(journal.batch(3, attempt: 1), with: writer) == .acknowledged, "\(what)",
      sourceLocation: location)
    var last = journal.afterPowerLoss(.none)
    for seen in last.checkpoints(includingCommit: true) { last.promise(seen, location: location) }
    #expect(
      try last.expectVerified(what, location: location) == last.lines.count, "\(what): lost",
      sourceLocation: location)
    try last.append(1, attempt: 2)
    return true
  }

  /// Verifies the journal as any reader would; answers its size.
  private func expectVerified(_ what: String, location: SourceLocation) throws -> Int {
    let result = try scan(reader())
    #expect(result.violations == [], "\(what)", sourceLocation: location)
    #expect(result.root == (try root(of: result.parts.flatMap { $0 }[...])))
    return result.size
  }
}
