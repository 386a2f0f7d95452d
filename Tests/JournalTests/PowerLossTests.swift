import Journal
import MerkleLog
import Testing

/// Every call of every kind of append and recovery meets every kind of fault, and the power is cut
/// with every way of losing what was not synced.
///
/// `FAULT_MIXTURES` sets how many random mixtures of survivors are tried beside the systematic ones
/// (3 if it is not set).
@Suite struct PowerLossTests {
  private static let mixtures = Environment.number("FAULT_MIXTURES") ?? 3

  /// The sizes before, and the batches: inside a segment, up to its end, the first of a new one,
  /// over its end, an import over several, and the very first line.
  private static let appends = [(1, 1), (2, 2), (4, 1), (3, 2), (3, 11), (0, 1)]

  /// A journal of so many entries, at rest.
  private static func journal(_ size: Int) throws -> SimulatedJournal {
    var journal = try SimulatedJournal()
    if size > 0 { try journal.append(size) }
    journal.settle()
    return journal
  }

  @Test(arguments: appends)
  func `no fault of an append loses what was acknowledged or splits a batch`(
    _ size: Int, _ count: Int
  ) throws {
    let original = try Self.journal(size)
    let batch = original.batch(count)
    var examined: Set<[Int]> = []
    for fault in SimulatedDisk.Fault.allCases where fault != .powerLoss {
      for luck in fault == .losesPages ? [Luck.none, .all, .mixed(1)] : [.none] {
        var number = 0
        while true {
          var journal = original.afterRestart()
          let writer = try journal.writer()
          journal.disk.plan(fault, at: number, luck: luck)
          let verdict = journal.attempt(batch, with: writer)
          guard let call = journal.disk.met else { break }
          number += 1
          guard fault.isDistinct(for: call) else { continue }
          let what = "\(fault) at \(number - 1), \(call); \(luck)"
          try journal.afterRestart().examine(
            batch, verdict, hasLostPower: false, what, unless: &examined)
          // The same, and the power fails before anybody looks.
          for fate in [Luck.none, .all, .mixed(2)] {
            try journal.afterPowerLoss(fate).examine(
              batch, verdict, hasLostPower: true, "\(what); then \(fate)",
              unless: &examined)
          }
        }
        #expect(number > 10)
      }
    }
  }

  @Test(arguments: appends)
  func `no power loss during an append loses what was acknowledged or splits a batch`(
    _ size: Int, _ count: Int
  ) throws {
    let original = try Self.journal(size)
    let batch = original.batch(count)
    var examined: Set<[Int]> = []
    var number = 0
    while true {
      var journal = original.afterRestart()
      let writer = try journal.writer()
      journal.disk.plan(.powerLoss, at: number)
      let verdict = journal.attempt(batch, with: writer)
      guard let call = journal.disk.met else { break }
      number += 1
      // Calls that change nothing leave what the call before them left.
      guard SimulatedDisk.changes.contains(where: { call.hasPrefix($0) }) else { continue }
      for luck in Luck.all(journal.disk.state.pieces, mixtures: Self.mixtures) {
        try journal.afterPowerLoss(luck).examine(
          batch, verdict == .acknowledged ? .acknowledged : .down, hasLostPower: true,
          "power lost at \(number - 1), \(call): \(luck)", unless: &examined)
      }
    }
    #expect(number > 10)
  }

  @Test(arguments: ["delayed", "failed"])
  func `where the file checkpoint stays behind, the slots alone carry the journal`(
    _ cause: String
  ) throws {
    let original = try Self.journal(3)
    var examined: Set<[Int]> = []
    var number = 0
    while true {
      var journal = original.afterRestart()
      let writer = try journal.writer()
      journal.disk.planNothing()
      // The first append is acknowledged although `checkpoint` was not replaced.
      var probe = original.afterRestart()
      let other = try probe.writer()
      probe.disk.planNothing()
      _ = probe.attempt(probe.batch(2), with: other)
      let call = try #require(probe.disk.calls.firstIndex { $0.hasPrefix("create /j/checkpoint") })
      if cause == "delayed" {
        writer.checkpointDelay = .max
      } else {
        journal.disk.plan(.fails, at: call)
      }
      #expect(journal.attempt(journal.batch(2), with: writer) == .acknowledged)
      #expect(writer.notes.map(\.code) == (cause == "failed" ? ["CHECKPOINT_MISSING"] : []))
      #expect(try journal.reader().settled.checkpoint.size == 3)
      // The second one ends with the machine.
      let batch = journal.batch(2)
      journal.disk.plan(.powerLoss, at: number)
      let verdict = journal.attempt(batch, with: writer)
      guard let met = journal.disk.met else { break }
      number += 1
      for luck in Luck.all(journal.disk.state.pieces, mixtures: 2) {
        try journal.afterPowerLoss(luck).examine(
          batch, verdict == .acknowledged ? .acknowledged : .down, hasLostPower: true,
          "\(met): \(luck)", unless: &examined)
      }
    }
    #expect(number > 10)
  }

