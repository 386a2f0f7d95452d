/// Who sits where while a benchmark journal is made, so that its moves leave the posts they name.
struct World {
  let posts: Int
  let officials: Int
  /// Posts `0..<established` are there.
  var established = 0
  /// By post: its holder; -1 where there is none.
  private var holders: [Int32]
  /// By official: the post held; -1 where there is none.
  private var seats: [Int32]
  /// By official: how many people bore the number before, and retired.
  private var generations: [UInt16]

  init(posts: Int, officials: Int) {
    self.posts = posts
    self.officials = officials
    holders = Array(repeating: -1, count: posts)
    seats = Array(repeating: -1, count: officials)
    generations = Array(repeating: 0, count: officials)
  }

  /// Posts are spread over regencies of a thousand.
  func region(_ post: Int) -> String {
    posts <= 1000 ? "35.10" : "\(11 + post / 30_000 % 80).\(10 + post / 1000 % 30)"
  }

  /// The id of an official.
  func id(_ official: Int) -> String {
    let generation = generations[official]
    return generation == 0 ? "asn-\(official)" : "asn-\(official)-\(generation)"
  }

  /// The post an official holds.
  func seat(_ official: Int) -> Int? {
    let post = Int(seats[official])
    return post < 0 ? nil : post
  }

  /// An official moves into a post.
  mutating func move(_ official: Int, to post: Int) {
    if holders[post] >= 0 { seats[Int(holders[post])] = -1 }
    leave(official)
    holders[post] = Int32(official)
    seats[official] = Int32(post)
  }

  /// An official retires; another one takes the number.
  mutating func retire(_ official: Int) {
    leave(official)
    generations[official] &+= 1
  }

  private mutating func leave(_ official: Int) {
    if seats[official] >= 0 { holders[Int(seats[official])] = -1 }
    seats[official] = -1
  }
}
