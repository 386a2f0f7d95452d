import Ledger

/// Single-line inaugurations of named officials over 35 years, three in a hundred recorded late.
///
/// Some 25 successive inaugurations rest on one decree, and no decree names a post or an official
/// twice: all acts of one decree and day are one instant, in which nobody comes before another, and
/// no database that orders rows knows such a thing.
struct PlainEntries: EntrySource {
  private(set) var contents = JournalContents()
  private let posts: Int
  private let officials: Int
  private var random = XorShift(seed: 0x6D75_7461_7369)
  private var times: EntryTimes
  private var decree = 0
  private var named = (posts: Set<Int>(), officials: Set<Int>())

  init(count: Int, posts: Int, officials: Int) {
    self.posts = posts
    self.officials = officials
    times = EntryTimes(count: count)
    contents.addNames(posts: posts, officials: officials, post: "jab-", official: "asn-")
  }

  mutating func lines(_ wanted: Int) -> [[UInt8]] {
    (0..<min(wanted, times.rest)).map { _ in line() }
  }

  private mutating func line() -> [UInt8] {
    let milliseconds = times.next(&random)
    let (post, official) = people()
    let delay = random.percent(3) ? 30 + random.below(370) : random.below(4)
    let day = Day(daysSince1970: Int(milliseconds / 86_400_000) - delay).description
    let id = UUIDv7.make(milliseconds: milliseconds, random: random.tenBytes())
    contents.tenures += 1
    var line = #"{"data":{"decree":{"number":"821.2/\#(decree)/"# + day.prefix(4)
    line += #""},"lines":[{"name":"\#(Words.person(official))","official":"asn-\#(official)","#
    line += #""post":"jab-\#(post)"}]},"effective":"\#(day)","id":"\#(id)","#
    line += #""recordedtime":"\#(Instant(milliseconds: milliseconds))","#
    line += #""region":"35.\#(10 + post % 30)","#
    line += #""source":"//bkd.example","specversion":"1.0","type":"OfficialsInaugurated"}"#
    return Array(line.utf8)
  }

  /// A post and an official that the decree does not name yet; a new decree now and then, and where
  /// all are named.
  private mutating func people() -> (post: Int, official: Int) {
    let isFull = named.posts.count == posts || named.officials.count == officials
    if isFull || random.below(25) == 0 {
      decree += 1
      contents.nameBytes += "821.2/\(decree)/2000".utf8.count
      named = ([], [])
    }
    var post = random.below(posts)
    while !named.posts.insert(post).inserted { post = random.below(posts) }
    var official = random.below(officials)
    while !named.officials.insert(official).inserted { official = random.below(officials) }
    return (post, official)
  }
}
