/// A text with signature lines below it (C2SP signed-note v1.0.0).
///
///     text, any lines, the last one ended by LF
///                                                     an empty line
///     — name base64(key id || signature)              one or more of these
///
/// The name and id say whose key to try. A line by a key that the reader does not know is ignored,
/// so that others, witnesses or newer algorithms among them, can add theirs; a line by a known key
/// that does not verify makes the whole note bad. A signature covers the text with its last LF, and
/// not the empty line. Parsing keeps every byte: `SignedNote(parsing: b).bytes` is `b`.
public struct SignedNote: Sendable {
  /// One signature line.
  public struct Signature: Hashable, Sendable {
    /// The name of the key that is said to have signed.
    public let name: String
    /// The first four bytes of the hash of that key, as a big-endian number.
    public let keyID: UInt32
    /// The signature proper, without the key id.
    public let bytes: [UInt8]
    /// The whole line without its LF.
    public let line: String

    /// Composes a line from a valid name, a key id and signature bytes.
    init(name: String, keyID: UInt32, bytes: [UInt8]) {
      self.name = name
      self.keyID = keyID
      self.bytes = bytes
      line = "— \(name) \(Base64.encode(Hexadecimal.bigEndian(keyID) + bytes))"
    }
  }

  /// The most signatures that a note may have.
  public static let maximumSignatures = 100
  /// The most bytes that a note may have, signatures included.
  public static let maximumLength = 1_000_000

  /// The signed text with its last LF.
  public let text: String
  /// The signature lines in the order of the file.
  public private(set) var signatures: [Signature]

  /// A note that nobody has signed yet.
  ///
  /// - Throws: `malformedNote` when `text` does not end in LF or has another control character.
  public init(text: String) throws(MerkleError) {
    let bytes = Array(text.utf8)
    try NoteText.check(bytes)
    guard bytes.last == NoteText.lineFeed else {
      throw MerkleError(.malformedNote, "the text does not end in LF")
    }
    self.text = text
    signatures = []
  }

  /// Reads a note with at least one signature; verifies nothing yet.
  ///
  /// - Throws: `malformedNote` with the byte or line at fault.
  public init(parsing bytes: [UInt8]) throws(MerkleError) {
    try NoteText.check(bytes)
    guard let end = NoteText.endOfText(in: bytes) else {
      throw MerkleError(.malformedNote, "no empty line between text and signatures")
    }
    let block = bytes[(end + 1)...]
    guard block.last == NoteText.lineFeed else {
      throw MerkleError(.malformedNote, "no signature line ended by LF at the end")
    }
    let lines = block.dropLast()
      .split(separator: NoteText.lineFeed, omittingEmptySubsequences: false)
    guard lines.count <= Self.maximumSignatures else {
      throw MerkleError(
        .malformedNote, "\(lines.count) signatures exceed the limit of \(Self.maximumSignatures)")
    }
    text = String(decoding: bytes[..<end], as: UTF8.self)
    signatures = []
    for (index, line) in lines.enumerated() {
      guard let signature = Signature(parsing: line) else {
        throw MerkleError(.malformedNote, "signature line \(index + 1) is not: — name base64")
      }
      signatures.append(signature)
    }
  }

  /// The note as a file: text, empty line, signature lines.
  public var bytes: [UInt8] {
    var bytes = Array(text.utf8)
    bytes.append(NoteText.lineFeed)
    for signature in signatures {
      bytes += signature.line.utf8
      bytes.append(NoteText.lineFeed)
    }
    return bytes
  }

  /// The given keys by which the note is signed, in the order of the signatures, each once.
  ///
  /// - Throws: `badSignature` when a line names one of `keys` and does not verify, whatever the
  ///   other lines say; `unknownKey` when no line is by one of `keys`.
  public func verified(by keys: [VerifierKey]) throws(MerkleError) -> [VerifierKey] {
    var good: [VerifierKey] = []
    for signature in signatures {
      let claimed = keys.filter { $0.isNamed(signature.name, signature.keyID) }
      guard !claimed.isEmpty else { continue }
      var signer: VerifierKey?
      for key in claimed where signer == nil {
        if try signature.isValid(by: key, over: text) { signer = key }
      }
      guard let signer else {
        throw MerkleError(
          .badSignature,
          "the signature of \(signature.name)+\(Hexadecimal.encode(signature.keyID))"
            + " does not verify"
        )
      }
      if !good.contains(signer) { good.append(signer) }
    }
    guard !good.isEmpty else {
      let found = signatures.map { "\($0.name)+\(Hexadecimal.encode($0.keyID))" }
      throw MerkleError(.unknownKey, "signed only by \(found.prefix(5).joined(separator: ", "))")
    }
    return good
  }

  /// The note with a signature by `key` at the end, in place of an earlier one by that key.
  ///
  /// - Throws: `libraryFailure` when libcrypto cannot sign.
  public func signed(by key: SigningKey) throws(MerkleError) -> SignedNote {
    let bytes = try key.sign(Array(text.utf8))
    return adding(Signature(name: key.verifier.name, keyID: key.verifier.keyID, bytes: bytes))
  }

  /// The note with a signature line at the end, in place of earlier ones of its name and id.
  public func adding(_ signature: Signature) -> SignedNote {
    var note = self
    note.signatures.removeAll {
      $0.keyID == signature.keyID && $0.name.utf8.elementsEqual(signature.name.utf8)
    }
    note.signatures.append(signature)
    return note
  }

  /// The note with those of its signatures that name one of `keys`.
  public func keepingSignatures(of keys: [VerifierKey]) -> SignedNote {
    var note = self
    note.signatures.removeAll { signature in
      !keys.contains { $0.isNamed(signature.name, signature.keyID) }
    }
    return note
  }
}

extension SignedNote.Signature {
  /// Reads a line without its LF, or nil when it has not the form of a signature.
  init?(parsing line: ArraySlice<UInt8>) {
    let dash = Array("— ".utf8)
    guard line.starts(with: dash) else { return nil }
    let rest = line.dropFirst(dash.count)
    guard let space = rest.firstIndex(of: UInt8(ascii: " ")) else { return nil }
    let name = String(decoding: rest[..<space], as: UTF8.self)
    guard VerifierKey.isValidName(name),
      let decoded = Base64.decode(utf8: Array(rest[(space + 1)...])), decoded.count > 4
    else { return nil }
    self.init(
      name: name, keyID: Hexadecimal.number(bigEndian: decoded), bytes: Array(decoded.dropFirst(4)))
  }
}

/// The rules for the bytes of a note.
enum NoteText {
  static let lineFeed = UInt8(ascii: "\n")

  /// Refuses what no note may hold.
  ///
  /// - Throws: `malformedNote` for too many bytes, a control character other than LF, or what is
  ///   not UTF-8.
  static func check(_ bytes: [UInt8]) throws(MerkleError) {
    guard bytes.count <= SignedNote.maximumLength else {
      throw MerkleError(
        .malformedNote, "\(bytes.count) bytes exceed the limit of \(SignedNote.maximumLength)")
    }
    if let offset = bytes.firstIndex(where: { $0 < 0x20 && $0 != lineFeed }) {
      throw MerkleError(.malformedNote, "control character at byte \(offset)")
    }
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw MerkleError(.malformedNote, "not valid UTF-8")
    }
  }

  /// Where the text ends and the empty line stands: behind the first LF of the last pair of them.
  static func endOfText(in bytes: [UInt8]) -> Int? {
    bytes.indices.dropFirst().last { bytes[$0] == lineFeed && bytes[$0 - 1] == lineFeed }
  }
}
