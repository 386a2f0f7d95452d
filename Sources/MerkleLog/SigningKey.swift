import CCrypto

/// A private key with its name.
///
/// The text form (skey) is `PRIVATE+KEY+name+id+base64(0x01 || seed)`, the convention of Go's
/// x/mod/sumdb/note; C2SP leaves it open. Printing, interpolating or dumping a value shows the
/// public half only; `encoded` is the one way to the secret.
public struct SigningKey: Sendable {
  static let prefix = "PRIVATE+KEY+"

  /// The public half.
  public let verifier: VerifierKey
  private let secret: Ed25519.Secret

  private init(verifier: VerifierKey, secret: Ed25519.Secret) {
    self.verifier = verifier
    self.secret = secret
  }

  /// Makes a key from libcrypto's random numbers.
  ///
  /// - Throws: `malformedKey` for a bad name; `libraryFailure`.
  public static func generate(name: String) throws(MerkleError) -> SigningKey {
    let secret = try Ed25519.Secret(seed: Ed25519.generateSeed())
    return SigningKey(
      verifier: try VerifierKey(name: name, publicKey: secret.publicKey()), secret: secret)
  }

  /// Reads an skey.
  ///
  /// - Throws: `malformedKey` when it has another form, another algorithm or an id that is not that
  ///   of name and key, without repeating any of it; `libraryFailure`.
  public init(parsing skey: String) throws(MerkleError) {
    guard skey.hasPrefix(Self.prefix) else {
      throw MerkleError(.malformedKey, "a private key begins with \(Self.prefix)")
    }
    let parts = try KeyText(parsing: skey.dropFirst(Self.prefix.count))
    guard parts.algorithm == .ed25519 else {
      throw MerkleError(
        .malformedKey, "a private key has algorithm 1, also that of a witness, not 4")
    }
    let secret = try Ed25519.Secret(seed: parts.material)
    let verifier = try VerifierKey(name: parts.name, publicKey: secret.publicKey())
    guard verifier.keyID == parts.keyID else {
      throw MerkleError(.malformedKey, "the id of the private key is not that of name and key")
    }
    self.init(verifier: verifier, secret: secret)
  }

  /// The skey.
  ///
  /// This is the secret: write it only to a file that nobody else can read.
  public var encoded: String {
    Self.prefix
      + KeyText(
        name: verifier.name, keyID: verifier.keyID, algorithm: .ed25519, material: secret.seed
      ).text
  }

  /// The same seed under another name, and so with another id: another signer.
  ///
  /// - Precondition: `VerifierKey.isValidName(name)`.
  public func renamed(_ name: String) -> SigningKey {
    precondition(VerifierKey.isValidName(name), "not a key name")
    return SigningKey(
      verifier: VerifierKey(checked: name, verifier.publicKey, .ed25519), secret: secret)
  }

  /// The 64 bytes of the Ed25519 signature over `message`; the same for the same message.
  ///
  /// - Throws: `libraryFailure`.
  public func sign(_ message: [UInt8]) throws(MerkleError) -> [UInt8] {
    try secret.sign(message)
  }
}

extension SigningKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The public half; never the seed.
  public var description: String { "private key of \(verifier)" }
  /// The public half; never the seed.
  public var debugDescription: String { description }
  /// The public half; never the seed.
  public var customMirror: Mirror { Mirror(self, children: ["verifier": verifier]) }
}

/// Ed25519 (RFC 8032) of libcrypto, on plain bytes.
enum Ed25519 {
  static let seedLength = 32
  static let signatureLength = 64

  /// Readies libcrypto, with nothing that is not needed here: what a signature is depends on no
  /// file that somebody configured, listing all ciphers and digests takes a third of a
  /// millisecond, and so do the texts of errors, of which only numbers are told, and taking down at
  /// the end what the system takes down anyway.
  private static let isReady: Bool =
    OPENSSL_init_crypto(
      UInt64(
        OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_ADD_ALL_CIPHERS
          | OPENSSL_INIT_NO_ADD_ALL_DIGESTS | OPENSSL_INIT_NO_LOAD_CRYPTO_STRINGS
          | OPENSSL_INIT_NO_ATEXIT), nil) == 1

