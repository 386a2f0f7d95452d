import MerkleLog
import Testing

@Suite struct `Cosignature of a witness` {
  static let time = 1_767_225_600
  let log: VerifierKey
  let witness: VerifierKey
  let checkpoint: SignedCheckpoint

  init() throws {
    log = try VerifierKey(parsing: Example.vkey)
    witness = try VerifierKey(parsing: Example.witnessVkey)
    checkpoint = try SignedCheckpoint(parsing: Example.file, key: log, origin: Example.name)
  }

  /// A witness made anew, and its name.
  func stranger(_ name: String) throws -> SigningKey { try SigningKey.generate(name: name) }

  func refusal(_ note: SignedNote, _ keys: [VerifierKey]) -> MerkleError.Code? {
    failure { () throws(MerkleError) in _ = try note.cosignatures(by: keys) }
  }

  @Test func `is read and written as another implementation does`() throws {
    #expect(witness.algorithm == .cosignature)
    #expect(witness.keyID == 0x2032_4abe)
    #expect(witness.description == Example.witnessVkey)
    // The seed 20 21 .. 3f under the id of a log's key.
    let plain = try VerifierKey(name: witness.name, publicKey: witness.publicKey)
    let id = plain.description.split(separator: "+")[1]
    let seed = Base64.encode([1] + Array(0x20...0x3f))
    let key = try SigningKey(parsing: "PRIVATE+KEY+witness.example/w1+\(id)+\(seed)")
    #expect(try key.witness == witness)
    let line = try checkpoint.cosignature(by: key, time: Self.time)
    #expect(line.line == Example.witnessLine)
    let cosigned = checkpoint.adding(line)
    #expect(cosigned.bytes == Example.file + Array("\(Example.witnessLine)\n".utf8))
    let found = try cosigned.note.cosignatures(by: [witness])
    #expect(found.map(\.witness) == [witness])
    #expect(found.map(\.time) == [Self.time])
    #expect(try cosigned.note.verified(by: [log, witness]) == [log, witness])
  }

  @Test func `is bad with any bit changed, and only for who knows the witness`() throws {
    let line = try SignedNote.Signature(parsingLine: Example.witnessLine)
    for bit in 0..<(8 * line.bytes.count) {
      var bytes = line.bytes
      bytes[bit / 8] ^= 1 << (bit % 8)
      let text = "— \(line.name) \(Base64.encode([0x20, 0x32, 0x4a, 0xbe] + bytes))"
      let forged = checkpoint.adding(try SignedNote.Signature(parsingLine: text)).note
      #expect(refusal(forged, [witness]) == .badSignature, "bit \(bit)")
      #expect(refusal(forged, []) == nil)
      #expect(try forged.verified(by: [log]) == [log])
    }
    for length in [0, 1, 7, 8, 71] {
      let bytes = [0x20, 0x32, 0x4a, 0xbe] + line.bytes.prefix(length)
      guard length > 0 else { continue }
      let text = "— \(line.name) \(Base64.encode(bytes))"
      let short = checkpoint.adding(try SignedNote.Signature(parsingLine: text)).note
      #expect(refusal(short, [witness]) == .badSignature)
    }
  }

  @Test func `over another checkpoint is bad`() throws {
    let key = try stranger("w")
    let other = try SignedCheckpoint(
      signing: Checkpoint(origin: Example.name, size: 4, root: .empty),
      by: SigningKey(parsing: Example.skey))
    let line = try other.cosignature(by: key, time: 5)
    #expect(refusal(checkpoint.adding(line).note, [try key.witness]) == .badSignature)
    // A plain signature by the same key is none either: it has no time.
    let plain = try checkpoint.note.signed(by: key)
    #expect(try plain.cosignatures(by: [key.witness]).isEmpty)
  }

  @Test func `counts once, with its latest time`() throws {
    let key = try stranger("w")
    let early = try checkpoint.cosignature(by: key, time: 5)
    let late = try checkpoint.cosignature(by: key, time: 9)
    let text = String(decoding: checkpoint.bytes, as: UTF8.self)
    for lines in [[early, late], [late, early]] {
      let both = text + lines.map { $0.line + "\n" }.joined()
      let found = try SignedNote(parsing: Array(both.utf8)).cosignatures(by: [key.witness])
      #expect(found.map(\.time) == [9])
    }
    #expect(checkpoint.adding(early).adding(late).note.signatures.count == 2)
  }

  @Test func `never takes the place of the log's own signature`() throws {
    let own = checkpoint.note.signatures[0]
    let forged = try SignedNote.Signature(
      parsingLine: "— \(own.name) \(Base64.encode([0x9b, 0x2c, 0xc0, 0x48] + [1, 2, 3]))")
    #expect(checkpoint.adding(forged).bytes == checkpoint.bytes)
  }

  @Test func `makes a quorum with those of other witnesses`() throws {
    let keys = try ["w1", "w2", "w3"].map { try stranger($0) }
    let witnesses = try keys.map { try $0.witness }
    var cosigned = checkpoint
    for count in 0...3 {
      if count > 0 {
        cosigned = cosigned.adding(
          try cosigned.cosignature(by: keys[count - 1], time: count))
      }
      let found = try cosigned.note.cosignatures(by: witnesses)
      #expect(found.count == count)
      for quorum in 1...3 {
        #expect(
          try WitnessPolicy(witnesses, quorum: quorum).isMet(by: found) == (count >= quorum))
      }
      #expect(try !WitnessPolicy([stranger("w4").witness], quorum: 1).isMet(by: found))
    }
    #expect(cosigned.alone.bytes == checkpoint.bytes)
  }

  @Test func `needs a quorum that can be met, and different witnesses`() throws {
    let key = try stranger("w")
    func refusal(_ keys: [VerifierKey], _ quorum: Int) -> MerkleError.Code? {
      failure { () throws(MerkleError) in _ = try WitnessPolicy(keys, quorum: quorum) }
    }
    let witness = try key.witness
    #expect(refusal([witness], 1) == nil)
    #expect(refusal([witness], 0) == .malformedKey)
    #expect(refusal([witness], 2) == .malformedKey)
    #expect(refusal([], 1) == .malformedKey)
    #expect(refusal([key.verifier], 1) == .malformedKey)
    // One key under two names would be two witnesses.
    #expect(refusal([witness, try key.renamed("v").witness], 1) == .malformedKey)
  }

  @Test func `is no key of a log`() {
    #expect(
      failure { () throws(MerkleError) in
        _ = try SignedCheckpoint(parsing: Example.file, key: witness, origin: nil)
      } == .malformedKey)
  }
}
