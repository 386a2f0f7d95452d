import MerkleLog
import Testing

@Suite struct `Signed note` {
  let key: SigningKey
  let other: SigningKey

  init() throws {
    key = try SigningKey(parsing: Example.skey)
    other = try SigningKey.generate(name: "witness.example/w1")
  }

  func parse(_ bytes: [UInt8]) -> MerkleError.Code? {
    failure { () throws(MerkleError) in _ = try SignedNote(parsing: bytes) }
  }

  func verify(_ bytes: [UInt8], _ keys: [VerifierKey]) -> MerkleError.Code? {
    failure { () throws(MerkleError) in
      _ = try SignedNote(parsing: bytes).verified(by: keys)
    }
  }

  @Test func `reads, verifies and writes the example`() throws {
    let note = try SignedNote(parsing: Example.file)
    #expect(note.text == Example.text)
    #expect(note.bytes == Example.file)
    #expect(note.signatures.map(\.line) == [Example.signatureLine])
    #expect(note.signatures.map(\.name) == [Example.name])
    #expect(note.signatures.map(\.keyID) == [0x9b2c_c048])
    #expect(note.signatures.map(\.bytes.count) == [64])
    #expect(try note.verified(by: [key.verifier]) == [key.verifier])
    #expect(try note.verified(by: [other.verifier, key.verifier]) == [key.verifier])
  }

