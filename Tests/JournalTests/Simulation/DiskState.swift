/// What a simulated machine holds in memory and what its disk holds: two file trees that agree only
/// where a sync made them.
///
/// It is a value, so that one state can be tried with many fates. Data reaches the disk in sectors
/// of 512 bytes, each for itself; lengths and names are changes of their own. Until a sync covers
/// them, any of these may survive a power loss without the others, in any combination.
struct DiskState {
  /// One change of a file that no sync has covered yet.
  enum Change: Hashable {
    case write(offset: Int, bytes: [UInt8])
    case length(Int)
  }

  /// A file.
  struct File {
    /// What programs see.
    var cache: [UInt8] = []
    /// What survives a power loss in any case.
    var disk: [UInt8] = []
    var changes: [Change] = []
    var permissions: UInt32
  }

  /// Names that appear or go in one step.
  struct NameChange {
    var folders: Set<String>
    var names: [(path: String, node: Int?)]
  }

  static let sector = 512
  static let folder = 0

  /// The files by number; number 0 stands for every folder.
  var files: [Int: File] = [:]
  var names: [String: Int] = ["/": folder]
  var durableNames: [String: Int] = ["/": folder]
  var nameChanges: [NameChange] = []
  private var lastNode = 0

  // MARK: Changing what programs see

  mutating func makeFile(_ path: String, permissions: UInt32) -> Int {
    lastNode += 1
    files[lastNode] = File(permissions: permissions)
    change([(path, lastNode)])
    return lastNode
  }

  mutating func change(_ changes: [(path: String, node: Int?)]) {
    for (path, node) in changes { names[path] = node }
    nameChanges.append(
      NameChange(folders: Set(changes.map { Self.parent(of: $0.path) }), names: changes))
  }

  mutating func write(_ bytes: [UInt8], to node: Int, at offset: Int) {
    guard var file = files.removeValue(forKey: node) else { return }
    if offset + bytes.count > file.cache.count {
      file.cache += [UInt8](repeating: 0, count: offset + bytes.count - file.cache.count)
      file.changes.append(.length(file.cache.count))
    }
    file.cache.replaceSubrange(offset..<(offset + bytes.count), with: bytes)
    file.changes.append(.write(offset: offset, bytes: bytes))
    files[node] = file
  }

  mutating func truncate(_ node: Int, to size: Int) {
    guard var file = files.removeValue(forKey: node) else { return }
    let missing = size - file.cache.count
    if missing > 0 { file.cache += [UInt8](repeating: 0, count: missing) }
    if missing < 0 { file.cache.removeLast(-missing) }
    file.changes.append(.length(size))
    files[node] = file
  }

  // MARK: Reaching the disk

  /// A sync of a file that succeeds.
  mutating func synchronize(_ node: Int) {
    guard var file = files.removeValue(forKey: node) else { return }
    file.settle { _ in true }
    files[node] = file
  }

  /// A sync of a file that fails as Linux fails it.
  ///
  /// Some sectors were written, all are clean now, and no later sync will try them again. What
  /// programs see does not change.
  mutating func failSync(_ node: Int, _ luck: Luck) {
    guard var file = files.removeValue(forKey: node) else { return }
    var luck = luck
    let lengths = file.changes.filter { if case .length = $0 { true } else { false } }
    file.settle { isLength in luck.next() && !isLength }
    // A length is metadata: the file system's own journal keeps it until it is written.
    file.changes = lengths
    files[node] = file
  }

  /// A sync of a folder that succeeds.
  mutating func synchronizeFolder(_ path: String) {
    for change in nameChanges where change.folders.contains(path) { apply(change) }
    nameChanges.removeAll { $0.folders.contains(path) }
  }

  private mutating func apply(_ change: NameChange) {
    for (path, node) in change.names { durableNames[path] = node }
  }

  /// The machine after a power loss: the disk, and whatever else luck let through.
  func afterPowerLoss(_ luck: Luck) -> DiskState {
    var luck = luck
    var next = self
    for change in nameChanges where luck.next() { next.apply(change) }
    next.nameChanges = []
    for node in files.keys.sorted() {
      next.files[node]?.settle { _ in luck.next() }
      if let disk = next.files[node]?.disk { next.files[node]?.cache = disk }
    }
    // What lies in a folder that is gone is gone with it.
    next.names = next.durableNames.filter { path, _ in
      var folder = path
      while folder != "/" {
        folder = Self.parent(of: folder)
        if next.durableNames[folder] != Self.folder { return false }
      }
      return true
    }
    next.durableNames = next.names
    return next
  }

  /// How many things a power loss may take or leave.
  var pieces: Int {
    nameChanges.count + files.values.reduce(0) { $0 + $1.pieces }
  }

