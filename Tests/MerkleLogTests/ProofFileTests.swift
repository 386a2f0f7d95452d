import MerkleLog
import Testing

@Suite struct `Proof file` {
  let hasher: TreeHasher
  let leaves: [Hash]

  init() throws {
    let hasher = TreeHasher()
    self.hasher = hasher
    leaves = Example.records.map { hasher.leaf(Array($0.utf8), 0..<$0.utf8.count) }
  }

  func file(_ index: Int, extra: [UInt8]? = nil) throws -> ProofFile {
    let reader = LeafReader(leaves: leaves, plain: PlainTree(hasher: hasher))
    return ProofFile(
      index: index, proof: InclusionProof(of: index, size: 3, reading: reader, hasher),
      checkpoint: try SignedNote(parsing: Example.file), extra: extra)
  }

  static let head =
    "c2sp.org/tlog-proof@v1\nindex 2\n807es0Fx2oEwFaJ86Xp4r44X/8piqHfKQYRnyHpfbLE=\n\n"

  @Test func `has the form of the specification, to the byte`() throws {
    let bytes = try file(2).bytes
    #expect(bytes == Array(Self.head.utf8) + Example.file)
    let read = try ProofFile(parsing: bytes)
    #expect(read.index == 2)
    #expect(read.proof.hashes.count == 1)
    #expect(read.extra == nil)
    #expect(read.bytes == bytes)
    #expect(read.checkpoint.bytes == Example.file)
  }

  @Test func `keeps what an application added`() throws {
    let bytes = try file(0, extra: [1, 2, 3]).bytes
    #expect(
      String(decoding: bytes, as: UTF8.self).hasPrefix(
        "c2sp.org/tlog-proof@v1\nextra AQID\nindex 0\n"))
    let read = try ProofFile(parsing: bytes)
    #expect(read.extra == [1, 2, 3])
    #expect(read.bytes == bytes)
  }

  @Test func `proves each record at its place`() throws {
    let key = try VerifierKey(parsing: Example.vkey)
    for index in 0..<3 {
      let read = try ProofFile(parsing: file(index).bytes)
      let signed = try SignedCheckpoint(
        parsing: read.checkpoint.bytes, key: key, origin: Example.name)
      #expect(
        read.proof.proves(
          leaves[index], at: read.index, size: signed.checkpoint.size,
          root: signed.checkpoint.root, hasher))
    }
  }

  @Test(arguments: [
    "", "\n", "\n\n", "c2sp.org/tlog-proof@v1\n", "c2sp.org/tlog-proof@v1\n\n",
    "c2sp.org/tlog-proof@v0\nindex 2\n\n", "c2sp.org/tlog-proof@v1 \nindex 2\n\n",
    "c2sp.org/tlog-proof@v02\nindex 2\n\n", "c2sp.org/tlog-proof@v\nindex 2\n\n",
    "c2sp.org/tlog-proof@v1\r\nindex 2\n\n", "c2sp.org/tlog-proof@v1\nindex\n\n",
    "c2sp.org/tlog-proof@v1\nindex \n\n", "c2sp.org/tlog-proof@v1\nindex 02\n\n",
    "c2sp.org/tlog-proof@v1\nindex +2\n\n", "c2sp.org/tlog-proof@v1\nindex -2\n\n",
    "c2sp.org/tlog-proof@v1\nindex 99999999999999999999\n\n",
    "c2sp.org/tlog-proof@v1\nindex 2\nAAAA\n\n", "c2sp.org/tlog-proof@v1\nindex 2\nindex 2\n\n",
    "c2sp.org/tlog-proof@v1\nextra A\nindex 2\n\n",
    "c2sp.org/tlog-proof@v1\nextra AQID\nextra AQID\nindex 2\n\n",
    "c2sp.org/tlog-proof@v1\nindex 2\nextra AQID\n\n", "c2sp.org/tlog-proof@v1\nextra AQID\n\n",
    "\u{feff}c2sp.org/tlog-proof@v1\nindex 2\n\n",
  ]) func `is refused in any other form`(head: String) {
    let bytes = Array(head.utf8) + Example.file
    #expect(
      failure { () throws(MerkleError) in _ = try ProofFile(parsing: bytes) } == .malformedProof)
  }

  @Test(arguments: [
    "c2sp.org/tlog-proof@v2\nindex 2\n\n", "c2sp.org/tlog-proof@v17\nanything else\n",
    "c2sp.org/tlog-proof@v2\n",
  ]) func `of a newer version is named as that, whatever else it holds`(head: String) {
    #expect(
      failure { () throws(MerkleError) in _ = try ProofFile(parsing: Array(head.utf8)) }
        == .newerFormat)
    #expect(ProofFile.isClaimed(by: Array(head.utf8)))
    #expect(!ProofFile.isClaimed(by: Example.file))
  }

  @Test func `is refused with more hashes than any tree needs, or more bytes than it may have`() {
    let hash = Hash.empty.base64 + "\n"
    func refusal(_ count: Int) -> MerkleError.Code? {
      let head = "c2sp.org/tlog-proof@v1\nindex 2\n" + String(repeating: hash, count: count) + "\n"
      return failure { () throws(MerkleError) in
        _ = try ProofFile(parsing: Array(head.utf8) + Example.file)
      }
    }
    #expect(refusal(63) == nil)
    #expect(refusal(64) == .malformedProof)
    #expect(refusal(50_000) == .malformedProof)
  }

  @Test func `never reads back as another file with any byte changed`() throws {
    let bytes = try file(2).bytes
    let key = try VerifierKey(parsing: Example.vkey)
    for index in bytes.indices {
      for bit in 0..<8 {
        var changed = bytes
        changed[index] ^= 1 << bit
        guard let read = try? ProofFile(parsing: changed) else { continue }
        #expect(read.bytes == changed)
        let signed = try? SignedCheckpoint(
          parsing: read.checkpoint.bytes, key: key, origin: Example.name)
        guard let signed else { continue }
        #expect(
          !read.proof.proves(
            leaves[2], at: read.index, size: signed.checkpoint.size,
            root: signed.checkpoint.root, hasher), "byte \(index), bit \(bit)")
      }
    }
  }
}
