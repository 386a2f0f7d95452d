import Testing

@testable import Ledger

/// A journal built from JSON text by the steps of an append: checked, written, gathered.
///
/// Each text gives `type`, `effective` and `data`, perhaps more; what is left out is filled in.
/// Entry n is recorded n minutes after the start of 2024.
struct SampleJournal {
  private(set) var lines: [[UInt8]] = []
  private(set) var times: [Instant] = []

  init() {}

  init(_ entries: [String]) throws {
    for entry in entries { try add(entry) }
  }

  static func time(_ entry: Int) -> Instant {
    Instant(milliseconds: Int64(1_704_067_200_000 + entry * 60_000))
  }

  mutating func add(_ text: String, checked: Bool = true) throws {
    let number = lines.count
    let filling = Filling(
      source: "/test", region: nil, recordedBy: nil, time: Self.time(number), keepsTime: false)
    let filled = filling.fill(try JSONParser.parse(Array(text.utf8))) { "entry-\(number)" }
    if checked {
      let problems = filled.problems + EntryChecker.problems(of: filled.value)
      guard problems.isEmpty else { throw BadEntry(text: text, problems: problems) }
    }
    lines.append(LineWriter.write(filled.value))
    times.append(Self.time(number))
  }

  /// Adds a line as it stands.
  mutating func add(kept line: [UInt8]) throws {
    times.append(Self.time(lines.count))
    lines.append(line)
  }

  /// The facts of a stretch of the entries; all of them if no stretch is given.
  func facts(_ stretch: Range<Int>? = nil, known: Knowledge = .everything) throws -> Facts {
    var gatherer = Gatherer(known)
    for number in stretch ?? lines.indices {
      let line = lines[number]
      _ = try gatherer.read(line, 0..<line.count, entry: number)
    }
    var facts = gatherer.facts
    facts.complete(with: try facts.incomplete.map { try event($0) })
    return facts
  }

  /// An entry whole.
  func event(_ number: Int) throws -> Event {
    var reader = EntryReader()
    try reader.read(lines[number], 0..<lines[number].count)
    return reader.event(number)
  }

  func replay(at day: String, known: Knowledge = .everything) throws -> Replay {
    let day = try #require(Day(parsing: day))
    return try Replay(try facts(known: known), at: day)
  }

  /// Who holds a post, each as `official capacity certainty`, by official.
  func holders(_ post: String, at day: String) throws -> [String] {
    try replay(at: day).holders(post)
  }

  /// How a post stands; nil where it is not listed.
  func status(_ post: String, at day: String) throws -> PostView.Status? {
    try replay(at: day).posts().first { $0.post == post }?.status
  }

  func rotation(at day: String, _ id: String = "r") throws -> RotationView? {
    try replay(at: day).rotations().first { $0.rotation == id }
  }

  func obligations(at day: String) throws -> [ObligationView] {
    try replay(at: day).obligations()
  }
}

struct BadEntry: Error, CustomStringConvertible {
  let text: String
  let problems: [LineError]
  var description: String { "\(text): \(problems.map(\.description))" }
}

extension Replay {
  func post(_ id: String) -> PostView? {
    facts.posts.find(id).map { view(of: $0) }
  }

  func holders(_ post: String) -> [String] {
    (self.post(post)?.holders ?? [])
      .map { "\($0.official) \($0.capacity) \($0.certainty.rawValue)" }.sorted()
  }

  /// All that a reader can see, as text: what two replays must share to be one.
  var digest: String {
    let posts = posts().map { post in
      let holders = post.holders.map {
        "\($0.official)/\($0.name ?? "-")/\($0.capacity)/\($0.since ?? "-")/\($0.certainty)"
          + "/\($0.entry)"
      }
      return "\(post.post) \(post.title ?? "-") \(post.unit ?? "-") \(post.tier ?? "-") "
        + "\(post.echelon ?? "-") \(post.region ?? "-") \(post.status) \(holders)"
    }
    let parts = [
      posts.joined(separator: "\n"), "\(rotations())", "\(obligations())", "\(directives())",
      "\(headcounts())", "\(disputes())",
    ]
    return parts.joined(separator: "\n")
  }
}