  private static func prepare() throws(MerkleError) {
    guard isReady else { throw failure("start") }
  }

  /// A fresh seed from libcrypto's random numbers.
  static func generateSeed() throws(MerkleError) -> [UInt8] {
    try prepare()
    guard let context = unsafe EVP_PKEY_CTX_new_id(EVP_PKEY_ED25519, nil) else {
      throw failure("make an Ed25519 context")
    }
    defer { unsafe EVP_PKEY_CTX_free(context) }
    var made: OpaquePointer?
    guard unsafe EVP_PKEY_keygen_init(context) == 1, unsafe EVP_PKEY_keygen(context, &made) == 1,
      let key = unsafe made
    else { throw failure("generate an Ed25519 key") }
    defer { unsafe EVP_PKEY_free(key) }
    var seed = [UInt8](repeating: 0, count: seedLength)
    var length = seed.count
    guard unsafe EVP_PKEY_get_raw_private_key(key, &seed, &length) == 1, length == seedLength else {
      throw failure("read an Ed25519 seed")
    }
    return seed
  }

  /// A seed with the key that libcrypto makes of it, once: it derives the public half then, which
  /// takes as long as a signature.
  ///
  /// It belongs to all who refer to it: libcrypto changes no key that it has made, and whoever
  /// signs brings a context of his own.
  @safe
  final class Secret: Sendable {
    let seed: [UInt8]
    private nonisolated(unsafe) let key: OpaquePointer

    init(seed: [UInt8]) throws(MerkleError) {
      try prepare()
      guard
        let key = unsafe EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count)
      else { throw failure("load an Ed25519 seed") }
      self.seed = seed
      unsafe self.key = key
    }

    deinit { unsafe EVP_PKEY_free(key) }

    /// The public key that belongs to the seed.
    func publicKey() throws(MerkleError) -> [UInt8] {
      var bytes = [UInt8](repeating: 0, count: 32)
      var length = bytes.count
      guard unsafe EVP_PKEY_get_raw_public_key(key, &bytes, &length) == 1, length == bytes.count
      else { throw failure("derive an Ed25519 public key") }
      return bytes
    }

    /// The signature over `message`.
    func sign(_ message: [UInt8]) throws(MerkleError) -> [UInt8] {
      guard let context = unsafe EVP_MD_CTX_new() else { throw failure("make a context") }
      defer { unsafe EVP_MD_CTX_free(context) }
      var signature = [UInt8](repeating: 0, count: signatureLength)
      var length = signature.count
      guard unsafe EVP_DigestSignInit(context, nil, nil, nil, key) == 1,
        unsafe EVP_DigestSign(context, &signature, &length, message, message.count) == 1,
        length == signatureLength
      else { throw failure("sign with Ed25519") }
      return signature
    }
  }

  /// Whether `signature` is that of `publicKey` over `message`.
  ///
  /// False for a signature of another length and for a key that is no point of the curve.
  static func verify(
    _ signature: [UInt8], _ message: [UInt8], publicKey: [UInt8]
  ) throws(MerkleError) -> Bool {
    guard signature.count == signatureLength else { return false }
    try prepare()
    guard
      let key = unsafe EVP_PKEY_new_raw_public_key(
        EVP_PKEY_ED25519, nil, publicKey, publicKey.count)
    else { throw failure("load an Ed25519 public key") }
    defer { unsafe EVP_PKEY_free(key) }
    guard let context = unsafe EVP_MD_CTX_new() else { throw failure("make a context") }
    defer { unsafe EVP_MD_CTX_free(context) }
    guard unsafe EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1 else {
      throw failure("start an Ed25519 verification")
    }
    let verdict = unsafe EVP_DigestVerify(
      context, signature, signature.count, message, message.count)
    guard verdict >= 0 else { throw failure("finish an Ed25519 verification") }
    if verdict == 0 { ERR_clear_error() }
    return verdict == 1
  }

  /// What libcrypto could not do; takes its reason from the thread's error queue and empties it.
  private static func failure(_ action: String) -> MerkleError {
    let reason = ERR_peek_last_error()
    ERR_clear_error()
    return MerkleError(
      .libraryFailure,
      "libcrypto cannot \(action) (error 0x\(String(reason, radix: 16)))")
  }
}
