import CSHA

/// Computes SHA-256 of many short messages, two at a time, by the processor's own instructions.
///
/// One message leaves such a processor half idle, as each round waits for the one before it; leaves
/// do not wait for one another, nor do the nodes of a level. A message is a prefix of one byte and
/// bytes that are hashed where they stand, but for the first and the last block.
///
/// Belongs to one thread at a time, as the ``TreeHasher`` that owns it.
@safe
final class PairedMessages {
  private let memory: UnsafeMutableRawPointer

  // Asked once: it takes longer than a message.
  private static let isAvailable = sha256_two_is_available()
  private static let stateBytes = 8 * 4
  private static let blockBytes = 64
  /// The first block, and up to two last ones.
  private static let edgeBytes = 3 * blockBytes
  private static let laneBytes = stateBytes + edgeBytes

  /// - Returns: `nil` where the processor has no such instructions.
  init?() {
    guard Self.isAvailable else { return nil }
    unsafe memory = .allocate(byteCount: 2 * Self.laneBytes, alignment: 16)
  }

  deinit { unsafe memory.deallocate() }

  /// Adds to `hashes` the hash of the prefix and each range of the bytes, in order.
  ///
  /// - Precondition: every range lies within `bytes`.
  @unsafe
  func hash(
    _ prefix: UInt8, _ bytes: UnsafeRawBufferPointer, _ ranges: [Range<Int>],
    into hashes: inout [Hash]
  ) {
    let first = hashes.count
    hashes.append(contentsOf: repeatElement(.empty, count: ranges.count))
    var lanes = unsafe (Lane(memory), Lane(memory + Self.laneBytes))
    var next = 0
    while true {
      if unsafe lanes.0.isFree, next < ranges.count {
        unsafe lanes.0.take(next, prefix, UnsafeRawBufferPointer(rebasing: bytes[ranges[next]]))
        next += 1
      }
      if unsafe lanes.1.isFree, next < ranges.count {
        unsafe lanes.1.take(next, prefix, UnsafeRawBufferPointer(rebasing: bytes[ranges[next]]))
        next += 1
      }
      switch unsafe (lanes.0.isFree, lanes.1.isFree) {
      case (true, true): return
      case (false, true): unsafe lanes.1.accompany(lanes.0)
      case (true, false): unsafe lanes.0.accompany(lanes.1)
      case (false, false): break
      }
      let blocks = unsafe min(lanes.0.blocks, lanes.1.blocks)
      unsafe sha256_two(lanes.0.state, lanes.0.next, lanes.1.state, lanes.1.next, blocks)
      if let done = unsafe lanes.0.advance(by: blocks) {
        unsafe hashes[first + done] = lanes.0.hash
      }
      if let done = unsafe lanes.1.advance(by: blocks) {
        unsafe hashes[first + done] = lanes.1.hash
      }
    }
  }

  /// A message on its way: its state, and the run of blocks that is taken next.
  @unsafe
  private struct Lane {
    let state: UnsafeMutablePointer<UInt32>
    private let edges: UnsafeMutableRawPointer
    /// Which message it is; `nil` if none.
    private var message: Int?
    private(set) var next: UnsafePointer<UInt8>
    private(set) var blocks = 0
    private var middle: UnsafeRawPointer
    private var middleBlocks = 0
    private var lastBlocks = 0

    init(_ memory: UnsafeMutableRawPointer) {
      unsafe state = memory.assumingMemoryBound(to: UInt32.self)
      unsafe edges = memory + stateBytes
      unsafe next = UnsafePointer(edges.assumingMemoryBound(to: UInt8.self))
      unsafe middle = UnsafeRawPointer(edges)
    }

    var isFree: Bool { unsafe message == nil }

    /// Begins with a message.
    mutating func take(_ message: Int, _ prefix: UInt8, _ bytes: UnsafeRawBufferPointer) {
      unsafe self.message = message
      unsafe start()
      unsafe next = UnsafePointer(edges.assumingMemoryBound(to: UInt8.self))
      unsafe edges.storeBytes(of: prefix, as: UInt8.self)
      let (count, head) = (bytes.count, min(bytes.count, blockBytes - 1))
      let bits = UInt64(count + 1) * 8
      if let text = bytes.baseAddress {
        unsafe (edges + 1).copyMemory(from: text, byteCount: head)
        unsafe middle = text + head
      }
      guard head == blockBytes - 1 else {
        unsafe blocks = pad(edges, holding: head + 1, bits)
        unsafe (middleBlocks, lastBlocks) = (0, 0)
        return
      }
      unsafe blocks = 1
      unsafe middleBlocks = (count - head) / blockBytes
      let rest = (count - head) % blockBytes
      let last = unsafe edges + blockBytes
      unsafe last.copyMemory(from: middle + (count - head - rest), byteCount: rest)
      unsafe lastBlocks = pad(last, holding: rest, bits)
    }

    /// Goes through what another message goes through, for nothing.
    mutating func accompany(_ other: Lane) {
      unsafe (next, blocks) = (other.next, other.blocks)
    }

    /// Takes note that so many blocks were taken into the state.
    ///
    /// - Returns: The message that ends with them, if one does.
    mutating func advance(by taken: Int) -> Int? {
      unsafe next += taken * blockBytes
      unsafe blocks -= taken
      guard unsafe blocks == 0 else { return nil }
      if unsafe middleBlocks > 0 {
        unsafe next = middle.assumingMemoryBound(to: UInt8.self)
        unsafe (blocks, middleBlocks) = (middleBlocks, 0)
      } else if unsafe lastBlocks > 0 {
        unsafe next = UnsafePointer((edges + blockBytes).assumingMemoryBound(to: UInt8.self))
        unsafe (blocks, lastBlocks) = (lastBlocks, 0)
      } else {
        defer { unsafe message = nil }
        return unsafe message
      }
      return nil
    }

    /// The state as a hash.
    var hash: Hash {
      func word(_ index: Int) -> UInt64 {
        unsafe UInt64(state[index]) << 32 | UInt64(state[index + 1])
      }
      return Hash(word(0), word(2), word(4), word(6))
    }

    /// The initial hash value (FIPS 180-4, section 5.3.3).
    private func start() {
      unsafe state[0] = 0x6A09_E667
      unsafe state[1] = 0xBB67_AE85
      unsafe state[2] = 0x3C6E_F372
      unsafe state[3] = 0xA54F_F53A
      unsafe state[4] = 0x510E_527F
      unsafe state[5] = 0x9B05_688C
      unsafe state[6] = 0x1F83_D9AB
      unsafe state[7] = 0x5BE0_CD19
    }

    /// Ends a message: a bit, zeros, and its length in bits (FIPS 180-4, section 5.1.1).
    ///
    /// - Returns: How many blocks that makes of what is held.
    private func pad(
      _ start: UnsafeMutableRawPointer, holding count: Int, _ bits: UInt64
    ) -> Int {
      let blocks = (count + 8) / blockBytes + 1
      let end = blocks * blockBytes - 8
      unsafe (start + count).initializeMemory(as: UInt8.self, repeating: 0, count: end - count)
      unsafe start.storeBytes(of: 0x80, toByteOffset: count, as: UInt8.self)
      unsafe start.storeBytes(of: bits.bigEndian, toByteOffset: end, as: UInt64.self)
      return blocks
    }
  }
}
