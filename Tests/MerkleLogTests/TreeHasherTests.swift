import MerkleLog
import Testing

@Suite struct `Tree hasher` {
  let hasher: TreeHasher

  init() throws { hasher = TreeHasher() }

  @Test func `digests what FIPS 180 digests`() {
    #expect(
      hasher.digest(Array("abc".utf8)).description
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(hasher.digest([]) == .empty)
  }

  @Test func `separates leaves from nodes by their first byte`() {
    let left = hasher.digest([1])
    let right = hasher.digest([2])
    #expect(hasher.node(left, right) == hasher.digest([1] + left.bytes + right.bytes))
    #expect(hasher.node(left, right) != hasher.node(right, left))
    #expect(hasher.leaf(left.bytes + right.bytes, 0..<64) != hasher.node(left, right))
  }

  @Test func `hashes the same leaves one by one, many at once, and as plain digests`() {
    let bytes = (0..<700).map { UInt8(truncatingIfNeeded: $0 * 31) }
    let ranges = [0..<0, 0..<1, 1..<64, 63..<64, 5..<260, 260..<700, 700..<700]
    var many = [hasher.digest([9])]
    hasher.leaves(bytes, ranges, into: &many)
    #expect(many.first == hasher.digest([9]))
    #expect(many.dropFirst().elementsEqual(ranges.map { hasher.leaf(bytes, $0) }))
    #expect(many.dropFirst().elementsEqual(ranges.map { hasher.digest([0] + bytes[$0]) }))
  }

  @Test func `hashes records of every length beside one another as one by one`() {
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<2000).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    // Short and long ones alternate, so that each ends while another is on its way.
    let ranges = (0...400).flatMap { [$0..<2 * $0, 1000 - $0..<1000 + $0, 7..<8] }
    for count in [0, 1, 2, 3, ranges.count] {
      var many: [Hash] = []
      hasher.leaves(bytes, Array(ranges.prefix(count)), into: &many)
      #expect(many == ranges.prefix(count).map { hasher.digest([0] + bytes[$0]) })
    }
  }

  @Test func `hashes an empty record of an empty buffer`() {
    #expect(hasher.leaf([], 0..<0) == hasher.digest([0]))
  }

  @Test func `gives each task its own hasher and the same results`() async throws {
    let expected = PlainTree(hasher: hasher).root(PlainTree(hasher: hasher).leaves(200)[...])
    let roots = try await withThrowingTaskGroup(of: Hash.self) { group in
      for _ in 0..<8 {
        group.addTask {
          let hasher = TreeHasher()
          var frontier = Frontier()
          frontier.append(contentsOf: PlainTree(hasher: hasher).leaves(200), hasher)
          return frontier.root(hasher)
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(roots == Array(repeating: expected, count: 8))
  }

  @Test func `stops at a record outside the buffer`() async {
    await #expect(processExitsWith: .failure) {
      _ = TreeHasher().leaf([1, 2], 1..<3)
    }
    await #expect(processExitsWith: .failure) {
      var hashes: [Hash] = []
      TreeHasher().leaves([1, 2], [0..<1, -1..<1], into: &hashes)
    }
  }
}