  /// What a program can find out, now or after any power loss: equal for states that need not both
  /// be tried.
  var fingerprint: Int {
    var hasher = Hasher()
    for (kind, names) in [(0, names), (1, durableNames)] {
      for (path, node) in names.sorted(by: { $0.key < $1.key }) {
        hasher.combine(kind)
        hasher.combine(path)
        guard let file = files[node] else { continue }
        Self.feed(file.cache, to: &hasher)
        Self.feed(file.disk, to: &hasher)
        for change in file.changes {
          switch change {
          case .length(let length): hasher.combine(length)
          case .write(let offset, let bytes):
            hasher.combine(offset)
            Self.feed(bytes, to: &hasher)
          }
        }
        hasher.combine(file.changes.count)
      }
    }
    hasher.combine(nameChanges.count)
    return hasher.finalize()
  }

  /// Feeds bytes in one piece: one by one takes most of the time of these tests.
  private static func feed(_ bytes: [UInt8], to hasher: inout Hasher) {
    hasher.combine(bytes.count)
    unsafe bytes.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
  }

  static func parent(of path: String) -> String {
    let folder = path[..<(path.lastIndex(of: "/") ?? path.startIndex)]
    return folder.isEmpty ? "/" : String(folder)
  }
}

extension DiskState.File {
  /// Lets the changes reach the disk that `reaches` lets through.
  ///
  /// It is asked once for each length and each sector. Nothing is pending then.
  fileprivate mutating func settle(_ reaches: (_ isLength: Bool) -> Bool) {
    var length = disk.count
    var content = disk
    func grow(_ count: Int) {
      if content.count < count {
        content += [UInt8](repeating: 0, count: count - content.count)
      }
    }
    for change in changes {
      switch change {
      case .length(let new):
        guard reaches(true) else { continue }
        // Bytes that were cut off do not come back when the file grows again.
        if new < content.count { content.removeLast(content.count - new) }
        length = new
      case .write(let offset, let bytes):
        for sector in Self.sectors(offset, bytes.count) where reaches(false) {
          grow(sector.upperBound)
          content.replaceSubrange(
            sector, with: bytes[(sector.lowerBound - offset)..<(sector.upperBound - offset)])
        }
      }
    }
    grow(length)
    disk = Array(content.prefix(length))
    changes = []
  }

  fileprivate var pieces: Int {
    changes.reduce(0) { count, change in
      switch change {
      case .length: count + 1
      case .write(let offset, let bytes): count + Self.sectors(offset, bytes.count).count
      }
    }
  }

  /// A range of bytes, cut at the borders of sectors.
  private static func sectors(_ offset: Int, _ count: Int) -> [Range<Int>] {
    var sectors: [Range<Int>] = []
    var start = offset
    while start < offset + count {
      let end = min(offset + count, (start / DiskState.sector + 1) * DiskState.sector)
      sectors.append(start..<end)
      start = end
    }
    return sectors
  }
}

/// What a power loss takes and what it leaves.
enum Luck: Sendable, Hashable, CustomStringConvertible {
  /// Nothing that was not synced survives.
  case none
  /// Everything survives, synced or not.
  case all
  /// Only the piece of this number survives, counted down.
  case only(Int)
  /// All but the piece of this number survive, counted down.
  case allBut(Int)
  /// Each survives or not, as the seed will have it.
  case mixed(UInt64)

  /// The fate of the next piece.
  mutating func next() -> Bool {
    switch self {
    case .none: return false
    case .all: return true
    case .only(let number):
      self = .only(number - 1)
      return number == 0
    case .allBut(let number):
      self = .allBut(number - 1)
      return number != 0
    case .mixed(var seed):
      // SplitMix64: the same seed gives the same fates on every machine.
      seed &+= 0x9E37_79B9_7F4A_7C15
      var mixed = seed
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      self = .mixed(seed)
      return (mixed ^ (mixed >> 31)) & 1 == 1
    }
  }

  /// Every single survivor and every single loss of so many pieces, both extremes, and some
  /// mixtures.
  static func all(_ pieces: Int, mixtures: Int) -> [Luck] {
    var lucks: [Luck] = [.none]
    if pieces > 0 { lucks.append(.all) }
    if pieces > 1 {
      for number in 0..<pieces { lucks += [.only(number), .allBut(number)] }
      lucks += (0..<UInt64(mixtures)).map { .mixed($0) }
    }
    return lucks
  }

  var description: String {
    switch self {
    case .none: "nothing survives"
    case .all: "everything survives"
    case .only(let number): "only piece \(number) survives"
    case .allBut(let number): "all but piece \(number) survive"
    case .mixed(let seed): "mixture \(seed)"
    }
  }
}
