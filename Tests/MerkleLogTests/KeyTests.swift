import MerkleLog
import Testing

@Suite struct `Keys` {
  func refusal(vkey: String) -> MerkleError.Code? {
    failure { () throws(MerkleError) in _ = try VerifierKey(parsing: vkey) }
  }

  func refusal(skey: String) -> MerkleError? {
    do {
      _ = try SigningKey(parsing: skey)
      return nil
    } catch {
      return error
    }
  }

  @Test func `reads and writes the example pair`() throws {
    let verifier = try VerifierKey(parsing: Example.vkey)
    #expect(verifier.name == Example.name)
    #expect(verifier.keyID == 0x9b2c_c048)
    #expect(
      Hash(verifier.publicKey)?.description
        == "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8")
    #expect(verifier.description == Example.vkey)
    let signer = try SigningKey(parsing: Example.skey)
    #expect(signer.verifier == verifier)
    #expect(signer.encoded == Example.skey)
    #expect(
      Example.skey.hasSuffix(Base64.encode([1] + Array(0...31))), "the seed is 00 01 .. 1f")
  }

  @Test func `are made anew each time, and survive being written`() throws {
    let first = try SigningKey.generate(name: "a")
    let second = try SigningKey.generate(name: "a")
    #expect(first.verifier != second.verifier)
    let copy = try SigningKey(parsing: first.encoded)
    #expect(copy.verifier == first.verifier)
    #expect(try copy.sign([1, 2, 3]) == first.sign([1, 2, 3]))
    #expect(try VerifierKey(parsing: first.verifier.description) == first.verifier)
  }

  @Test func `verify what they signed and nothing else`() throws {
    let key = try SigningKey.generate(name: "a")
    let signature = try key.sign([1, 2, 3])
    #expect(try key.verifier.isValid(signature, for: [1, 2, 3]))
    #expect(try !key.verifier.isValid(signature, for: [1, 2, 4]))
    #expect(try !key.verifier.isValid(signature, for: []))
    #expect(try !key.verifier.isValid(signature.dropLast(), for: [1, 2, 3]))
    #expect(try !key.verifier.isValid(signature + [0], for: [1, 2, 3]))
    #expect(try !key.verifier.isValid([], for: [1, 2, 3]))
    #expect(try key.verifier.isValid(key.sign([]), for: []))
    for bit in 0..<512 {
      var forged = signature
      forged[bit / 8] ^= 1 << (bit % 8)
      #expect(try !key.verifier.isValid(forged, for: [1, 2, 3]))
    }
  }

  @Test func `sign the first test of RFC 8032 section 7.1`() throws {
    let seed: [UInt8] = [
      0x9d, 0x61, 0xb1, 0x9d, 0xef, 0xfd, 0x5a, 0x60, 0xba, 0x84, 0x4a, 0xf4, 0x92, 0xec, 0x2c,
      0xc4, 0x44, 0x49, 0xc5, 0x69, 0x7b, 0x32, 0x69, 0x19, 0x70, 0x3b, 0xac, 0x03, 0x1c, 0xae,
      0x7f, 0x60,
    ]
    let publicKey: [UInt8] = [
      0xd7, 0x5a, 0x98, 0x01, 0x82, 0xb1, 0x0a, 0xb7, 0xd5, 0x4b, 0xfe, 0xd3, 0xc9, 0x64, 0x07,
      0x3a, 0x0e, 0xe1, 0x72, 0xf3, 0xda, 0xa6, 0x23, 0x25, 0xaf, 0x02, 0x1a, 0x68, 0xf7, 0x07,
      0x51, 0x1a,
    ]
    let verifier = try VerifierKey(name: "rfc", publicKey: publicKey)
    let id = verifier.description.dropFirst("rfc+".count).prefix(8)
    let key = try SigningKey(parsing: "PRIVATE+KEY+rfc+\(id)+\(Base64.encode([1] + seed))")
    #expect(key.verifier == verifier)
    let signature = try key.sign([])
    #expect(
      Hash(signature[..<32])?.description
        == "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155")
    #expect(
      Hash(signature[32...])?.description
        == "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")
  }

  @Test func `are another signer under another name`() throws {
    let key = try SigningKey(parsing: Example.skey)
    let renamed = key.renamed("ledger.example/memory")
    #expect(renamed.verifier.publicKey == key.verifier.publicKey)
    #expect(renamed.verifier.name == "ledger.example/memory")
    #expect(renamed.verifier.keyID != key.verifier.keyID)
    #expect(renamed.verifier != key.verifier)
    #expect(try SigningKey(parsing: renamed.encoded).verifier == renamed.verifier)
    #expect(renamed.renamed(Example.name).encoded == Example.skey)
  }

  @Test func `show their public half only`() throws {
    let key = try SigningKey(parsing: Example.skey)
    var dumped = ""
    dump(key, to: &dumped)
    dump([Optional(key)], to: &dumped)
    let shown = ["\(key)", String(reflecting: key), String(describing: [key]), dumped]
    for text in shown {
      #expect(text.contains("9b2cc048"))
      #expect(!text.contains("AQABAgMEBQYH"))
      #expect(!text.contains("AAECAwQFBgcICQ"))
      #expect(!text.lowercased().contains("seed"))
      #expect(!text.contains("[0, 1, 2, 3"))
    }
  }

  @Test(arguments: [
    "", "+", "++", "a", "a+9b2cc048", Example.skey,
    Example.witnessVkey.replacing("+BCms", with: "+Bims"),
    Example.witnessVkey.replacing("+BCms", with: "+ASms"), Example.vkey + " ", " " + Example.vkey,
    Example.vkey + "\n", Example.vkey + "=",
    String(Example.vkey.dropLast()), String(Example.vkey.dropFirst()),
    Example.vkey.replacing("9b2cc048", with: "9B2CC048"),
    Example.vkey.replacing("9b2cc048", with: "9b2cc049"),
    Example.vkey.replacing("9b2cc048", with: "9b2cc04"),
    Example.vkey.replacing("9b2cc048", with: "009b2cc048"),
    Example.vkey.replacing("9b2cc048", with: ""),
    Example.vkey.replacing("ledger.example/asn", with: ""),
    Example.vkey.replacing("ledger.example/asn", with: "ledger.example asn"),
    Example.vkey.replacing("AQOh", with: "AgOh"),
    Example.vkey.replacing("VTG4", with: "VQ=="),
  ]) func `refuses a public key in another form`(vkey: String) {
    #expect(refusal(vkey: vkey) == .malformedKey)
  }

  @Test(arguments: [
    "", "PRIVATE+KEY+", Example.vkey, Example.skey + "\n", " " + Example.skey,
    String(Example.skey.dropLast(4)), Example.skey + "AAAA",
    Example.skey.replacing("9b2cc048", with: "9b2cc049"),
    Example.skey.replacing("ledger.example/asn", with: "ledger.example/asm"),
    Example.skey.replacing("AQAB", with: "AgAB"), Example.skey.replacing("AQAB", with: "AQAC"),
    Example.skey.replacing("+KEY+", with: "-KEY-"),
  ]) func `refuses a private key in another form, and does not repeat it`(skey: String) throws {
    let error = try #require(refusal(skey: skey))
    #expect(error.code == .malformedKey)
    #expect(!error.description.contains("AgMEBQYHCAkKCww"))
    #expect(!error.description.contains("AQOhB7"))
  }

  @Test(arguments: ["", " ", "a b", "a+b", "a\n", "a\u{a0}", "a\u{2003}b", "a\u{1}", "\u{3000}"])
  func `refuses a name that a line could not hold`(name: String) {
    #expect(!VerifierKey.isValidName(name))
    #expect(
      failure { () throws(MerkleError) in _ = try SigningKey.generate(name: name) }
        == .malformedKey)
    #expect(
      failure { () throws(MerkleError) in
        _ = try VerifierKey(name: name, publicKey: [UInt8](repeating: 1, count: 32))
      } == .malformedKey)
  }

  @Test(arguments: [0, 31, 33, 64]) func `refuses a public key of another length`(count: Int) {
    #expect(
      failure { () throws(MerkleError) in
        _ = try VerifierKey(name: "a", publicKey: [UInt8](repeating: 1, count: count))
      } == .malformedKey)
  }

  @Test func `do not verify with bytes that are no point of the curve`() throws {
    var publicKey = [UInt8](repeating: 0, count: 32)
    publicKey[0] = 2
    let key = try VerifierKey(name: "a", publicKey: publicKey)
    #expect(try !key.isValid([UInt8](repeating: 0, count: 64), for: [1]))
  }

  @Test func `errors have distinct names and all say what to do`() {
    let codes = MerkleError.Code.allCases
    #expect(Set(codes.map(\.rawValue)).count == 9)
    for code in codes {
      let error = MerkleError(code, "evidence")
      #expect(error.description == "\(code.rawValue): evidence")
      #expect(!error.remedy.isEmpty)
    }
    #expect(MerkleError.Code.unknownKey.rawValue == "SIG_UNKNOWN_KEY")
    #expect(MerkleError.Code.badSignature.rawValue == "SIG_INVALID")
    #expect(MerkleError.Code.originMismatch.rawValue == "ORIGIN_MISMATCH")
  }
}
