import Journal
import MerkleLog

/// A journal and the folder it was published to, both damaged as the input says, and lines of the
/// input signed by a stolen key: what verifies has the signed root and, unless the key was stolen,
/// is what was recorded.
enum FuzzDamage {
  /// The input, byte by byte; zeros behind its end.
  private struct Orders {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    var isEmpty: Bool { rest.isEmpty }
    mutating func byte() -> Int { Int(rest.popFirst() ?? 0) }
    mutating func number(_ width: Int) -> Int {
      (0..<width).reduce(0) { number, _ in number << 8 | byte() }
    }
  }

  /// What is damaged.
  private struct Original: Sendable {
    let key: SigningKey
    let content: MemoryDisk.Content
    let lines: [[UInt8]]
  }

  private static let journal = "/journal"
  private static let published = "/public"
  private static let layout = Layout(folder: journal, segmentHeight: 2)
  private static let segmentLines = 4

  /// Eleven entries, or three hundred for tiles, in two appends and two publications.
  private static func original(_ counts: [Int]) -> Original {
    do {
      let key = try SigningKey(
        parsing: "PRIVATE+KEY+ledger.example/asn+9b2cc048"
          + "+AQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f")
      let disk = MemoryDisk()
      disk.makeFolder("/keys", permissions: 0o700)
      let origin = key.verifier.name
      let memory = SignerMemory(besideKey: "/keys/key", origin: origin, fileSystem: disk)
      try JournalWriter.create(
        at: journal, description: LedgerDescription(origin: origin, key: key.verifier), key: key,
        memory: memory, fileSystem: disk)
      var lines: [[UInt8]] = []
      for count in counts {
        let added = (lines.count..<(lines.count + count)).map { Array("{\"n\":\($0)}".utf8) }
        try JournalWriter(layout, key: key, memory: memory, disk).append(added)
        lines += added
        _ = try Publisher.publish(
          JournalReader(layout, disk), to: published, fileSystem: disk)
      }
      return Original(key: key, content: disk.content, lines: lines)
    } catch {
      fatalError("no journal to damage: \(error)")
    }
  }

  private static let small = original([7, 4])
  private static let tiled = original([260, 40])

  /// Reads a damaged journal.
  static func readJournal(_ bytes: [UInt8]) {
    var orders = Orders(bytes)
    let (disk, isForged) = damage(small, below: journal + "/", &orders)
    guard let reader = try? JournalReader(layout, disk) else { return }
    var scan: Scan<[[UInt8]]>
    do throws(JournalError) {
      scan = try reader.scan(start: { _ in [] }, each: take)
    } catch {
      expect(error.kind == .environment, "a finding is thrown: \(error)")
      return
    }
    guard scan.violations.isEmpty else { return }
    judge(scan, small, reader.checkpoint.checkpoint, isForged)
  }

  /// Reads a damaged published folder.
  static func readLog(_ bytes: [UInt8]) {
    var orders = Orders(bytes)
    let (disk, isForged) = damage(tiled, below: published + "/", &orders)
    guard
      let log = try? PublishedLog(
        opening: published, key: tiled.key.verifier, fileSystem: disk)
    else { return }
    var scan: Scan<[[UInt8]]>
    do throws(JournalError) {
      scan = try log.scan(start: { _ in [] }, each: take)
    } catch {
      expect(error.kind == .environment, "a finding is thrown: \(error)")
      return
    }
    guard scan.violations.isEmpty else { return }
    judge(scan, tiled, log.checkpoint.checkpoint, isForged)
  }

