import Ledger

/// The questions that are asked of a journal, as words for the command.
struct Questions {
  let journal: BenchmarkJournal
  let day: String
  /// A post that is held on the day, and an official who holds one.
  private(set) var post = "jab-0"
  private(set) var official = "asn-0"
  /// Who holds that post, and what that official holds: lines as in the digest of `replay`.
  private(set) var answers: [String: String] = [:]

  init(_ journal: BenchmarkJournal, day: String) throws(BenchmarkError) {
    self.journal = journal
    self.day = day
    let middle = journal.posts / 2
    for number in middle..<min(journal.posts, middle + 50) {
      let answer = try Self.answer(words("post", of: "jab-\(number)"), journal)
      guard let holder = answer["holders"]?.elements.first, let id = holder["official"]?.text
      else { continue }
      post = "jab-\(number)"
      official = id
      answers["post"] = Self.line(post, id, holder)
      let held = try Self.answer(words("official", of: id), journal)
      answers["official"] = (held["holds"]?.elements ?? [])
        .map { Self.line($0["post"]?.text ?? "", id, $0) }.sorted().joined()
      return
    }
    throw BenchmarkError("nobody holds a post on \(day); try another day with --at")
  }

  /// `mutasi replay`.
  var replay: [String] { ["replay", "--journal", journal.folder, "--at", day, "--format", "json"] }
  /// `mutasi replay --digest`.
  var digest: [String] { ["replay", "--digest", "--journal", journal.folder, "--at", day] }
  /// `mutasi verify`.
  var verify: [String] { ["verify", "--journal", journal.folder, "--format", "json"] }
  /// Signature and root alone.
  var bytes: [String] { ["verify", "--bytes", "--journal", journal.folder] }
  /// `mutasi post`.
  var onePost: [String] { words("post", of: post) }
  /// `mutasi official`.
  var oneOfficial: [String] { words("official", of: official) }

  /// The question of that name, as it is put to others as well.
  func words(_ name: String) -> [String] {
    switch name {
    case "post": onePost
    case "official": oneOfficial
    default: replay
    }
  }

  private func words(_ verb: String, of id: String) -> [String] {
    [verb, id, "--journal", journal.folder, "--at", day, "--format", "json"]
  }

  private static func answer(
    _ words: [String], _ journal: BenchmarkJournal
  ) throws(BenchmarkError) -> JSONValue {
    let file = journal.root + "/answer"
    defer { Machine.remove(file) }
    let result = try ChildProcess.run(Machine.command, words, output: file)
    guard result.exitCode == 0 else { return .null }
    do throws(LineError) {
      return try JSONParser.parse(Array(Machine.contents(of: file).utf8))
    } catch {
      throw BenchmarkError("what mutasi \(words[0]) answers is not JSON: \(error)")
    }
  }

  private static func line(_ post: String, _ official: String, _ holder: JSONValue) -> String {
    let rest = ["capacity", "since", "certainty"].map { holder[$0]?.text ?? "" }
    return ([post, official] + rest).joined(separator: "\t") + "\n"
  }
}
