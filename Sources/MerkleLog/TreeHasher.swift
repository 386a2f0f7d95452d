import CCrypto

/// Computes the hashes of a tree: leaves, nodes and plain digests (RFC 6962 section 2.1).
///
/// The only place that calls libcrypto's digests. It calls those of SHA-256 by name: what asks for
/// an algorithm by its text (`EVP_MD_fetch`) costs a small command a tenth of its time when it is
/// first called, and every leaf a tenth of its own. Many leaves, or the nodes of a level, go by
/// `PairedMessages` where the processor allows it. A hasher belongs to one thread at a time: make
/// one per task.
///
/// A digest cannot fail for any input, so a failure inside libcrypto is a broken process and stops
/// it.
@safe
public final class TreeHasher {
  private let context: UnsafeMutablePointer<SHA256_CTX>
  /// 65 bytes of input for a node, and at `Scratch.output` 32 bytes of result.
  private let scratch: UnsafeMutableRawPointer
  /// Made when it is first needed; `nil` where the processor cannot.
  private lazy var pairs = PairedMessages()

  private enum Scratch {
    static let output = 72
    static let size = 104
  }

  private static let leafPrefix: UInt8 = 0
  private static let nodePrefix: UInt8 = 1

  /// Prepares a hasher.
  public init() {
    unsafe context = .allocate(capacity: 1)
    unsafe context.initialize(to: SHA256_CTX())
    unsafe scratch = .allocate(byteCount: Scratch.size, alignment: 8)
  }

  deinit {
    unsafe context.deallocate()
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
    for range in ranges {
      precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "record out of bounds")
    }
    unsafe bytes.withUnsafeBytes { buffer in
      if let pairs {
        unsafe pairs.hash(Self.leafPrefix, buffer, ranges, into: &hashes)
      } else {
        for range in ranges { unsafe hashes.append(leaf(buffer, range)) }
      }
    }
  }

  /// The nodes above a level's, one for every two; the last is left out if it has no sibling.
  func parents(of level: ArraySlice<Hash>) -> [Hash] {
    let count = level.count / 2
    var parents: [Hash] = []
    parents.reserveCapacity(count)
    guard let pairs else {
      for index in stride(from: level.startIndex, to: level.startIndex + 2 * count, by: 2) {
        parents.append(node(level[index], level[index + 1]))
      }
      return parents
    }
    let children = Hash.bytes(laidOut: level.prefix(2 * count))
    let ranges = (0..<count).map { $0 * 2 * Hash.byteCount..<($0 + 1) * 2 * Hash.byteCount }
    unsafe children.withUnsafeBytes {
      unsafe pairs.hash(Self.nodePrefix, $0, ranges, into: &parents)
    }
    return parents
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
  public func digest(_ bytes: [UInt8]) -> Hash { digest(joining: [bytes]) }

  /// The plain SHA-256 of all the pieces, as if they were one.
  public func digest(joining pieces: [[UInt8]]) -> Hash {
    start()
    for bytes in pieces {
      unsafe bytes.withUnsafeBytes { unsafe update($0.baseAddress, $0.count) }
    }
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
    let result = unsafe SHA256_Init(context)
    precondition(result == 1, "libcrypto cannot restart SHA-256")
  }

  @unsafe
  private func update(_ start: UnsafeRawPointer?, _ count: Int) {
    let result = unsafe SHA256_Update(context, start, count)
    precondition(result == 1, "libcrypto cannot continue SHA-256")
  }

  private func finish() -> Hash {
    let output = unsafe scratch + Scratch.output
    let result = unsafe SHA256_Final(output.assumingMemoryBound(to: UInt8.self), context)
    precondition(result == 1, "libcrypto cannot finish SHA-256")
    return unsafe Hash(
      output.load(as: UInt64.self).bigEndian,
      output.load(fromByteOffset: 8, as: UInt64.self).bigEndian,
      output.load(fromByteOffset: 16, as: UInt64.self).bigEndian,
      output.load(fromByteOffset: 24, as: UInt64.self).bigEndian)
  }
}
