import MerkleLog
import Testing

@Suite struct `Checkpoint text` {
  static let root = "TRx+9a+ca4Z3clD+R8CvjUBzcJKnpmJKfocJTL96CZw="

  @Test func `reads and writes the example`() throws {
    let checkpoint = try Checkpoint(parsing: Example.text)
    #expect(checkpoint.origin == "ledger.example/asn")
    #expect(checkpoint.size == 3)
    #expect(checkpoint.root.base64 == Self.root)
    #expect(checkpoint.extensions.isEmpty)
    #expect(checkpoint.text == Example.text)
  }

  @Test(arguments: [
    "log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
    "log\n9223372036854775807\n\(root)\n",
    "log with blanks and é\n10\n\(root)\nextension\nanother 1\n",
  ]) func `writes what it read`(text: String) throws {
    let checkpoint = try Checkpoint(parsing: text)
    #expect(Array(checkpoint.text.utf8) == Array(text.utf8))
    #expect(
      checkpoint
        == Checkpoint(
          origin: checkpoint.origin, size: checkpoint.size, root: checkpoint.root,
          extensions: checkpoint.extensions))
  }

  @Test(arguments: [
    "", "\n", "log", "log\n", "log\n3\n", "log\n3\n\(root)", "\n3\n\(root)\n", "log\n\n\(root)\n",
    "log\n007\n\(root)\n", "log\n00\n\(root)\n", "log\n+3\n\(root)\n", "log\n-3\n\(root)\n",
    "log\n-0\n\(root)\n", "log\n 3\n\(root)\n", "log\n3 \n\(root)\n", "log\n0x3\n\(root)\n",
    "log\n3.0\n\(root)\n", "log\n9223372036854775808\n\(root)\n", "log\n٣\n\(root)\n",
    "log\r\n3\r\n\(root)\r\n", "log\n3\r\n\(root)\n", "log\n3\n\(root)\r\n", "log\t\n3\n\(root)\n",
    "log\n3\n\(root) \n", "log\n3\n\(root.dropLast())\n", "log\n3\n\(root)=\n",
    "log\n3\nTRx+9a+ca4Z3clD+R8CvjUBzcJKnpmJKfocJTL96CZx=\n",
    "log\n3\nTRx-9a-ca4Z3clD-R8CvjUBzcJKnpmJKfocJTL96CZw=\n",
    "log\n3\nTRx+9a+ca4Z3clD+R8CvjUBzcJKnpmJKfocJTL96\n",
    "log\n3\n\(root)\n\n", "log\n3\n\(root)\n\nextension\n", "log\n3\n\(root)\nextension",
    "log\n0\n\(root)\n", "log\n0\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
  ]) func `refuses a text that is not the canonical one`(text: String) {
    #expect(
      failure { () throws(MerkleError) in _ = try Checkpoint(parsing: text) }
        == .malformedCheckpoint)
  }

  @Test func `tells origins apart that look alike`() throws {
    let composed = try Checkpoint(parsing: "caf\u{e9}\n3\n\(Self.root)\n")
    let decomposed = try Checkpoint(parsing: "cafe\u{301}\n3\n\(Self.root)\n")
    #expect(composed.origin == decomposed.origin)
    #expect(composed != decomposed)
  }

  @Test func `signs the example to the byte`() throws {
    let key = try SigningKey(parsing: Example.skey)
    let signed = try SignedCheckpoint(signing: Checkpoint(parsing: Example.text), by: key)
    #expect(signed.bytes == Example.file)
    #expect(signed.bytes.count == 183)
  }

  @Test func `opens a signed file with the right key and origin`() throws {
    let key = try VerifierKey(parsing: Example.vkey)
    for origin in [nil, Example.name] {
      let signed = try SignedCheckpoint(parsing: Example.file, key: key, origin: origin)
      #expect(signed.checkpoint.text == Example.text)
      #expect(signed.note.text == Example.text)
      #expect(signed.bytes == Example.file)
    }
  }

  @Test func `tells another log, another key and another text apart`() throws {
    let signer = try SigningKey(parsing: Example.skey)
    let other = try SigningKey.generate(name: Example.name).verifier
    func open(_ bytes: [UInt8], _ key: VerifierKey, _ origin: String?) -> MerkleError.Code? {
      failure { () throws(MerkleError) in
        _ = try SignedCheckpoint(parsing: bytes, key: key, origin: origin)
      }
    }
    #expect(open(Example.file, signer.verifier, "ledger.example/as") == .originMismatch)
    #expect(open(Example.file, signer.verifier, "") == .originMismatch)
    #expect(open(Example.file, other, nil) == .unknownKey)
    #expect(open(Example.file, signer.renamed("elsewhere").verifier, nil) == .unknownKey)
    #expect(open([], signer.verifier, nil) == .malformedNote)
    let prose = try SignedNote(text: "not a checkpoint\n").signed(by: signer)
    #expect(open(prose.bytes, signer.verifier, nil) == .malformedCheckpoint)
  }

  @Test(arguments: [
    Checkpoint(origin: "", size: 0, root: .empty),
    Checkpoint(origin: "a\nb", size: 0, root: .empty),
    Checkpoint(origin: "a\rb", size: 0, root: .empty),
    Checkpoint(origin: "a\n7", size: 7, root: .empty),
    Checkpoint(origin: "a", size: -1, root: .empty),
    Checkpoint(origin: "a", size: 1, root: .empty, extensions: [""]),
    Checkpoint(origin: "a", size: 1, root: .empty, extensions: ["b\n\n"]),
  ]) func `does not sign lines that would not read back`(checkpoint: Checkpoint) throws {
    let key = try SigningKey(parsing: Example.skey)
    #expect(
      failure { () throws(MerkleError) in _ = try SignedCheckpoint(signing: checkpoint, by: key) }
        == .malformedCheckpoint)
  }
}