  /// Journals that somebody has to recover, with the batch that may be in them or not.
  private static func leftovers() throws -> [(journal: SimulatedJournal, batch: [[UInt8]])] {
    let original = try journal(3)
    let batch = original.batch(7)
    var leftovers: [(SimulatedJournal, [[UInt8]])] = []
    // A failed sync of the commit file: the kernel shows lines and slot, the disk has none of it.
    for (call, fault) in [
      ("sync /j/commit", SimulatedDisk.Fault.losesPages), ("write /j/checkpoint", .fails),
      ("write /j/commit", .failsHalfway), ("sync /j/entries/000001.jsonl", .powerLoss),
      ("write /j/entries/000002.jsonl", .powerLoss),
    ] {
      var found = original.afterRestart()
      let writer = try found.writer()
      found.disk.planNothing()
      var probe = found.afterRestart()
      _ = probe.attempt(batch, with: try probe.writer())
      let calls = probe.disk.calls
      let opening = original.afterRestart()
      _ = try opening.writer()
      let start = opening.disk.calls.count
      let index = try #require(calls.firstIndex { $0.hasPrefix(call) }) - start
      found.disk.plan(fault, at: index)
      _ = found.attempt(batch, with: writer)
      #expect(found.disk.met?.hasPrefix(call) == true)
      found.lines = original.lines
      let state = fault == .powerLoss ? found.afterPowerLoss(.mixed(4)) : found.afterRestart()
      leftovers.append((state, batch))
    }
    return leftovers
  }

  @Test(arguments: 0..<5)
  func `no fault of a recovery, nor one of the next, loses anything`(_ kind: Int) throws {
    let (original, batch) = try Self.leftovers()[kind]
    let evidence = original.afterPowerLoss(.none).bytesOfLines()
    var examined: Set<[Int]> = []
    for fault in SimulatedDisk.Fault.allCases {
      var number = 0
      while true {
        let journal = original.afterRestart()
        journal.disk.plan(fault, at: number)
        do { _ = try journal.writer() } catch { #expect(error is JournalError) }
        guard let call = journal.disk.met else { break }
        number += 1
        guard fault.isDistinct(for: call) else { continue }
        let what = "\(fault) at \(number - 1), \(call)"
        if fault != .powerLoss {
          try journal.afterRestart().examine(
            batch, .unknown, hasLostPower: false, what, unless: &examined)
        }
        for luck in [Luck.none, .all, .mixed(5)] {
          let interrupted = journal.afterPowerLoss(luck)
          let isNew = try interrupted.examine(
            batch, .down, hasLostPower: true, "\(what); \(luck)", unless: &examined)
          #expect(interrupted.bytesOfLines().isSuperset(of: evidence), "\(what); \(luck)")
          guard isNew else { continue }
          try interruptAgain(
            interrupted, batch, "\(what); \(luck)", seed: number, unless: &examined)
        }
      }
      #expect(number > 15)
    }
  }

  /// Cuts the power in the recovery of an interrupted recovery, at some of its calls.
  private func interruptAgain(
    _ original: SimulatedJournal, _ batch: [[UInt8]], _ what: String, seed: Int,
    unless examined: inout Set<[Int]>
  ) throws {
    for number in stride(from: seed % 11, to: 60, by: 11) {
      let journal = original.afterRestart()
      journal.disk.plan(.powerLoss, at: number)
      do { _ = try journal.writer() } catch { #expect(error is JournalError) }
      guard let call = journal.disk.met else { break }
      try journal.afterPowerLoss(.mixed(UInt64(seed + number))).examine(
        batch, .down, hasLostPower: true, "\(what); then at \(number), \(call)", unless: &examined)
    }
  }
}
