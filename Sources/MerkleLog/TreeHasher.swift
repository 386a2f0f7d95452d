import CCrypto

/// Computes the hashes of a tree: leaves, nodes and plain digests (RFC 6962 section 2.1).
///
/// The only place that calls libcrypto's digests. The algorithm is fetched once per process and the
/// context is reused, which together make a digest about twice as fast as a call from scratch.
/// A hasher belongs to one thread at a time: make one per task, it costs about a microsecond.
///
/// A digest cannot fail for any input, so after a successful `init` a failure inside libcrypto is
/// a broken process and stops it.
@safe
public final class TreeHasher {
  private let algorithm: Algorithm
  private let context: OpaquePointer
  /// 65 bytes of input for a node, and at `Scratch.output` 32 bytes of result.
  private let scratch: UnsafeMutableRawPointer

  private enum Scratch {
    static let output = 72
    static let size = 104
  }

  private static let leafPrefix: UInt8 = 0
  private static let nodePrefix: UInt8 = 1

  /// SHA-256, fetched when first needed and kept for the life of the process.
  private static let sha256 = Result { () throws(MerkleError) in try Algorithm("SHA256") }

  /// Prepares a hasher.
  ///
  /// - Throws: `libraryFailure` when libcrypto offers no SHA-256 or no memory.
  public convenience init() throws(MerkleError) {
    try self.init(Self.sha256.get())
  }

  /// Prepares a hasher with another algorithm of 32 bytes, so that a test can ask for one that
  /// does not exist.
  package convenience init(algorithmNamed name: String) throws(MerkleError) {
    try self.init(Algorithm(name))
  }

  private init(_ algorithm: Algorithm) throws(MerkleError) {
    guard let context = unsafe EVP_MD_CTX_new() else {
      throw MerkleError(.libraryFailure, "libcrypto has no memory for a digest context")
    }
    guard unsafe EVP_DigestInit_ex(context, algorithm.handle, nil) == 1 else {
      unsafe EVP_MD_CTX_free(context)
      throw MerkleError(.libraryFailure, "libcrypto cannot start SHA-256")
    }
    self.algorithm = algorithm
    unsafe self.context = context
    unsafe scratch = .allocate(byteCount: Scratch.size, alignment: 8)
  }

  deinit {
    unsafe EVP_MD_CTX_free(context)
    unsafe scratch.deallocate()
  }

  /// The leaf hash of one record: SHA-256(0x00 || bytes[range]).
  ///
  /// - Precondition: `range` lies within `bytes`.
  public func leaf(_ bytes: [UInt8], _ range: Range<Int>) -> Hash {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "record out of bounds")
    return unsafe bytes.withUnsafeBytes { unsafe leaf($0, range) }
  }

  /// Adds to `hashes` the leaf hash of every record of `ranges`, in order.
  ///
  /// - Precondition: every range lies within `bytes`.
  public func leaves(_ bytes: [UInt8], _ ranges: [Range<Int>], into hashes: inout [Hash]) {
    let needed = hashes.count + ranges.count
    if needed > hashes.capacity { hashes.reserveCapacity(max(needed, 2 * hashes.capacity)) }
    unsafe bytes.withUnsafeBytes { buffer in
      for range in ranges {
        precondition(
          range.lowerBound >= 0 && range.upperBound <= buffer.count, "record out of bounds")
        unsafe hashes.append(leaf(buffer, range))
      }
    }
  }

  /// The hash of an inner node: SHA-256(0x01 || left || right).
  public func node(_ left: Hash, _ right: Hash) -> Hash {
    unsafe scratch.storeBytes(of: Self.nodePrefix, as: UInt8.self)
    unsafe store(left, at: 1)
    unsafe store(right, at: 1 + Hash.byteCount)
    start()
    unsafe update(UnsafeRawPointer(scratch), 1 + 2 * Hash.byteCount)
    return finish()
  }

  /// The plain SHA-256 of `bytes`, with no prefix.
  public func digest(_ bytes: [UInt8]) -> Hash {
    start()
    unsafe bytes.withUnsafeBytes { unsafe update($0.baseAddress, $0.count) }
    return finish()
  }

  @unsafe
  private func leaf(_ buffer: UnsafeRawBufferPointer, _ range: Range<Int>) -> Hash {
    unsafe scratch.storeBytes(of: Self.leafPrefix, as: UInt8.self)
    start()
    unsafe update(UnsafeRawPointer(scratch), 1)
    if !range.isEmpty {
      unsafe update(buffer.baseAddress.map { unsafe $0 + range.lowerBound }, range.count)
    }
    return finish()
  }

  @unsafe
  private func store(_ hash: Hash, at offset: Int) {
    let (first, second, third, fourth) = hash.words
    unsafe scratch.storeBytes(of: first.bigEndian, toByteOffset: offset, as: UInt64.self)
    unsafe scratch.storeBytes(of: second.bigEndian, toByteOffset: offset + 8, as: UInt64.self)
    unsafe scratch.storeBytes(of: third.bigEndian, toByteOffset: offset + 16, as: UInt64.self)
    unsafe scratch.storeBytes(of: fourth.bigEndian, toByteOffset: offset + 24, as: UInt64.self)
  }

  private func start() {
    let result = unsafe EVP_DigestInit_ex(context, algorithm.handle, nil)
    precondition(result == 1, "libcrypto cannot restart SHA-256")
  }

  @unsafe
  private func update(_ start: UnsafeRawPointer?, _ count: Int) {
    let result = unsafe EVP_DigestUpdate(context, start, count)
    precondition(result == 1, "libcrypto cannot continue SHA-256")
  }

  private func finish() -> Hash {
    let output = unsafe scratch + Scratch.output
    let result = unsafe EVP_DigestFinal_ex(
      context, output.assumingMemoryBound(to: UInt8.self), nil)
    precondition(result == 1, "libcrypto cannot finish SHA-256")
    return unsafe Hash(
      output.load(as: UInt64.self).bigEndian,
      output.load(fromByteOffset: 8, as: UInt64.self).bigEndian,
      output.load(fromByteOffset: 16, as: UInt64.self).bigEndian,
      output.load(fromByteOffset: 24, as: UInt64.self).bigEndian)
  }
}

/// A digest algorithm of 32 bytes, as fetched from libcrypto's providers.
///
/// `@unchecked Sendable`: the owner of the handle is this object, from fetch to free; libcrypto
/// never changes a fetched algorithm and counts references to it atomically.
@safe
private final class Algorithm: @unchecked Sendable {
  let handle: OpaquePointer

  init(_ name: String) throws(MerkleError) {
    // What a hash is depends on no file that somebody configured; reading none is quicker as well.
    OPENSSL_init_crypto(UInt64(OPENSSL_INIT_NO_LOAD_CONFIG), nil)
    guard let handle = unsafe EVP_MD_fetch(nil, name, nil) else {
      ERR_clear_error()
      throw MerkleError(.libraryFailure, "libcrypto offers no digest named \(name)")
    }
    guard unsafe EVP_MD_get_size(handle) == Int32(Hash.byteCount) else {
      unsafe EVP_MD_free(handle)
      throw MerkleError(.libraryFailure, "libcrypto's \(name) does not make 32 bytes")
    }
    unsafe self.handle = handle
  }

  deinit { unsafe EVP_MD_free(handle) }
}
