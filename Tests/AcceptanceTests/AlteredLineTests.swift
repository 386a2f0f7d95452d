import Foundation
import Glibc
import Testing

/// A line is shown and corrected only as it was signed, even where the file system does not show
/// that it was changed since everything was verified.
@Suite struct AlteredLineTests {
  /// Bytes that are written through a mapping, which need not change the times of the file.
  @safe private struct Mapping: ~Copyable {
    private let bytes: UnsafeMutableRawBufferPointer

    init(_ path: String) throws {
      let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
      let size = Int(try file.seekToEnd())
      let start = unsafe mmap(
        nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, file.fileDescriptor, 0)
      try file.close()
      let mapped = try unsafe #require(start != MAP_FAILED ? start : nil)
      unsafe bytes = UnsafeMutableRawBufferPointer(start: mapped, count: size)
    }

    func write(_ text: String, at place: Int) {
      for (offset, byte) in text.utf8.enumerated() { unsafe bytes[place + offset] = byte }
    }

    deinit { unsafe _ = munmap(bytes.baseAddress, bytes.count) }
  }

  @Test func `a line that was changed behind the back of the system is not shown`() throws {
    let mutasi = try Harness.journal()
    try mutasi.append(SmallTown.entries)
    let path = "journal/entries/000000.jsonl"
    let line = try mutasi.bytes(of: path)
    let place = try #require(line.firstRange(of: Array("Kepala".utf8))?.lowerBound)
    let entry = line[..<place].count { $0 == 0x0A }
    let mapping = try Mapping(mutasi.path(path))
    // From now on the system knows that the page was written to.
    mapping.write("K", at: place)
    _ = try mutasi.json("rebuild")
    #expect(try mutasi.json("post", "kadis-pu")["basis"].text == "snapshot")
    mapping.write("Kepalo", at: place)
    let number = "\(entry)"
    for command in [
      ["show", number], ["show", number, "--format", "json"],
      ["correct", number, "--set", "title=Kepala", "--reason", "x"],
      ["retract", number, "--reason", "x"],
    ] {
      let outcome = try mutasi.run(command)
      #expect(outcome.code == 1, "\(command)")
      #expect(!outcome.stdout.contains("Kepalo"), "\(command)")
    }
    #expect(try mutasi.run("verify").code == 1)
    mapping.write("Kepala", at: place)
    #expect(try mutasi.run("show", number).code == 0)
  }
}
