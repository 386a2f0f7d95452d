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
  /// How many pages of a long stretch are read at once: so few that their memory is used again.
  private static let stretch = 64
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
    let pageCount = Self.pageCount(of: count)
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

  /// How many pages so many bytes of content take.
  private static func pageCount(of bytes: Int) -> Int { (bytes + contentBytes - 1) / contentBytes }

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
    let checks = Self.checks(of: bytes[...], every: Self.pageBytes, numbers, nonce, hasher)
    var contents: [ArraySlice<UInt8>] = []
    contents.reserveCapacity(numbers.count)
    for (start, check) in zip(stride(from: 0, to: size, by: Self.pageBytes), checks) {
      let end = start + Self.contentBytes
      guard check.bytes[..<Self.checkBytes].elementsEqual(bytes[end..<(end + Self.checkBytes)])
      else { return nil }
      contents.append(bytes[start..<end])
    }
    return contents
  }

  /// The hashes of which the first bytes are the checks of pages, to whose contents the file's word
  /// and their numbers are added for that.
  ///
  /// - Parameters:
  ///   - bytes: The contents.
  ///   - distance: How far the next one stands from where one begins.
  ///   - numbers: The numbers of the pages.
  ///   - nonce: The file's word.
  ///   - hasher: Computes them.
  /// - Returns: A hash for each page.
  private static func checks(
    of bytes: ArraySlice<UInt8>, every distance: Int, _ numbers: Range<Int>, _ nonce: UInt64,
    _ hasher: TreeHasher
  ) -> [Hash] {
    var sealed: [UInt8] = []
    sealed.reserveCapacity(numbers.count * (contentBytes + 16))
    var ranges: [Range<Int>] = []
    for (index, number) in numbers.enumerated() {
      let start = bytes.startIndex + index * distance
      let first = sealed.count
      sealed += bytes[start..<(start + contentBytes)]
      for word in [nonce, UInt64(number)] { sealed.append(littleEndian: word) }
      ranges.append(first..<sealed.count)
    }
    var hashes: [Hash] = []
    hasher.leaves(sealed, ranges, into: &hashes)
    return hashes
  }

  /// Writes a file whose content is given in pieces, its beginning last.
  struct Writer {
    private let file: OpenFile
    private let files: any FileSystem
    private let nonce = UInt64.random(in: 0...(.max))
    /// How many bytes of the content are given at the end.
    private let room: Int
    /// The pages on which those lie.
    private var first: [UInt8]
    /// How many pages are written, or lie in `first`.
    private var pageCount: Int
    /// What does not fill a page yet.
    private var rest: [UInt8] = []
    private var count: Int

    /// So many pages are made at once by one core.
    private static let group = 1024

    /// - Parameters:
    ///   - file: An empty file.
    ///   - files: The file system.
    ///   - room: How many bytes of the content are given at the end.
    init(to file: OpenFile, _ files: any FileSystem, room: Int) {
      self.file = file
      self.files = files
      self.room = room
      count = room
      first = [UInt8](repeating: 0, count: room)
      pageCount = PagedFile.pageCount(of: room)
    }

    /// Writes what follows.
    mutating func append(_ bytes: [UInt8]) throws(JournalError) {
      count += bytes.count
      var bytes = bytes[...]
      let missing = min(
        bytes.count, PagedFile.pageCount(of: room) * contentBytes - first.count)
      first += bytes.prefix(missing)
      bytes = bytes.dropFirst(missing)
      if !rest.isEmpty {
        let missing = min(bytes.count, contentBytes - rest.count)
        rest += bytes.prefix(missing)
        bytes = bytes.dropFirst(missing)
        guard rest.count == contentBytes else { return }
        try write(rest[...])
        rest.removeAll(keepingCapacity: true)
      }
      let whole = bytes.count / contentBytes * contentBytes
      try write(bytes.prefix(whole))
      rest += bytes.dropFirst(whole)
    }

    /// Writes the beginning and the head.
    ///
    /// - Parameters:
    ///   - beginning: The bytes for which there is room.
    ///   - head: What the head says beside the length.
    /// - Throws: What writing throws; `TOO_LARGE` if the head does not fit its place.
    mutating func finish(_ beginning: [UInt8], _ head: DerivedFile) throws(JournalError) {
      precondition(beginning.count == room, "there is room for just that")
      if !rest.isEmpty { try write(Self.filled(rest)) }
      first.replaceSubrange(0..<room, with: beginning)
      let own = Self.filled(first)
      try write(own, at: 0)
      var head = head
      head.add("file", String(nonce, radix: 16))
      head.add("bytes", count)
      var bytes = head.bytes()
      guard bytes.count <= headBytes else {
        throw JournalError(
          .tooLarge, .environment, "the head does not fit its place", file: file.path)
      }
      bytes += [UInt8](repeating: 0, count: headBytes - bytes.count)
      try files.write(bytes, to: file, at: 0)
    }

    /// The bytes, as many as fill pages.
    private static func filled(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
      let over = bytes.count % contentBytes
      return (bytes + [UInt8](repeating: 0, count: over == 0 ? 0 : contentBytes - over))[...]
    }

    /// Writes the next pages, full ones.
    private mutating func write(_ bytes: ArraySlice<UInt8>) throws(JournalError) {
      try write(bytes, at: pageCount)
      pageCount += bytes.count / contentBytes
    }

    /// Writes full pages from some number on.
    private func write(_ bytes: ArraySlice<UInt8>, at start: Int) throws(JournalError) {
      let pages = bytes.count / contentBytes
      guard pages > 0 else { return }
      let (file, files, nonce) = (file, files, nonce)
      _ = try Parallel.map((pages + Self.group - 1) / Self.group) { number throws(JournalError) in
        let own = (number * Self.group)..<min(pages, (number + 1) * Self.group)
        let contents = bytes.dropFirst(own.lowerBound * contentBytes)
        let checks = checks(
          of: contents, every: contentBytes, (start + own.lowerBound)..<(start + own.upperBound),
          nonce, TreeHasher())
        var written: [UInt8] = []
        written.reserveCapacity(own.count * pageBytes)
        for (index, check) in checks.enumerated() {
          written += contents.dropFirst(index * contentBytes).prefix(contentBytes)
          written += check.bytes[..<checkBytes]
        }
        try files.write(written, to: file, at: headBytes + (start + own.lowerBound) * pageBytes)
      }
    }
  }
}
