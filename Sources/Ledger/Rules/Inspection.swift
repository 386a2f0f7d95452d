/// What rules look at: the tenures of all days, names, and which posts and officials are asked
/// about.
struct Inspection: Sendable {
  /// The facts, replayed; the day of the names is the last one.
  let replay: Replay
  /// The posts asked about; all if `nil`.
  let postsAsked: Set<UInt32>?
  /// The officials asked about; all if `nil`.
  let officialsAsked: Set<UInt32>?
  /// For each official the departures that bar later acts, by official.
  let departures: [UInt32: [Departure]]
  /// For each post the days of founding and abolition, where such are on record.
  let lifecycles: [UInt32: [PostNote]]
  /// The decrees that were issued.
  let decrees: DecreeBook

  var facts: Facts { replay.facts }
  var register: TenureRegister { replay.register }

  init(_ replay: Replay, posts: Set<UInt32>? = nil, officials: Set<UInt32>? = nil) {
    self.replay = replay.moved(to: .distantFuture)
    postsAsked = posts
    officialsAsked = officials
    decrees = DecreeBook(replay.facts)
    departures = Dictionary(grouping: replay.facts.remarks.departures, by: \.official)
    lifecycles = Dictionary(
      grouping: replay.facts.postNotes.filter {
        $0.hasDate && ($0.source == .established || $0.source == .abolished)
      }, by: \.post)
  }

  /// The posts asked about, by number.
  var posts: [UInt32] {
    postsAsked.map { $0.sorted() } ?? Array(0..<UInt32(facts.posts.count))
  }

  /// The officials asked about, by number.
  var officials: [UInt32] {
    officialsAsked.map { $0.sorted() } ?? Array(0..<UInt32(facts.officials.count))
  }

  /// Whether a case of this post and this official is asked about; a case about neither always is.
  func asks(post: UInt32, official: UInt32 = Act.none) -> Bool {
    guard let postsAsked, let officialsAsked else { return true }
    return postsAsked.contains(post) || officialsAsked.contains(official)
  }

  /// The acts asked about, in the journal's order.
  var acts: [Act] {
    facts.acts.filter { asks(post: $0.post, official: $0.official) }
  }

  // MARK: Words of sentences

  func post(_ number: UInt32) -> String { facts.posts.text(number) }

  func official(_ number: UInt32) -> String { facts.officials.text(number) }

  /// The name of an official, else the id.
  func name(_ official: UInt32) -> String {
    replay.directory.name(official) ?? facts.officials.text(official)
  }

  /// A holder as sentences name him: with the entry that says so.
  func holder(_ tenure: Tenure) -> String { "\(name(tenure.official)) (entry \(tenure.entry))" }

  /// Some of many, and how many more.
  static func list(_ words: [String], of count: Int? = nil) -> String {
    let more = (count ?? words.count) - words.count
    if more > 0 { return words.joined(separator: ", ") + " and \(more) more" }
    guard let last = words.last, words.count > 1 else { return words.joined() }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }

  /// Entries as sentences name them.
  static func named(_ entries: [Int]) -> String {
    let shown = entries.prefix(10).map(String.init)
    return (entries.count == 1 ? "entry " : "entries ") + list(shown, of: entries.count)
  }

  /// A number of things, one of which has another word.
  static func count(_ number: Int, _ one: String, _ many: String) -> String {
    "\(number) \(number == 1 ? one : many)"
  }

  /// Entry numbers in order, each once.
  static func entries(_ entries: [UInt32]) -> [Int] {
    Set(entries).subtracting([Act.none]).map { Int($0) }.sorted()
  }
}
