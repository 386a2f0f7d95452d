import Ledger

/// What makes the entries of a benchmark journal: the same for the same numbers on every machine.
protocol EntrySource {
  /// The next entries as lines in the written form; fewer than asked for at the end, then none.
  mutating func lines(_ wanted: Int) -> [[UInt8]]
  /// What the entries made so far hold.
  var contents: JournalContents { get }
}

/// What a benchmark journal holds, to hold memory and answers against.
struct JournalContents {
  /// Acts that start a tenure or lie on one: inaugurated lines, acting assignments, recorded ones.
  var tenures = 0
  /// Bytes of the ids of posts and officials, of names and of numbers of decrees, each once.
  var nameBytes = 0

  /// Adds the ids and names of so many posts and officials.
  mutating func addNames(posts: Int, officials: Int, post: String, official: String) {
    for number in 0..<posts { nameBytes += post.utf8.count + Self.digits(number) }
    for number in 0..<officials { nameBytes += official.utf8.count + Self.digits(number) }
    nameBytes += Words.people.reduce(0) { $0 + $1.utf8.count }
  }

  private static func digits(_ number: Int) -> Int { String(number).utf8.count }
}

/// Which kind of entries a journal is made of.
enum EntryMix: String, CaseIterable {
  /// Every type of event in the shares in which offices record them, decrees of 1 to 300 lines.
  case real
  /// Inaugurations of one line each: what a database can answer for as well.
  case plain

  /// The source of so many entries.
  func source(count: Int, posts: Int, officials: Int) -> any EntrySource {
    switch self {
    case .real: RealEntries(count: count, posts: posts, officials: officials)
    case .plain: PlainEntries(count: count, posts: posts, officials: officials)
    }
  }
}

/// When entries are recorded: over 35 years, evenly but for chance, never backwards.
struct EntryTimes {
  /// How many entries there are.
  let count: Int
  /// The number of the next entry.
  private(set) var number = 0

  /// 1990-01-01T00:00:00Z, and 35 years in milliseconds.
  private static let start: Int64 = 631_152_000_000
  private static let span: Int64 = 1_104_537_600_000

  init(count: Int) { self.count = count }

  /// How many entries are still to come.
  var rest: Int { count - number }

  private var step: Int64 { max(1, Self.span / Int64(count)) }

  /// The day on which the next entry is recorded.
  var today: Int { Int((Self.start + Int64(number) * step) / 86_400_000) }

  /// The time of the next entry, in milliseconds since 1970.
  mutating func next(_ random: inout XorShift) -> Int64 {
    defer { number += 1 }
    return Self.start + Int64(number) * step + Int64(random.below(Int(step)))
  }
}
