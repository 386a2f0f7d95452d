import MerkleLog
import Testing

@Suite struct `Frontier of a tree` {
  let hasher: TreeHasher
  let plain: PlainTree

  init() throws {
    hasher = TreeHasher()
    plain = PlainTree(hasher: hasher)
  }

  func frontier(_ leaves: ArraySlice<Hash>) -> Frontier {
    var frontier = Frontier()
    frontier.append(contentsOf: leaves, hasher)
    return frontier
  }

  @Test func `of nothing has the root of the empty tree`() {
    #expect(Frontier().root(hasher) == .empty)
    #expect(Hash.empty.base64 == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
  }

  @Test func `has the root of the definition at every size, and keeps the prefixes`() {
    let leaves = plain.leaves(129)
    var growing = Frontier()
    var prefixes = [growing]
    for leaf in leaves {
      growing.append(leaf, hasher)
      prefixes.append(growing)
    }
    for (size, prefix) in prefixes.enumerated() {
      #expect(prefix.size == size)
      #expect(prefix.root(hasher) == plain.root(leaves[..<size]))
      #expect(prefix == frontier(leaves[..<size]))
      #expect(prefix.peaks.count == size.nonzeroBitCount)
    }
  }

  @Test func `takes leaves in any portions`() {
    let leaves = plain.leaves(77)
    let whole = frontier(leaves[...])
    for split in 0...77 {
      var parts = Frontier()
      parts.append(contentsOf: Array(leaves[..<split]), hasher)
      parts.append(contentsOf: leaves[split...], hasher)
      #expect(parts == whole)
    }
  }

  @Test func `joins every pair of trees that fit`() {
    let leaves = plain.leaves(129)
    var pairs = 0
    for size in 0...129 {
      for split in 0...size {
        let largest =
          size == split ? 1 : 1 << (Int.bitWidth - 1 - (size - split).leadingZeroBitCount)
        guard split.isMultiple(of: largest) else { continue }
        var joined = frontier(leaves[..<split])
        joined.append(frontier(leaves[split..<size]), hasher)
        #expect(joined == frontier(leaves[..<size]))
        pairs += 1
      }
    }
    #expect(pairs == 915)
  }

  @Test func `takes perfect subtrees of every height that fits`() {
    let leaves = plain.leaves(128)
    for height in 0...6 {
      let width = 1 << height
      for start in stride(from: 0, through: 128 - width, by: width) {
        var tree = frontier(leaves[..<start])
        tree.append(
          subtree: plain.root(leaves[start..<start + width]), height: height, hasher)
        #expect(tree == frontier(leaves[..<(start + width)]))
      }
    }
  }

  @Test func `takes rows of subtrees as it takes their leaves`() {
    let leaves = plain.leaves(128)
    for height in 0...5 {
      let width = 1 << height
      let roots = stride(from: 0, to: 128, by: width).map { plain.root(leaves[$0..<$0 + width]) }
      for start in roots.indices {
        for end in start...roots.count {
          var tree = frontier(leaves[..<(start * width)])
          tree.append(subtrees: roots[start..<end], height: height, hasher)
          #expect(tree == frontier(leaves[..<(end * width)]))
        }
      }
    }
  }

  @Test func `joins whole segments of 65,536 leaves and a begun one`() {
    let leaves = plain.leaves(65_536)
    let segment = frontier(leaves[...])
    #expect(segment.peaks.count == 1)
    var joined = segment
    joined.append(segment, hasher)
    joined.append(frontier(leaves[..<1_000]), hasher)
    var flat = segment
    flat.append(contentsOf: leaves, hasher)
    flat.append(contentsOf: leaves[..<1_000], hasher)
    #expect(joined == flat)
    #expect(joined.size == 132_072)
  }

  @Test func `is restored from its parts, and only from as many as belong to the size`() {
    let whole = frontier(plain.leaves(21)[...])
    #expect(Frontier(size: 21, peaks: whole.peaks) == whole)
    #expect(Frontier(size: 0, peaks: []) == Frontier())
    #expect(Frontier(size: 20, peaks: whole.peaks) == nil)
    #expect(Frontier(size: 21, peaks: []) == nil)
    #expect(Frontier(size: -1, peaks: whole.peaks) == nil)
  }

  @Test func `stops at a subtree that is not aligned`() async {
    await #expect(processExitsWith: .failure) {
      let hasher = TreeHasher()
      var tree = Frontier()
      tree.append(.empty, hasher)
      tree.append(subtree: .empty, height: 1, hasher)
    }
  }

  @Test func `has the roots of the certificate transparency reference trees`() {
    let records: [[UInt8]] = [
      [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
      Array(0x50...0x57), Array(0x60...0x6f),
    ]
    let roots = [
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
      "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
      "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
      "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]
    var tree = Frontier()
    for (record, root) in zip(records, roots) {
      tree.append(hasher.leaf(record, record.indices), hasher)
      #expect(tree.root(hasher).description == root)
    }
  }

  @Test func `has the leaves and roots of the example log`() {
    var leaves: [Hash] = []
    for record in Example.records {
      leaves.append(hasher.leaf(Array(record.utf8), 0..<20))
    }
    #expect(
      leaves.map(\.base64) == [
        "nNiFxofdc6L6vq/Bz0wO15YFCBh8XtdljB+Zob6nwM8=",
        "qSOvEl2oyIeN33xxJoUmD6ISAQwmQpsJVNKLXTjsJkQ=",
        "WSiKs8OPHSkn1dDk0kXWCA4ulLV4rzHI/eYubPt1m1U=",
      ])
    #expect(
      frontier(leaves[..<2]).root(hasher).base64 == "807es0Fx2oEwFaJ86Xp4r44X/8piqHfKQYRnyHpfbLE=")
    #expect(
      frontier(leaves[...]).root(hasher).base64 == "TRx+9a+ca4Z3clD+R8CvjUBzcJKnpmJKfocJTL96CZw=")
  }
}