  /// Reads a journal whose lines are the input, signed by the journal's key.
  static func readSigned(_ bytes: [UInt8]) {
    let lines = bytes.split(separator: 0x0A).filter { $0.count <= Layout.lineLimit }.prefix(60)
      .map { Array($0) }
    var content = small.content
    for name in content.files.keys where name.hasPrefix(journal + "/entries/") {
      content.files[name] = nil
    }
    for (number, line) in lines.enumerated() {
      let segment = String(1_000_000 + number / segmentLines).dropFirst()
      content.files["\(journal)/entries/\(segment).jsonl", default: []] += line + [0x0A]
    }
    content.files[journal + "/commit"] = nil
    content.files[journal + "/checkpoint"] = signed(lines.count, root(of: lines))
    let disk = MemoryDisk(content)
    do throws(JournalError) {
      let reader = try JournalReader(layout, disk)
      let scan = try reader.scan(start: { _ in [[UInt8]]() }, each: take)
      expect(scan.parts.flatMap { $0 } == lines, "other lines were read")
      expect(scan.root == reader.checkpoint.checkpoint.root, "another root than the signed one")
      // Keys are all that the lines can be wrong about here.
      expect(scan.violations == scan.keyFindings.filter(\.isViolation), "\(scan.violations)")
    } catch {
      fatalError("a journal of any lines can be read: \(error)")
    }
  }

  private static func take(_ lines: inout [[UInt8]], _ chunk: Chunk) -> Int {
    lines += chunk.lines.map { Array(chunk.bytes[$0]) }
    return chunk.lines.count
  }

  private static func judge(
    _ scan: Scan<[[UInt8]]>, _ original: Original, _ checkpoint: Checkpoint, _ isForged: Bool
  ) {
    let lines = scan.parts.flatMap { $0 }
    expect(lines.count == checkpoint.size, "\(lines.count) lines, \(checkpoint.size) signed")
    expect(root(of: lines) == checkpoint.root, "verified, and the lines have another root")
    expect(isForged || lines == Array(original.lines.prefix(lines.count)), "other lines verify")
  }

  private static func damage(
    _ original: Original, below folder: String, _ orders: inout Orders
  ) -> (disk: MemoryDisk, isForged: Bool) {
    var content = original.content
    var isForged = false
    let names = content.files.keys.filter { $0.hasPrefix(folder) }.sorted()
    for _ in 0..<8 where !orders.isEmpty {
      let order = orders.byte()
      let name = names[orders.byte() % names.count]
      var bytes = content.files[name] ?? []
      let place = orders.number(2) % (bytes.count + 1)
      switch order % 8 {
      case 0 where place < bytes.count: bytes[place] ^= UInt8(max(1, orders.byte()))
      case 1: bytes.removeSubrange(place...)
      case 2: bytes.insert(UInt8(orders.byte()), at: place)
      case 3 where place < bytes.count: bytes.remove(at: place)
      case 4:
        content.files[name] = nil
        continue
      case 5: bytes = content.files[names[orders.byte() % names.count]] ?? []
      case 6:
        let beside = name.lastIndex(of: "/").map { String(name[...$0]) } ?? folder
        content.files[beside + "\(orders.number(3))x"] = bytes
        continue
      case 7:
        isForged = true
        let size = orders.number(8) & .max
        let lines = original.lines.prefix(min(size, original.lines.count))
        content.files[folder + "checkpoint"] = signed(size, root(of: Array(lines)))
        continue
      default: break
      }
      content.files[name] = bytes
    }
    return (MemoryDisk(content), isForged)
  }

  private static func signed(_ size: Int, _ root: Hash) -> [UInt8] {
    do throws(MerkleError) {
      let key = small.key
      return try SignedCheckpoint(
        signing: Checkpoint(origin: key.verifier.name, size: size, root: root), by: key
      ).bytes
    } catch {
      fatalError("not signed: \(error)")
    }
  }

  /// The root by the definition of RFC 6962 section 2.1, computed in the plainest way.
  private static func root(of lines: [[UInt8]]) -> Hash {
    let hasher = TreeHasher()
    func root(_ leaves: ArraySlice<Hash>) -> Hash {
      if leaves.isEmpty { return .empty }
      if leaves.count == 1 { return leaves[leaves.startIndex] }
      var split = 1
      while split * 2 < leaves.count { split *= 2 }
      let middle = leaves.startIndex + split
      return hasher.node(root(leaves[..<middle]), root(leaves[middle...]))
    }
    return root(lines.map { hasher.leaf($0, 0..<$0.count) }[...])
  }
}
