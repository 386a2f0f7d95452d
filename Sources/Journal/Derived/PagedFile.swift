internal import MerkleLog

/// A large derived file of which little is read: pages that each end in a check, so that a torn or
/// damaged one is told without reading the others.
///
/// Before them stands a head in the form of `DerivedFile`. Its word for this very file is part of
/// every check, so that no page of an earlier file passes for one of this.
final class PagedFile {
  /// The bytes of the head, behind which the pages follow.
  static let headBytes = 4096
  /// Small, since a record is mostly smaller still and every page that it lies on is hashed whole.
  static let pageBytes = 1024
  static let checkBytes = 8
  static let contentBytes = pageBytes - checkBytes
  /// How many pages are read at once for a long stretch.
  private static let stretch = 256
  /// So many pages at once are kept in case they are wanted again: a long stretch is read once, but
  /// a record may lie near to the next one.
  private static let few = 8

  let head: DerivedFile
  /// The number of bytes of the content.
  let count: Int

  private let file: OpenFile
  private let files: any FileSystem
  private let nonce: UInt64
  private let hasher: TreeHasher
  private var pages: [Int: ArraySlice<UInt8>] = [:]
  /// A page as it is hashed.
  private var sealed: [UInt8] = []

  /// Opens a file; nil if it is not there, or not whole as far as the head tells.
  init?(_ path: String, _ kind: String, _ files: any FileSystem) throws(JournalError) {
    guard let file = try? files.open(path, .reading) else { return nil }
    var bytes = [UInt8](repeating: 0, count: Self.headBytes)
    let read = try files.read(file, at: 0, into: &bytes, 0..<Self.headBytes)
    guard read == Self.headBytes else { return nil }
    bytes.removeLast(bytes.count - (bytes.lastIndex { $0 != 0 } ?? -1) - 1)
    guard let head = DerivedFile(kind, parsing: bytes),
      let nonce = head["file"].flatMap({ UInt64($0, radix: 16) }),
      let count = head.number("bytes"), count >= 0, count < 1 << 48
    else { return nil }
    let pageCount = (count + Self.contentBytes - 1) / Self.contentBytes
    guard try files.size(of: file) == Self.headBytes + pageCount * Self.pageBytes else {
      return nil
    }
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
    var bytes: [UInt8] = []
    bytes.reserveCapacity(range.count)
    var number = range.lowerBound / Self.contentBytes
    let last = (range.upperBound - 1) / Self.contentBytes
    let areKept = last - number < Self.few
    while number <= last {
      if let known = pages[number] {
        bytes += Self.part(of: known, number, in: range)
        number += 1
        continue
      }
      // Those behind it are read with it, as far as they are wanted.
      let found = number..<min(last + 1, number + Self.stretch)
      guard let contents = try contents(of: found) else { return nil }
      for (page, content) in zip(found, contents) {
        bytes += Self.part(of: content, page, in: range)
        if areKept { pages[page] = content }
      }
      number = found.upperBound
    }
    return bytes
  }

  /// Of the content of a page what lies in a range.
  private static func part(
    of content: ArraySlice<UInt8>, _ number: Int, in range: Range<Int>
  ) -> ArraySlice<UInt8> {
    let start = number * contentBytes
    return content.dropFirst(max(0, range.lowerBound - start))
      .dropLast(max(0, start + contentBytes - range.upperBound))
  }

  /// The contents of some pages; nil where one is not what was written.
  private func contents(of numbers: Range<Int>) throws(JournalError) -> [ArraySlice<UInt8>]? {
    let size = numbers.count * Self.pageBytes
    var bytes = [UInt8](repeating: 0, count: size)
    let offset = Self.headBytes + numbers.lowerBound * Self.pageBytes
    guard try files.read(file, at: offset, into: &bytes, 0..<size) == size else { return nil }
    var contents: [ArraySlice<UInt8>] = []
    contents.reserveCapacity(numbers.count)
    for number in numbers {
      let start = (number - numbers.lowerBound) * Self.pageBytes
      let end = start + Self.contentBytes
      let content = bytes[start..<end]
      let check = Self.check(content, number, nonce, hasher, &sealed)
      guard check.elementsEqual(bytes[end..<(end + Self.checkBytes)]) else { return nil }
      contents.append(content)
    }
    return contents
  }

  /// The check of a page, to whose content the file's word and its number are added for that.
  private static func check(
    _ content: ArraySlice<UInt8>, _ number: Int, _ nonce: UInt64, _ hasher: TreeHasher,
    _ sealed: inout [UInt8]
  ) -> ArraySlice<UInt8> {
    sealed.removeAll(keepingCapacity: true)
    sealed += content
    for word in [nonce, UInt64(number)] { sealed.append(littleEndian: word) }
    return hasher.leaf(sealed, 0..<sealed.count).bytes[..<checkBytes]
  }

  /// Writes a file.
  ///
  /// - Parameters:
  ///   - head: what the head says beside the length.
  ///   - content: the content, in pieces.
  ///   - file: an empty file.
  ///   - files: the file system.
  /// - Throws: what writing throws; `TOO_LARGE` if the head does not fit its place.
  static func write(
    _ head: DerivedFile, _ content: [[UInt8]], to file: OpenFile, _ files: any FileSystem
  ) throws(JournalError) {
    let content = JoinedBytes(content)
    let nonce = UInt64.random(in: 0...(.max))
    var head = head
    head.add("file", String(nonce, radix: 16))
    head.add("bytes", content.count)
    var first = head.bytes()
    guard first.count <= headBytes else {
      throw JournalError(
        .tooLarge, .environment, "the head does not fit its place", file: file.path)
    }
    first += [UInt8](repeating: 0, count: headBytes - first.count)
    try files.write(first, to: file, at: 0)
    let pageCount = (content.count + contentBytes - 1) / contentBytes
    let group = 16384
    _ = try Parallel.map((pageCount + group - 1) / group) { number throws(JournalError) in
      let hasher = TreeHasher()
      let own = (number * group)..<min(pageCount, (number + 1) * group)
      var bytes: [UInt8] = []
      bytes.reserveCapacity(own.count * pageBytes)
      var sealed: [UInt8] = []
      for page in own {
        let start = page * contentBytes
        var part = content.bytes(start..<min(content.count, start + contentBytes))
        part += [UInt8](repeating: 0, count: contentBytes - part.count)
        bytes += part
        bytes += check(part[...], page, nonce, hasher, &sealed)
      }
      try files.write(bytes, to: file, at: headBytes + own.lowerBound * pageBytes)
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
