import Journal
import MerkleLog

/// The journal that reading jobs read: made once, signed, by a process of its own, so that this one
/// stays small and the peaks it reports for its children are theirs.
struct BenchmarkJournal {
  private let arguments: BenchmarkArguments
  let entries: Int
  /// The folder that holds the journal and its throwaway key.
  let root: String

  /// - Parameters:
  ///   - arguments: What was asked for.
  ///   - entries: How many entries; as asked for if not given.
  ///   - root: Its folder; as asked for if not given.
  init(_ arguments: BenchmarkArguments, entries: Int? = nil, root: String? = nil) {
    var arguments = arguments
    arguments.entries = entries ?? arguments.entries
    self.arguments = arguments
    self.entries = arguments.entries
    self.root = root ?? Machine.workFolder(arguments)
  }

  /// The journal's folder.
  var folder: String { root + "/journal" }
  /// The key that may sign it.
  var key: String { root + "/benchmark.key" }
  /// How many posts it is about.
  var posts: Int { arguments.postCount }
  /// How many officials.
  var officials: Int { arguments.officialCount }

  /// The segment files, in order.
  var segments: [String] {
    (0..<((entries + 65_535) / 65_536)).map { number in
      let digits = String(number)
      return folder + "/entries/" + String(repeating: "0", count: 6 - digits.count) + digits
        + ".jsonl"
    }
  }

  /// How many bytes its lines have.
  var bytes: Int { segments.reduce(0) { $0 + Machine.size(of: $1) } }

  /// What it holds, as its maker wrote down.
  var contents: JournalContents {
    let words = Machine.contents(of: record).split { $0 == " " || $0 == "\n" }
    guard words.count == 6, let tenures = Int(words[4]), let names = Int(words[5]) else {
      return JournalContents()
    }
    return JournalContents(tenures: tenures, nameBytes: names)
  }

  private var record: String { root + "/contents" }

  /// What the journal must be, as the record's first words.
  private var identity: String {
    "\(arguments.entryMix.rawValue) \(entries) \(posts) \(officials)"
  }

  /// Makes the journal unless it is there.
  func prepare(say: (String) -> Void) throws(BenchmarkError) {
    let found = Machine.contents(of: record)
    if !found.isEmpty {
      guard found.hasPrefix(identity + " ") else {
        throw BenchmarkError("\(root) holds another journal (\(found)); name another folder")
      }
      return
    }
    guard Machine.size(of: folder) == 0 else {
      throw BenchmarkError("\(folder) was not finished or made by another version; remove it")
    }
    say("making a journal of \(entries) entries in \(folder)")
    let result = try ChildProcess.run(
      Machine.ownPath,
      [
        "--generate", "--folder", root, "--entries", "\(entries)", "--posts", "\(posts)",
        "--officials", "\(officials)", "--mix", arguments.entryMix.rawValue,
      ])
    guard result.exitCode == 0 else { throw BenchmarkError("the journal could not be made") }
  }

  /// Writes the journal, in this process.
  func write() throws(BenchmarkError) {
    var source = arguments.entryMix.source(count: entries, posts: posts, officials: officials)
    let writer = try Self.writer(in: root)
    do throws(JournalError) {
      while true {
        let lines = source.lines(10_000)
        if lines.isEmpty { break }
        _ = try writer.append(lines)
      }
    } catch {
      throw BenchmarkError("\(error)")
    }
    let contents = source.contents
    try Machine.write("\(identity) \(contents.tenures) \(contents.nameBytes)\n", to: record)
  }

  /// An empty journal in a folder, with a key of its own that is thrown away.
  static func writer(in root: String) throws(BenchmarkError) -> JournalWriter {
    let origin = "benchmark.example/mutasi"
    let folder = root + "/journal"
    do {
      let key = try SigningKey.generate(name: origin)
      let file = KeyFile(root + "/benchmark.key")
      try file.create(key)
      let memory = SignerMemory(besideKey: file.path, origin: origin)
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
    Machine.remove(root)
  }

  /// Removes what is derived, so that the next run is a cold one.
  func forget() {
    Machine.remove(folder + "/.derived")
  }

  /// Derives what later questions are answered from.
  func derive() throws(BenchmarkError) { try Self.derive(in: folder) }

  /// Derives it of a journal in a folder.
  static func derive(in folder: String) throws(BenchmarkError) {
    let rebuild = MeasuredProgram.own(["rebuild", "--journal", folder])
    guard Stopwatch.attempt(rebuild)?.exitCode == 0 else {
      throw BenchmarkError("mutasi rebuild failed")
    }
  }
}
