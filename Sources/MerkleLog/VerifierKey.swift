/// A public key with its name, as printed and passed on out of band (C2SP signed-note v1.0.0).
///
/// The text form (vkey) is `name+id+base64(algorithm || public key)`; the id is the first four
/// bytes of SHA-256(name || LF || algorithm || public key) as eight hexadecimal digits. The name is
/// part of the id, so one key under two names is two signers.
public struct VerifierKey: Hashable, Sendable, CustomStringConvertible {
  /// What a signature of the key covers; the raw value is its byte in the text form.
  public enum Algorithm: UInt8, Hashable, Sendable {
    /// Ed25519 over the text of a note: a log's key.
    case ed25519 = 1
    /// Ed25519 over a time and the text of a checkpoint: a witness's key (C2SP tlog-cosignature,
    /// `cosignature/v1`).
    case cosignature = 4
  }

  /// What a signature of the key covers.
  public let algorithm: Algorithm
  /// Whose key it is; for a log, its origin.
  public let name: String
  /// The first four bytes of the key's hash, as a big-endian number.
  public let keyID: UInt32
  /// The 32 bytes of the Ed25519 public key.
  public let publicKey: [UInt8]

  /// A key made of its parts.
  ///
  /// - Throws: `malformedKey` for a bad name or other than 32 bytes; `libraryFailure`.
  public init(
    name: String, publicKey: [UInt8], algorithm: Algorithm = .ed25519
  ) throws(MerkleError) {
    guard Self.isValidName(name) else {
      throw MerkleError(.malformedKey, "a key name must not be empty nor contain blanks or +")
    }
    guard publicKey.count == 32 else {
      throw MerkleError(
        .malformedKey, "a public key has 32 bytes for Ed25519, not \(publicKey.count)")
    }
    self.init(checked: name, publicKey, algorithm)
  }

  /// Reads a vkey.
  ///
  /// - Throws: `malformedKey` when it has another form, another algorithm or an id that is not that
  ///   of name and key; `libraryFailure`.
  public init(parsing vkey: String) throws(MerkleError) {
    guard !vkey.hasPrefix(SigningKey.prefix) else {
      throw MerkleError(.malformedKey, "this is a private key; a public one was expected")
    }
    let parts = try KeyText(parsing: vkey)
    try self.init(name: parts.name, publicKey: parts.material, algorithm: parts.algorithm)
    guard keyID == parts.keyID else {
      throw MerkleError(
        .malformedKey,
        "the id \(Hexadecimal.encode(parts.keyID)) is not that of name and key, "
          + Hexadecimal.encode(keyID))
    }
  }

  init(checked name: String, _ publicKey: [UInt8], _ algorithm: Algorithm) {
    self.algorithm = algorithm
    self.name = name
    self.publicKey = publicKey
    let digest = TreeHasher().digest(
      Array(name.utf8) + [NoteText.lineFeed, algorithm.rawValue] + publicKey)
    keyID = UInt32(truncatingIfNeeded: digest.words.0 >> 32)
  }

  /// The vkey.
  public var description: String {
    KeyText(name: name, keyID: keyID, algorithm: algorithm, material: publicKey).text
  }

  /// Whether `signature` is one by this key over the bytes of `message`, whatever they mean.
  ///
  /// - Throws: `libraryFailure` when libcrypto cannot tell.
  public func isValid(
    _ signature: [UInt8], for message: [UInt8]
  ) throws(MerkleError) -> Bool {
    try Ed25519.verify(signature, message, publicKey: publicKey)
  }

  /// Whether a signature line with this name and id claims to be by this key.
  func isNamed(_ name: String, _ keyID: UInt32) -> Bool {
    keyID == self.keyID && name.utf8.elementsEqual(self.name.utf8)
  }

  /// Whether a key may have this name: not empty, no Unicode space, no `+`, no control character.
  public static func isValidName(_ name: String) -> Bool {
    !name.isEmpty
      && name.unicodeScalars.allSatisfy {
        !$0.properties.isWhitespace && $0 != "+" && $0.value >= 0x20
      }
  }

  /// Whether both are the same key under the same name, byte for byte.
  public static func == (left: VerifierKey, right: VerifierKey) -> Bool {
    left.publicKey == right.publicKey && left.algorithm == right.algorithm
      && left.isNamed(right.name, right.keyID)
  }

  /// Feeds id and key to `hasher`; the name is part of the id.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(keyID)
    hasher.combine(publicKey)
  }
}

/// The form that public and private keys share: `name+id+base64(algorithm || 32 bytes)`.
struct KeyText {
  let name: String
  let keyID: UInt32
  let algorithm: VerifierKey.Algorithm
  /// The public key, or the seed of a private one.
  let material: [UInt8]

  init(name: String, keyID: UInt32, algorithm: VerifierKey.Algorithm, material: [UInt8]) {
    self.name = name
    self.keyID = keyID
    self.algorithm = algorithm
    self.material = material
  }

  /// - Throws: `malformedKey`, which never repeats the text: it may be a secret.
  init(parsing text: some StringProtocol) throws(MerkleError) {
    let parts = Array(text.utf8).split(
      separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else {
      throw MerkleError(.malformedKey, "a key is written name+id+base64")
    }
    guard let keyID = Hexadecimal.decode(parts[1]) else {
      throw MerkleError(.malformedKey, "the id of a key is eight lower-case hexadecimal digits")
    }
    guard let decoded = Base64.decode(utf8: Array(parts[2])), let byte = decoded.first else {
      throw MerkleError(.malformedKey, "the last part of a key is canonical base64")
    }
    guard let algorithm = VerifierKey.Algorithm(rawValue: byte), decoded.count == 33 else {
      throw MerkleError(
        .malformedKey,
        "only Ed25519 is supported: algorithm 1 or, for a witness, 4, and 32 bytes, "
          + "not algorithm \(byte) and \(decoded.count - 1) bytes")
    }
    let name = String(decoding: parts[0], as: UTF8.self)
    guard VerifierKey.isValidName(name) else {
      throw MerkleError(.malformedKey, "a key name must not be empty nor contain blanks or +")
    }
    self.init(
      name: name, keyID: keyID, algorithm: algorithm, material: Array(decoded.dropFirst()))
  }

  var text: String {
    "\(name)+\(Hexadecimal.encode(keyID))+\(Base64.encode([algorithm.rawValue] + material))"
  }
}
