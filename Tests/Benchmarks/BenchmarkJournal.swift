import Journal
import MerkleLog

/// The journal that reading jobs read: made once, signed, by a process of its own, so that this one
/// stays small and the peaks it reports for its children are theirs.
struct BenchmarkJournal {
  private let arguments: BenchmarkArguments
  /// The folder that holds the journal and its throwaway key.
  let root: String

  init(_ arguments: BenchmarkArguments) {
    self.arguments = arguments
    root = arguments.folder ?? "/tmp/mutasi-benchmark-\(Machine.processID)"
  }

  /// The journal's folder.
  var folder: String { root + "/journal" }

  /// The segment files, in order.
  var segments: [String] {
    (0..<((arguments.entries + 65_535) / 65_536)).map { number in
      let digits = String(number)
      return folder + "/entries/" + String(repeating: "0", count: 6 - digits.count) + digits
        + ".jsonl"
    }
  }

  /// Makes the journal unless it is there.
  ///
  /// - Returns: How many bytes its lines have.
  func prepare(say: (String) -> Void) throws(BenchmarkError) -> Int {
    if let reader = try? JournalReader(opening: folder) {
      guard reader.size == arguments.entries else {
        throw BenchmarkError(
          "\(folder) has \(reader.size) entries, not \(arguments.entries); name another folder")
      }
    } else {
      say("making a journal of \(arguments.entries) entries in \(folder)")
      let result = try ChildProcess.run(
        Machine.ownPath,
        [
          "--generate", "--folder", root, "--entries", "\(arguments.entries)",
          "--posts", "\(arguments.postCount)", "--officials", "\(arguments.officialCount)",
        ])
      guard result.exitCode == 0 else { throw BenchmarkError("the journal could not be made") }
    }
    return segments.reduce(0) { $0 + Machine.size(of: $1) }
  }

  /// Writes a journal of that many entries, in this process.
  func write(entries: Int) throws(BenchmarkError) {
    var entries = SyntheticEntries(
      count: entries, posts: arguments.postCount, officials: arguments.officialCount)
    let writer = try Self.writer(in: root)
    do throws(JournalError) {
      while true {
        let lines = entries.lines(10_000)
        if lines.isEmpty { return }
        _ = try writer.append(lines)
      }
    } catch {
      throw BenchmarkError("\(error)")
    }
  }

  /// An empty journal in a folder, with a key of its own that is thrown away.
  static func writer(in root: String) throws(BenchmarkError) -> JournalWriter {
    let origin = "benchmark.example/mutasi"
    let folder = root + "/journal"
    do {
      let key = try SigningKey.generate(name: origin)
      let file = KeyFile(root + "/benchmark.key")
      try file.create(key)
      let memory = try SignerMemory(besideKey: file.path, origin: origin)
      try JournalWriter.create(
        at: folder, description: LedgerDescription(origin: origin, key: key.verifier), key: key,
        memory: memory)
      return try JournalWriter(opening: folder, key: key, memory: memory)
    } catch {
      throw BenchmarkError("\(error)")
    }
  }

  /// Removes everything.
  func remove() {
    _ = try? ChildProcess.run("rm", ["-rf", "--", root])
  }
}
