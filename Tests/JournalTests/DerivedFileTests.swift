import Testing

@testable import Journal

@Suite struct `A large file that is read by pages` {
  private static let kind = "pages 1"

  private static func content(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13) }
  }

  /// Writes a content whose beginning is given last, in pieces of a size.
  private static func write(
    _ content: [UInt8], room: Int, piece: Int, to disk: SimulatedDisk
  ) throws {
    let file = try disk.open("/pages", .replacing(permissions: 0o644))
    var writer = PagedFile.Writer(to: file, disk, room: room)
    for start in stride(from: room, to: content.count, by: piece) {
      try writer.append(Array(content[start..<min(start + piece, content.count)]))
    }
    try writer.finish(Array(content.prefix(room)), DerivedFile(kind))
  }

  @Test(arguments: [0, 8, 1015, 1016, 1017, 2032, 3000], [1, 7, 1015, 1016, 1017, 5000, 100_000])
  func `gives what was written in pieces of any size`(room: Int, piece: Int) throws {
    for more in [0, 1, 15, 1016, 1017, 4000, 12_000] {
      let content = Self.content(room + more)
      let disk = SimulatedDisk()
      try Self.write(content, room: room, piece: piece, to: disk)
      let file = try #require(try PagedFile("/pages", Self.kind, disk))
      #expect(file.count == content.count)
      #expect(try file.read(0..<content.count) == content)
      let borders = [0, 1, 1015, 1016, 1017, 2032, content.count].filter { $0 <= content.count }
      for start in borders {
        for end in borders where start <= end {
          #expect(try file.read(start..<end) == Array(content[start..<end]))
        }
      }
      #expect(try file.read(0..<(content.count + 1)) == nil)
    }
  }

  @Test(arguments: [0, 499, 1015, 1016, 1023])
  func `refuses a page in which a bit is another, and no other page`(byte: Int) throws {
    let content = Self.content(9_000)
    for page in 0..<9 {
      let disk = SimulatedDisk()
      try Self.write(content, room: 208, piece: 777, to: disk)
      let file = try disk.open("/pages", .updating)
      let place = PagedFile.headBytes + page * PagedFile.pageBytes + byte
      var found: [UInt8] = [0]
      _ = try disk.read(file, at: place, into: &found, 0..<1)
      try disk.write([found[0] ^ 1 << UInt8(page % 8)], to: file, at: place)
      for other in 0..<9 {
        let own = (other * 1016)..<min(content.count, (other + 1) * 1016)
        let read = try #require(try PagedFile("/pages", Self.kind, disk)).read(own)
        #expect(read == (other == page ? nil : Array(content[own])))
      }
      #expect(try #require(try PagedFile("/pages", Self.kind, disk)).read(0..<9_000) == nil)
    }
  }

  @Test func `takes no page of an earlier file for its own`() throws {
    let content = Self.content(9_000)
    let disk = SimulatedDisk()
    let place = PagedFile.headBytes + 3 * PagedFile.pageBytes
    try Self.write(content, room: 0, piece: 9_000, to: disk)
    var earlier = [UInt8](repeating: 0, count: PagedFile.pageBytes)
    _ = try disk.read(
      disk.open("/pages", .reading), at: place, into: &earlier, 0..<PagedFile.pageBytes)
    try Self.write(content, room: 0, piece: 9_000, to: disk)
    try disk.write(earlier, to: disk.open("/pages", .updating), at: place)
    let file = try #require(try PagedFile("/pages", Self.kind, disk))
    #expect(try file.read((3 * 1016)..<(4 * 1016)) == nil)
    #expect(try file.read(0..<(3 * 1016)) == Array(content[..<(3 * 1016)]))
  }
}

@Suite struct `Derived files` {
  @Test func `are named where they lie`() throws {
    let journal = try SimulatedJournal()
    let derived = try DerivedData(of: journal.reader(), fallback: "/cache")
    #expect(derived.place(of: "projection") == ".derived/projection")
    try journal.disk.makeFolder("/cache", permissions: 0o700)
    _ = try journal.disk.open("/cache/projection", .creating(permissions: 0o600))
    #expect(derived.place(of: "projection") == "/cache/projection")
    #expect(derived.place(of: "facts/000000") == ".derived/facts/000000")
    try journal.disk.makeFolder(journal.layout.derived, permissions: 0o700)
    _ = try journal.disk.open(journal.layout.derived + "/projection", .creating(permissions: 0o600))
    #expect(derived.place(of: "projection") == ".derived/projection")
  }
}
