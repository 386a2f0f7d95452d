internal import MerkleLog

/// A large derived file of which little is read: pages that each end in a check, so that a torn or
/// damaged one is told without reading the others.
///
/// The first page is a head in the form of `DerivedFile`. Its word for this very file is part of
/// every check, so that no page of an earlier file passes for one of this.
final class PagedFile {
  static let pageBytes = 4096
  static let checkBytes = 8
  static let contentBytes = pageBytes - checkBytes
  /// How many pages are read at once for a long stretch.
  private static let stretch = 64
  /// So many pages at once are kept in case they are wanted again.
  private static let few = 4

  let head: DerivedFile
  /// The number of bytes of the content.
  let count: Int

  private let file: OpenFile
  private let files: any FileSystem
  private let nonce: UInt64
  private let hasher: TreeHasher
  private var pages: [Int: [UInt8]] = [:]

  /// Opens a file; nil if it is not there, or not whole as far as the head tells.
  init?(_ path: String, _ kind: String, _ files: any FileSystem) throws(JournalError) {
    guard let file = try? files.open(path, .reading) else { return nil }
    var bytes = [UInt8](repeating: 0, count: Self.pageBytes)
    let read = try files.read(file, at: 0, into: &bytes, 0..<Self.pageBytes)
    guard read == Self.pageBytes else { return nil }
    bytes.removeLast(bytes.count - (bytes.lastIndex { $0 != 0 } ?? -1) - 1)
    guard let head = DerivedFile(kind, parsing: bytes),
      let nonce = head["file"].flatMap({ UInt64($0, radix: 16) }),
      let count = head.number("bytes"), count >= 0, count < 1 << 48
    else { return nil }
    let pageCount = (count + Self.contentBytes - 1) / Self.contentBytes
    guard try files.size(of: file) == (pageCount + 1) * Self.pageBytes else { return nil }
    self.head = head
    self.count = count
    self.file = file
    self.files = files
    self.nonce = nonce
    hasher = TreeHasher()
  }

  /// Some bytes of the content; nil if they are not there, or a page is not what was written.
  func read(_ range: Range<Int>) throws(JournalError) -> [UInt8]? {
    guard range.lowerBound >= 0, range.upperBound <= count else { return nil }
    if range.isEmpty { return [] }
    let first = range.lowerBound / Self.contentBytes
    let last = (range.upperBound - 1) / Self.contentBytes
    if first == last {
      guard let page = try page(first) else { return nil }
      let start = first * Self.contentBytes
      return Array(page[(range.lowerBound - start)..<(range.upperBound - start)])
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(range.count)
    for number in first...last {
      guard let page = try page(number, upTo: last) else { return nil }
      let start = number * Self.contentBytes
      bytes +=
        page[max(0, range.lowerBound - start)..<min(Self.contentBytes, range.upperBound - start)]
    }
    return bytes
  }

  /// A page; those after it are read with it, as far as they are wanted.
  private func page(_ number: Int, upTo last: Int? = nil) throws(JournalError) -> [UInt8]? {
    if let known = pages[number] { return known }
    let count = min((last ?? number) - number + 1, Self.stretch)
    var bytes = [UInt8](repeating: 0, count: count * Self.pageBytes + Self.sealBytes)
    let offset = (number + 1) * Self.pageBytes
    let wanted = count * Self.pageBytes
    guard try files.read(file, at: offset, into: &bytes, 0..<wanted) == wanted else { return nil }
    // A long stretch is read once; a record that lies on a few pages may be near to the next one.
    if count > Self.few { pages.removeAll(keepingCapacity: true) }
    for index in 0..<count {
      let start = index * Self.pageBytes
      let checkStart = start + Self.contentBytes
      let check = Array(bytes[checkStart..<(start + Self.pageBytes)])
      var page = count == 1 ? bytes : Array(bytes[start..<checkStart])
      guard Self.check(&page, number + index, nonce, hasher).elementsEqual(check) else {
        return nil
      }
      pages[number + index] = page
    }
    return pages[number]
  }

  /// The length of what is added to a page before it is hashed: the file's word and its number.
  private static let sealBytes = 16

  /// The check of a page, to whose content the file's word and its number are added for that.
  private static func check(
    _ page: inout [UInt8], _ number: Int, _ nonce: UInt64, _ hasher: TreeHasher
  ) -> ArraySlice<UInt8> {
    page.removeLast(page.count - contentBytes)
    for word in [nonce, UInt64(number)] { page.append(littleEndian: word) }
    return hasher.leaf(page, 0..<page.count).bytes[..<checkBytes]
  }

  /// Writes a file.
  ///
  /// - Parameters:
  ///   - head: what the head says beside the length.
  ///   - content: the content, in pieces.
  ///   - file: an empty file.
  ///   - files: the file system.
  /// - Throws: what writing throws; `TOO_LARGE` if the head does not fit its page.
  static func write(
    _ head: DerivedFile, _ content: [[UInt8]], to file: OpenFile, _ files: any FileSystem
  ) throws(JournalError) {
    let content = JoinedBytes(content)
    let nonce = UInt64.random(in: 0...(.max))
    var head = head
    head.add("file", String(nonce, radix: 16))
    head.add("bytes", content.count)
    var first = head.bytes()
    guard first.count <= pageBytes else {
      throw JournalError(.tooLarge, .environment, "the head does not fit its page", file: file.path)
    }
    first += [UInt8](repeating: 0, count: pageBytes - first.count)
    try files.write(first, to: file, at: 0)
    let pageCount = (content.count + contentBytes - 1) / contentBytes
    let group = 4096
    _ = try Parallel.map((pageCount + group - 1) / group) { number throws(JournalError) in
      let hasher = TreeHasher()
      let own = (number * group)..<min(pageCount, (number + 1) * group)
      var bytes: [UInt8] = []
      bytes.reserveCapacity(own.count * pageBytes)
      for page in own {
        let start = page * contentBytes
        var part = content.bytes(start..<min(content.count, start + contentBytes))
        part += [UInt8](repeating: 0, count: contentBytes - part.count)
        let check = check(&part, page, nonce, hasher)
        bytes += part[..<contentBytes]
        bytes += check
      }
      try files.write(bytes, to: file, at: (own.lowerBound + 1) * pageBytes)
    }
  }
}

/// Pieces of bytes that are read as if they were joined.
private struct JoinedBytes: Sendable {
  private let pieces: [[UInt8]]
  /// Where each piece begins, and where the last one ends.
  private let starts: [Int]

  init(_ pieces: [[UInt8]]) {
    self.pieces = pieces.filter { !$0.isEmpty }
    starts = self.pieces.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
  }

  var count: Int { starts[starts.count - 1] }

  func bytes(_ range: Range<Int>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(PagedFile.contentBytes)
    for (index, piece) in pieces.enumerated() {
      let own = range.clamped(to: starts[index]..<starts[index + 1])
      guard !own.isEmpty else { continue }
      bytes += piece[(own.lowerBound - starts[index])..<(own.upperBound - starts[index])]
    }
    return bytes
  }
}
