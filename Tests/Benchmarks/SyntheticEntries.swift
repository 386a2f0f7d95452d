import Ledger

/// The entries of a benchmark journal: single-line inaugurations of named officials over 35 years,
/// three in a hundred recorded late; the same for the same numbers on every machine.
///
/// Some 25 successive inaugurations rest on one decree. Recording times never run backwards.
struct SyntheticEntries {
  /// How many there are.
  let count: Int
  private let posts: Int
  private let officials: Int
  private var random = XorShift(seed: 0x6D75_7461_7369)
  private var next = 0
  private var decree = 0
  private var time = SyntheticEntries.start

  /// 1990-01-01T00:00:00Z, and 35 years in milliseconds.
  private static let start: Int64 = 631_152_000_000
  private static let span: Int64 = 1_104_537_600_000
  private static let perDay: Int64 = 86_400_000

  init(count: Int, posts: Int, officials: Int) {
    self.count = count
    self.posts = posts
    self.officials = officials
  }

  /// The next entries as lines in the written form; fewer than asked for at the end, then none.
  mutating func lines(_ wanted: Int) -> [[UInt8]] {
    let batch = min(wanted, count - next)
    return (0..<batch).map { _ in line() }
  }

  private mutating func line() -> [UInt8] {
    let step = max(1, Self.span / Int64(count))
    time = Self.start + Int64(next) * step + Int64(random.below(UInt64(step)))
    if random.below(25) == 0 { decree += 1 }
    next += 1
    let recorded = Instant(milliseconds: time)
    let delay = random.below(100) < 3 ? 30 + random.below(370) : random.below(4)
    let day = Instant(milliseconds: time - Int64(delay) * Self.perDay).day.description
    let official = Int(random.below(UInt64(officials)))
    let post = Int(random.below(UInt64(posts)))
    let id = UUIDv7.make(
      milliseconds: time, random: (0..<10).map { _ in UInt8(random.below(256)) })
    var line = #"{"data":{"decree":{"number":"821.2/\#(decree)/"# + day.prefix(4)
    line += #""},"lines":[{"name":"\#(Self.name(official))","official":"asn-\#(official)","#
    line += #""post":"jab-\#(post)"}]},"effective":"\#(day)","id":"\#(id)","#
    line += #""recordedtime":"\#(recorded)","region":"\#(Self.region(post))","#
    line += #""source":"//bkd.example","specversion":"1.0","type":"OfficialsInaugurated"}"#
    return Array(line.utf8)
  }

  private static let firstNames = [
    "Budi", "Siti", "Agus", "Sri", "Dewi", "Eko", "Wayan", "Made", "Nur", "Hendra", "Ratna", "Joko",
    "Rina", "Ahmad", "Yusuf", "Lestari",
  ]
  private static let lastNames = [
    "Santoso", "Aminah", "Wijaya", "Wulandari", "Kartika", "Prasetyo", "Sudarma", "Astuti",
    "Hidayat",
    "Gunawan", "Permata", "Susilo", "Marlina", "Fauzi", "Rahman", "Handayani",
  ]

  private static func name(_ official: Int) -> String {
    let last = lastNames[official / firstNames.count % lastNames.count]
    return firstNames[official % firstNames.count] + " " + last
  }

  private static func region(_ post: Int) -> String { "35.\(10 + post % 30)" }
}

/// Marsaglia's xorshift of 64 bits, shifts 13, 7 and 17.
struct XorShift {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// A number below the bound; the bias does not matter here.
  mutating func below(_ bound: UInt64) -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return (state >> 11) % bound
  }
}