  @Test func `never verifies with any byte changed`() {
    let keys = [key.verifier]
    for index in Example.file.indices {
      let byte = Example.file[index]
      let changed = (0..<8).map { byte ^ (1 << $0) } + [0x00, 0x0a, 0x0d, 0x20, 0x2b, 0x3d, 0xff]
      for value in changed where value != byte {
        var bytes = Example.file
        bytes[index] = value
        let verdict = verify(bytes, keys)
        #expect(
          verdict == .malformedNote || verdict == .badSignature || verdict == .unknownKey,
          "byte \(index) as \(value)")
      }
    }
  }

  @Test func `never verifies with a byte removed, doubled or the end cut off`() {
    let keys = [key.verifier]
    for index in Example.file.indices {
      var without = Example.file
      without.remove(at: index)
      #expect(verify(without, keys) != nil, "without byte \(index)")
      var doubled = Example.file
      doubled.insert(doubled[index], at: index)
      #expect(verify(doubled, keys) != nil, "byte \(index) twice")
      #expect(verify(Array(Example.file[..<index]), keys) != nil, "cut at \(index)")
    }
  }

  @Test func `tolerates lines of unknown keys, long ones and a hundred of them`() throws {
    let keys = [key.verifier]
    let unknown = (0..<98).map { "— w\($0).example AAAAA\($0 % 10)AA\n" }.joined()
    let long = "— pq.example \(Base64.encode([UInt8](repeating: 6, count: 5_000)))\n"
    let bytes = Example.file + Array("\(unknown)\(long)".utf8)
    let note = try SignedNote(parsing: bytes)
    #expect(note.signatures.count == 100)
    #expect(note.bytes == bytes)
    #expect(try note.verified(by: keys) == keys)
    #expect(verify(Array("\(Example.text)\n\(long)\(Example.signatureLine)\n".utf8), keys) == nil)
    #expect(parse(bytes + Array("\(Example.witnessLine)\n".utf8)) == .malformedNote)
    #expect(verify(Array("\(Example.text)\n\(unknown)".utf8), keys) == .unknownKey)
  }

  @Test func `tolerates the line of a witness, whose signature is of another kind`() throws {
    let note = try SignedNote(parsing: Example.file + Array("\(Example.witnessLine)\n".utf8))
    #expect(note.signatures.map(\.keyID) == [0x9b2c_c048, 0x2032_4abe])
    #expect(note.signatures.map(\.bytes.count) == [64, 72])
    #expect(try note.verified(by: [key.verifier]) == [key.verifier])
  }

  @Test func `is bad as a whole when one known signature is bad`() throws {
    let good = try SignedNote(text: Example.text).signed(by: key)
    let stray = try SignedNote(text: "another text\n").signed(by: other)
    let line = try #require(stray.signatures.first?.line)
    let mixed = good.bytes + Array("\(line)\n".utf8)
    #expect(verify(mixed, [key.verifier]) == nil)
    #expect(verify(mixed, [key.verifier, other.verifier]) == .badSignature)
    #expect(verify(mixed, [other.verifier]) == .badSignature)
    let swapped = Array("\(Example.text)\n\(line)\n\(Example.signatureLine)\n".utf8)
    #expect(verify(swapped, [key.verifier, other.verifier]) == .badSignature)
  }

  @Test func `is bad when a known key's second line is bad or too short`() throws {
    let forged = try SignedNote(text: "another text\n").signed(by: key)
    let line = try #require(forged.signatures.first?.line)
    #expect(verify(Example.file + Array("\(line)\n".utf8), [key.verifier]) == .badSignature)
    let short = "— \(Example.name) \(Base64.encode([0x9b, 0x2c, 0xc0, 0x48, 1]))\n"
    #expect(verify(Example.file + Array(short.utf8), [key.verifier]) == .badSignature)
    #expect(
      verify(
        Example.file + Array("\(Example.signatureLine)\n".utf8), [key.verifier]) == nil)
  }

  @Test func `names every signer once, in the order of the lines`() throws {
    let both = try SignedNote(text: Example.text).signed(by: other).signed(by: key)
    let keys = [key.verifier, other.verifier]
    #expect(try both.verified(by: keys) == [other.verifier, key.verifier])
    let again = try both.signed(by: other)
    #expect(again.signatures.map(\.name) == [key.verifier.name, other.verifier.name])
    #expect(try SignedNote(parsing: again.bytes).verified(by: keys) == keys)
    #expect(try both.signed(by: key).bytes == both.bytes)
  }

  @Test func `is unknown to an empty list of keys`() {
    #expect(verify(Example.file, []) == .unknownKey)
  }

  @Test func `tells names apart that look alike`() throws {
    let composed = try SigningKey.generate(name: "caf\u{e9}")
    let note = try SignedNote(text: "x\n").signed(by: composed)
    #expect(try note.verified(by: [composed.verifier]) == [composed.verifier])
    #expect(
      failure { () throws(MerkleError) in
        _ = try note.verified(by: [composed.renamed("cafe\u{301}").verifier])
      } == .unknownKey)
  }

  @Test func `splits at the last empty line`() throws {
    for text in ["a\n\nb\n", "\n", "\n\n\n", "a\n\n\n", "a\n\n— x AAAAAAA=\n"] {
      let bytes = try SignedNote(text: text).signed(by: key).bytes
      let note = try SignedNote(parsing: bytes)
      #expect(note.text == text)
      #expect(try note.verified(by: [key.verifier]) == [key.verifier])
    }
  }

  @Test(arguments: [
    "", "\n", "\n\n", "text\n", "text\n\n", "text\n\n\n", "text\n\n— n AAAAAAA=",
    "text\n— n AAAAAAA=\n", "text\n\n- n AAAAAAA=\n", "text\n\n—n AAAAAAA=\n", "text\n\n— n \n",
    "text\n\n— n\n", "text\n\n—  AAAAAAA=\n", "text\n\n— n+m AAAAAAA=\n",
    "text\n\n— n\u{a0}m AAAAAAA=\n", "text\n\n— n  AAAAAAA=\n", "text\n\n— n AAAAAAA= \n",
    "text\n\n— n AAAAAAA\n", "text\n\n— n AAAAAAB=\n", "text\n\n— n AAAAAA==\n",
    "text\n\n— n AAAA\n",
    "text\n\n— n AAAAAAA=\ntrailing\n", "text\n\n— n AAAAAAA=\n\n", "text\r\n\n— n AAAAAAA=\n",
    "te\txt\n\n— n AAAAAAA=\n", "te\u{0}xt\n\n— n AAAAAAA=\n", "text\n\n— n\u{1b} AAAAAAA=\n",
  ]) func `refuses what has not the form of a note`(text: String) {
    #expect(parse(Array(text.utf8)) == .malformedNote)
  }

  @Test func `accepts the form that the refused ones vary`() {
    #expect(parse(Array("text\n\n— n AAAAAAA=\n".utf8)) == nil)
  }

  @Test func `refuses what is not UTF-8 and what is too long`() {
    let line = Array("\n\n— n AAAAAAA=\n".utf8)
    for bytes: [UInt8] in [[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xe2, 0x80]] {
      #expect(parse(bytes + line) == .malformedNote)
    }
    let room = SignedNote.maximumLength - line.count
    #expect(parse([UInt8](repeating: 0x78, count: room) + line) == nil)
    #expect(parse([UInt8](repeating: 0x78, count: room + 1) + line) == .malformedNote)
  }

  @Test(arguments: ["", "no end", "a\r\n", "a\u{7}\n"])
  func `is not begun with a text that could not be read back`(text: String) {
    #expect(
      failure { () throws(MerkleError) in _ = try SignedNote(text: text) } == .malformedNote)
  }
}
