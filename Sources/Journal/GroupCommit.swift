public import MerkleLog

/// One writer for many tasks: what they ask for while a commit is on its way becomes the next one.
///
/// A commit waits for the disk a few times, whatever it holds, so that many appenders get through
/// in little more than the time of one. Each batch is still all or none, its lines stand together
/// in the order in which they were given, and who asked is answered after they are durable, with a
/// checkpoint that covers them.
public actor GroupCommit {
  /// What became of a batch.
  public struct Receipt: Sendable {
    /// The numbers of its entries; none for no lines.
    public let entries: Range<Int>
    /// The signed checkpoint of the journal with these and perhaps others.
    public let checkpoint: SignedCheckpoint
  }

  private struct Request {
    let lines: [[UInt8]]
    let answer: CheckedContinuation<Result<Receipt, JournalError>, Never>
  }

  /// With so many lines no further batch is added to a commit.
  private static let enoughLines = 4096

  private let writer: JournalWriter
  private let checkpointDelay: Int
  private var waiting: [Request] = []
  private var isCommitting = false
  private var isPublishing = false

  /// - Parameters:
  ///   - writer: what appends; nobody else may use it from now on.
  ///   - checkpointDelay: how many milliseconds the file `checkpoint` may stay behind what was
  ///     answered; see ``JournalWriter/checkpointDelay``.
  public init(_ writer: sending JournalWriter, checkpointDelay: Int = 0) {
    writer.checkpointDelay = checkpointDelay
    self.writer = writer
    self.checkpointDelay = checkpointDelay
  }

  /// Appends lines, all or none, perhaps together with those of others.
  ///
  /// - Parameter lines: each without its LF, 1 to 65,535 bytes; what they say is the caller's
  ///   business.
  /// - Returns: the numbers of the entries, and a checkpoint that covers them.
  /// - Throws: what ``JournalWriter/append(_:)`` throws. A batch that is refused takes no other
  ///   with it; where the disk fails, all that were on their way together are told so.
  public func append(_ lines: [[UInt8]]) async throws(JournalError) -> Receipt {
    try writer.check(lines)
    let result = await withCheckedContinuation { answer in
      waiting.append(Request(lines: lines, answer: answer))
      if !isCommitting {
        isCommitting = true
        Task { await commitAll() }
      }
    }
    return try result.get()
  }

  /// Commits as long as anything waits.
  private func commitAll() async {
    while !waiting.isEmpty {
      commit(takeGroup())
      // Whoever called meanwhile gets his turn to be among the next.
      await Task.yield()
    }
    isCommitting = false
    if writer.isCheckpointBehind, !isPublishing {
      isPublishing = true
      Task { await publishLater() }
    }
  }

  /// Brings the file `checkpoint` forward, if no commit does so meanwhile.
  private func publishLater() async {
    // Whoever cancels the wait wants it over sooner.
    try? await Task.sleep(for: .milliseconds(checkpointDelay))
    isPublishing = false
    writer.publish()
  }

  private func takeGroup() -> [Request] {
    var lines = 0
    let group = waiting.prefix { request in
      defer { lines += request.lines.count }
      return lines == 0 || lines + request.lines.count <= Self.enoughLines
    }
    waiting.removeFirst(group.count)
    return Array(group)
  }

  private func commit(_ group: [Request]) {
    var next = writer.size
    do throws(JournalError) {
      let checkpoint = try writer.append(group.flatMap(\.lines))
      for request in group {
        let entries = next..<(next + request.lines.count)
        next = entries.upperBound
        request.answer.resume(
          returning: .success(Receipt(entries: entries, checkpoint: checkpoint)))
      }
    } catch {
      // What was refused left everything as it was: it is told from the others by itself.
      if error.kind == .refused, group.count > 1 {
        for request in group { commit([request]) }
      } else {
        for request in group { request.answer.resume(returning: .failure(error)) }
      }
    }
  }
}
