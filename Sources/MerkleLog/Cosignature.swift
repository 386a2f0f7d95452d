/// A witness's statement, with its time, that a checkpoint is the largest it has seen of a log, and
/// that it is consistent with all before (C2SP tlog-cosignature, `cosignature/v1`).
///
/// What is signed is a header, the time, and the text of the checkpoint; the signature bytes of the
/// note's line are the time in eight bytes, most significant first, and the 64 bytes of Ed25519.
public struct Cosignature: Hashable, Sendable {
  /// Whose it is.
  public let witness: VerifierKey
  /// When it was made, in seconds since 1970.
  public let time: Int

  static let timeLength = 8

  /// The bytes that are signed.
  static func message(_ time: Int, _ text: String) -> [UInt8] {
    Array("cosignature/v1\ntime \(time)\n\(text)".utf8)
  }

  /// The time in front of a signature; nil for one too short, or a time that no witness may write.
  static func time(of signature: [UInt8]) -> Int? {
    guard signature.count == timeLength + Ed25519.signatureLength else { return nil }
    let value = signature[..<timeLength].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Int(exactly: value)
  }
}

extension SignedNote.Signature {
  /// Reads one signature line, its LF left out.
  ///
  /// - Throws: `malformedNote`.
  public init(parsingLine line: String) throws(MerkleError) {
    let bytes = Array(line.utf8)
    try NoteText.check(bytes)
    guard let signature = Self(parsing: bytes[...]) else {
      throw MerkleError(.malformedNote, "a signature line has the form: — name base64")
    }
    self = signature
  }

  /// Whether it is one by a key over the text of a note, as the key's algorithm has it.
  func isValid(by key: VerifierKey, over text: String) throws(MerkleError) -> Bool {
    switch key.algorithm {
    case .ed25519: return try key.isValid(bytes, for: Array(text.utf8))
    case .cosignature:
      guard let time = Cosignature.time(of: bytes) else { return false }
      return try key.isValid(
        Array(bytes[Cosignature.timeLength...]), for: Cosignature.message(time, text))
    }
  }
}

extension SigningKey {
  /// The public key under which this key cosigns: the same one, with a witness's algorithm and id.
  public var witness: VerifierKey {
    get throws(MerkleError) {
      try VerifierKey(
        name: verifier.name, publicKey: verifier.publicKey, algorithm: .cosignature)
    }
  }
}

extension SignedCheckpoint {
  /// The signature line of a witness.
  ///
  /// - Parameters:
  ///   - key: the witness's private key.
  ///   - time: seconds since 1970.
  /// - Precondition: `time` is not negative.
  /// - Returns: the line, with the witness's key name and the time in it.
  /// - Throws: `libraryFailure`.
  public func cosignature(
    by key: SigningKey, time: Int
  ) throws(MerkleError) -> SignedNote.Signature {
    precondition(time >= 0, "a time before 1970")
    let witness = try key.witness
    let signature = try key.sign(Cosignature.message(time, note.text))
    let stamp = (0..<Cosignature.timeLength).reversed().map {
      UInt8(truncatingIfNeeded: time >> (8 * $0))
    }
    return SignedNote.Signature(
      name: witness.name, keyID: witness.keyID, bytes: stamp + signature)
  }
}

extension SignedNote {
  /// The cosignatures of the given witnesses, in the order of the lines; of two lines of one
  /// witness the later time.
  ///
  /// - Throws: `badSignature` when a line names one of them and does not verify.
  public func cosignatures(by witnesses: [VerifierKey]) throws(MerkleError) -> [Cosignature] {
    var found: [Cosignature] = []
    let known = witnesses.filter { $0.algorithm == .cosignature }
    for signature in signatures {
      let claimed = known.filter { $0.isNamed(signature.name, signature.keyID) }
      if claimed.isEmpty { continue }
      var signer: VerifierKey?
      for key in claimed where signer == nil {
        if try signature.isValid(by: key, over: text) { signer = key }
      }
      guard let signer, let time = Cosignature.time(of: signature.bytes) else {
        throw MerkleError(
          .badSignature, "the cosignature of \(signature.name) does not verify")
      }
      if let earlier = found.firstIndex(where: { $0.witness == signer }) {
        if found[earlier].time >= time { continue }
        found.remove(at: earlier)
      }
      found.append(Cosignature(witness: signer, time: time))
    }
    return found
  }
}
