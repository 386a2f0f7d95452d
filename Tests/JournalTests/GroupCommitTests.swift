import Journal
import MerkleLog
import Testing

/// Many tasks append through one writer, and each gets what it would have got alone.
@Suite struct GroupCommitTests {
  /// What became of batches that are all appended at once, in the order of the batches.
  private static func append(
    _ batches: [[[UInt8]]], to journal: Fixture
  ) async throws -> [Result<GroupCommit.Receipt, any Error>] {
    let group = GroupCommit(try journal.writer())
    return await withTaskGroup(of: (Int, Result<GroupCommit.Receipt, any Error>).self) { tasks in
      for (index, batch) in batches.enumerated() {
        tasks.addTask {
          do {
            return (index, .success(try await group.append(batch)))
          } catch {
            return (index, .failure(error))
          }
        }
      }
      var results = [Result<GroupCommit.Receipt, any Error>?](repeating: nil, count: batches.count)
      for await (index, result) in tasks { results[index] = result }
      return results.compactMap { $0 }
    }
  }

  private static func batches(_ journal: Fixture, _ count: Int) -> [[[UInt8]]] {
    var lines = journal.newLines(3 * count)[...]
    return (0..<count).map { index in
      let batch = Array(lines.prefix(index % 3 + 1))
      lines = lines.dropFirst(batch.count)
      return batch
    }
  }

  @Test func `every batch stands together, and few commits hold them all`() async throws {
    let journal = try Fixture(height: 5)
    let batches = Self.batches(journal, 200)
    let receipts = try await Self.append(batches, to: journal).map { try $0.get() }
    let reader = try journal.reader()
    #expect(reader.size == batches.reduce(0) { $0 + $1.count })
    for (batch, receipt) in zip(batches, receipts) {
      #expect(try reader.lines(in: receipt.entries) == batch)
      #expect(receipt.entries.upperBound <= receipt.checkpoint.checkpoint.size)
    }
    journal.lines = try reader.lines(in: 0..<reader.size)
    try expectIntact(journal)
    let commits = Set(receipts.map(\.checkpoint.checkpoint.size))
    #expect(commits.count < batches.count)
    for commit in commits {
      let tree = try root(of: journal.lines[..<commit])
      #expect(
        receipts.first { $0.checkpoint.checkpoint.size == commit }?.checkpoint.checkpoint.root
          == tree)
    }
  }

  @Test func `the file checkpoint comes after what was answered, and soon`() async throws {
    let journal = try Fixture(height: 5)
    let group = GroupCommit(try journal.writer(), checkpointDelay: 10)
    for line in journal.newLines(30) { _ = try await group.append([line]) }
    while try journal.reader().settled.checkpoint.size < 30 {
      try await Task.sleep(for: .milliseconds(1))
    }
    withExtendedLifetime(group) {}
    journal.lines = try journal.reader().lines(in: 0..<30)
    try expectIntact(journal)
  }

  @Test func `what is refused takes no other batch with it`() async throws {
    let journal = try Fixture(height: 5)
    var batches = Self.batches(journal, 30)
    let stranger = try SigningKey.generate(name: journal.origin).verifier
    let unproven = #"{"data":{"key":"\#(stranger)"},"id":"x","type":"KeyAuthorized"}"#
    batches[3] = [Array("two\nlines".utf8)]
    batches[11] = [Array(unproven.utf8)]
    batches[29] = [[]]
    let results = try await Self.append(batches, to: journal)
    for (index, result) in results.enumerated() {
      switch result {
      case .success(let receipt):
        #expect(try journal.reader().lines(in: receipt.entries) == batches[index])
      case .failure(let error):
        #expect([3, 11, 29].contains(index))
        #expect((error as? JournalError)?.kind == .refused)
      }
    }
    #expect(results.count { (try? $0.get()) != nil } == 27)
    let reader = try journal.reader()
    journal.lines = try reader.lines(in: 0..<reader.size)
    try expectIntact(journal)
  }

  @Test func `where the disk fails, nobody is told that he got through`() async throws {
    for call in [0, 4, 9, 14, 40, 70] {
      let files = FaultyFileSystem()
      let journal = try Fixture(height: 5, files: files)
      let batches = Self.batches(journal, 12)
      let acknowledged = try await Self.acknowledged(batches, journal) { files.fail(call) }
      #expect(files.failed != nil)
      files.fail(nil)
      try await Self.untilWriterIsGone(journal)
      let reader = try journal.reader()
      for (receipt, batch) in acknowledged {
        #expect(try reader.lines(in: receipt.entries) == batch)
      }
    }
  }

  /// Waits for the lock, which the last answer comes a moment before, without keeping the thread
  /// that the writer needs in order to go.
  private static func untilWriterIsGone(_ journal: Fixture) async throws {
    while true {
      do {
        _ = try journal.writer()
        return
      } catch let error as JournalError where error.code == .locked {
        try await Task.sleep(for: .milliseconds(1))
      }
    }
  }

  /// The batches that were acknowledged, appended one after the other by a writer of their own.
  private static func acknowledged(
    _ batches: [[[UInt8]]], _ journal: Fixture, injecting inject: () -> Void
  ) async throws -> [(GroupCommit.Receipt, [[UInt8]])] {
    let group = GroupCommit(try journal.writer())
    inject()
    var acknowledged: [(GroupCommit.Receipt, [[UInt8]])] = []
    for batch in batches {
      if let receipt = try? await group.append(batch) { acknowledged.append((receipt, batch)) }
    }
    return acknowledged
  }

  @Test func `no lines are nothing to commit`() async throws {
    let journal = try Fixture()
    try journal.append(3)
    let group = GroupCommit(try journal.writer())
    let receipt = try await group.append([])
    #expect(receipt.entries.isEmpty && receipt.checkpoint.checkpoint.size == 3)
  }
}
