import MerkleLog
import Testing

/// Answers from all leaves, in the plainest way, and remembers what it worked out.
final class LeafReader: HashReader {
  private let leaves: [Hash]
  private let plain: PlainTree
  private var known: [Range<Int>: Hash] = [:]

  init(leaves: [Hash], plain: PlainTree) {
    self.leaves = leaves
    self.plain = plain
  }

  /// The root over a range of leaves.
  func root(_ range: Range<Int>) -> Hash {
    if let root = known[range] { return root }
    let root = plain.root(leaves[range])
    known[range] = root
    return root
  }

  func hashes(of subtrees: [Subtree]) throws(Never) -> [Hash] {
    subtrees.map { subtree in
      let first = subtree.index << subtree.height
      return root(first..<(first + 1 << subtree.height))
    }
  }
}

@Suite struct `Proofs` {
  let hasher: TreeHasher
  let plain: PlainTree
  let leaves: [Hash]
  let reader: LeafReader

  init() throws {
    hasher = TreeHasher()
    plain = PlainTree(hasher: hasher)
    leaves = plain.leaves(129)
    reader = LeafReader(leaves: leaves, plain: plain)
  }

  /// The proof by the words of RFC 6962 section 2.1.1.
  func path(_ entry: Int, _ leaves: Range<Int>) -> [Hash] {
    guard leaves.count > 1 else { return [] }
    var split = 1
    while split * 2 < leaves.count { split *= 2 }
    let middle = leaves.lowerBound + split
    let (left, right) = (leaves.lowerBound..<middle, middle..<leaves.upperBound)
    return entry < split
      ? path(entry, left) + [reader.root(right)] : path(entry - split, right) + [reader.root(left)]
  }

  /// The proof by the words of RFC 6962 section 2.1.2.
  func subproof(_ old: Int, _ leaves: Range<Int>, isWhole: Bool) -> [Hash] {
    if old == leaves.count { return isWhole ? [] : [reader.root(leaves)] }
    var split = 1
    while split * 2 < leaves.count { split *= 2 }
    let middle = leaves.lowerBound + split
    let (left, right) = (leaves.lowerBound..<middle, middle..<leaves.upperBound)
    return old <= split
      ? subproof(old, left, isWhole: isWhole) + [reader.root(right)]
      : subproof(old - split, right, isWhole: false) + [reader.root(left)]
  }

  @Test func `of every entry in every tree to 129 are those of the definition, and check`() {
    for size in 1...129 {
      let root = reader.root(0..<size)
      for entry in 0..<size {
        let proof = InclusionProof(of: entry, size: size, reading: reader, hasher)
        #expect(proof.hashes == path(entry, 0..<size), "\(entry) of \(size)")
        #expect(proof.proves(leaves[entry], at: entry, size: size, root: root, hasher))
        // Another place, another leaf.
        let other = (entry + 1) % size
        if other != entry {
          #expect(!proof.proves(leaves[entry], at: other, size: size, root: root, hasher))
          #expect(!proof.proves(leaves[other], at: entry, size: size, root: root, hasher))
        }
      }
    }
  }

  @Test func `between every two sizes to 129 are those of the definition, and check`() {
    let roots = (0...129).map { reader.root(0..<$0) }
    for size in 0...129 {
      for old in 0...size {
        let proof = ConsistencyProof(from: old, to: size, reading: reader, hasher)
        if old > 0 {
          let defined = subproof(old, 0..<size, isWhole: true)
          #expect(proof.hashes == defined, "\(old) to \(size)")
        }
        #expect(proof.proves(from: old, roots[old], to: size, roots[size], hasher))
        guard old > 0, old < size else { continue }
        #expect(!proof.proves(from: old, roots[old - 1], to: size, roots[size], hasher))
        #expect(!proof.proves(from: old, roots[old], to: size, roots[size - 1], hasher))
        #expect(!proof.proves(from: old, roots[size], to: size, roots[old], hasher))
      }
    }
  }

  /// A proof with a hash changed, left out, doubled, added or exchanged.
  func damaged(_ hashes: [Hash]) -> [[Hash]] {
    var all = [hashes + [.empty], [.empty] + hashes, hashes + hashes]
    for index in hashes.indices {
      var changed = hashes
      changed[index] = hasher.node(hashes[index], hashes[index])
      all.append(changed)
      var without = hashes
      without.remove(at: index)
      all.append(without)
      if index > 0 {
        var exchanged = hashes
        exchanged.swapAt(index - 1, index)
        all.append(exchanged)
      }
    }
    return all.filter { $0 != hashes }
  }

  @Test func `never check when damaged`() {
    for size in [1, 2, 3, 7, 8, 9, 64, 100] {
      let root = reader.root(0..<size)
      for entry in [0, size / 2, size - 1] {
        let proof = InclusionProof(of: entry, size: size, reading: reader, hasher)
        for hashes in damaged(proof.hashes) {
          let bad = InclusionProof(hashes: hashes)
          #expect(!bad.proves(leaves[entry], at: entry, size: size, root: root, hasher))
        }
      }
      for old in 1...size {
        let proof = ConsistencyProof(from: old, to: size, reading: reader, hasher)
        let oldRoot = reader.root(0..<old)
        for hashes in damaged(proof.hashes) {
          let bad = ConsistencyProof(hashes: hashes)
          #expect(!bad.proves(from: old, oldRoot, to: size, root, hasher))
        }
      }
    }
  }

  @Test func `with hostile numbers are refused and never trap`() {
    let numbers = [Int.min, -1, 0, 1, 2, 3, 255, 1 << 32, 1 << 62, Int.max - 1, Int.max]
    for count in [0, 1, 2, 61, 62, 63, 64, 200] {
      let hashes = Array(repeating: Hash.empty, count: count)
      for one in numbers {
        for other in numbers {
          let leads = InclusionProof(hashes: hashes)
            .proves(.empty, at: one, size: other, root: .empty, hasher)
          #expect(leads == (one == 0 && other == 1 && count == 0))
          let extends = ConsistencyProof(hashes: hashes)
            .proves(from: one, .empty, to: other, .empty, hasher)
          let isTrivial = count == 0 && one >= 0 && (one == other || one == 0 && other > 0)
          #expect(extends == isTrivial)
        }
      }
    }
  }

  @Test func `restore the right edge of any tree`() {
    for size in 0...129 {
      var tree = Frontier()
      tree.append(contentsOf: leaves[..<size], hasher)
      #expect(Frontier(size: size, reading: reader) == tree)
    }
  }
}
