/// Tells lines that may matter to a question about some posts and officials from those that cannot,
/// without reading what they say.
///
/// A line matters if it mentions one of their ids, is one of the entries wanted, or is of a type
/// that may change what others say, or that this program does not know. Of a line that is no entry
/// in the written form nothing is promised.
public struct Sieve: Sendable {
  private let ids: Interner
  private let entries: Set<Int>
  /// The bits that the first bytes of all ids have alike, and how they stand.
  private let common: (mask: UInt8, bits: UInt8)
  /// By what is made of eight bytes, whether an id and its quotation mark may begin with them.
  private let beginnings: [Bool]
  /// By the number of a type, whether its entries matter only to what they mention.
  private let isTold: [Bool]

  private static let quote: UInt8 = 0x22
  private static let placeBits = 12
  /// The least that stands behind an entry's data: its id, when it was recorded, the version and
  /// the type.
  private static let envelopeEnd = 90

  /// A sieve for what mentions some ids or is one of some entries.
  ///
  /// - Returns: `nil` where an id may be written in another way than as it is.
  init?(ids wanted: [String], entries: Set<Int>) {
    var ids = Interner()
    for id in wanted {
      guard !id.utf8.contains(where: { $0 == Self.quote || $0 == 0x5C || $0 < 0x20 }) else {
        return nil
      }
      _ = ids.intern(id)
    }
    self.ids = ids
    self.entries = entries
    let initials = wanted.compactMap(\.utf8.first)
    let all = initials.reduce(.max, &)
    let mask = ~(initials.reduce(0, |) ^ all)
    common = (mask, all & mask)
    let words = wanted.map { Array(($0 + "\"").utf8) }
    let isShort = words.contains { $0.count < 8 }
    var beginnings = [Bool](repeating: isShort, count: 1 << Self.placeBits)
    for word in words where word.count >= 8 {
      beginnings[Self.place(of: ByteWord(word.span, at: 0).bits)] = true
    }
    self.beginnings = beginnings
    isTold = EventKindTable.kinds.map { !EventKind.alwaysHeard.contains($0) }
  }

  /// The lines that may matter.
  ///
  /// - Parameters:
  ///   - bytes: The bytes that hold the lines.
  ///   - lines: Where in them they stand, without their line feeds.
  ///   - first: The number of the first one's entry.
  /// - Returns: Their places among the lines, in order.
  public func select(_ bytes: [UInt8], _ lines: [Range<Int>], firstEntry first: Int) -> [Int] {
    let text = bytes.span
    var selected: [Int] = []
    // Most lines end as the one before them, in the same type.
    var told: Ending?
    for (index, line) in lines.enumerated() {
      guard let ending = Ending(text, line) else {
        selected.append(index)
        continue
      }
      if ending != told { told = isTold(text, line) ? ending : nil }
      if told == nil || mentions(text, line) || entries.contains(first + index) {
        selected.append(index)
      }
    }
    return selected
  }

  /// The last bytes of a line: more than the longest type.
  private struct Ending: Equatable {
    private let words: (UInt64, UInt64, UInt64, UInt64)

    /// - Returns: `nil` where a line is too short to be an entry.
    @inline(__always)
    init?(_ text: Span<UInt8>, _ line: Range<Int>) {
      guard line.count >= envelopeEnd else { return nil }
      let window = text.extracting((line.upperBound &- 32)..<line.upperBound)
      words = (
        ByteWord(window, at: 0).bits, ByteWord(window, at: 8).bits, ByteWord(window, at: 16).bits,
        ByteWord(window, at: 24).bits
      )
    }

    static func == (one: Ending, other: Ending) -> Bool { one.words == other.words }
  }

  /// Whether a line matters only to what it mentions.
  private func isTold(_ text: Span<UInt8>, _ line: Range<Int>) -> Bool {
    EntryReader.kind(ending: text, line).map { isTold[$0] } ?? false
  }

  /// Whether a string of a line that ends in its type is one of the ids.
  private func mentions(_ text: Span<UInt8>, _ line: Range<Int>) -> Bool {
    let last = line.upperBound &- Self.envelopeEnd
    var at = line.lowerBound
    while at <= last {
      let marks = ByteBlock(text, at: at)
        .marks(of: Self.quote, before: common.bits, in: common.mask)
      if marks.first | marks.last != 0 {
        let isFound =
          mentions(text, at, marks.first, line.upperBound)
          || mentions(text, at &+ 8, marks.last, line.upperBound)
        if isFound { return true }
      }
      at &+= ByteBlock.count
    }
    return false
  }

  /// Whether behind one of the quotation marks among eight bytes stands one of the ids.
  private func mentions(
    _ text: Span<UInt8>, _ at: Int, _ marks: UInt64, _ limit: Int
  ) -> Bool {
    var rest = marks
    while rest != 0 {
      let place = rest.trailingZeroBitCount &>> 3
      let start = at &+ place &+ 1
      if isBeginning(text, start), isWanted(text, start, limit) { return true }
      rest &= ~(0xFF &<< UInt64(place &* 8))
    }
    return false
  }

  /// Whether an id may begin with what stands here.
  @inline(__always)
  private func isBeginning(_ text: Span<UInt8>, _ start: Int) -> Bool {
    beginnings[Self.place(of: ByteWord(text, at: start).bits)]
  }

  private static func place(of word: UInt64) -> Int {
    Int(truncatingIfNeeded: (word &* 0xD6E8_FEB8_6659_FD93) &>> UInt64(64 - placeBits))
  }

  /// Whether what stands from here to the next quotation mark is one of the ids.
  private func isWanted(_ text: Span<UInt8>, _ start: Int, _ limit: Int) -> Bool {
    var end = start
    while end &+ 8 <= limit {
      let marks = ByteWord(text, at: end).marks(of: Self.quote)
      if marks != 0 {
        end &+= marks.trailingZeroBitCount &>> 3
        return ids.find(text, start..<end) != nil
      }
      end &+= 8
    }
    while end < limit, text[end] != Self.quote { end &+= 1 }
    return end < limit && ids.find(text, start..<end) != nil
  }
}

extension EventKind {
  /// The types whose entries may matter to what they do not mention: they change what others say,
  /// or what a unit is.
  static let alwaysHeard = undoing.union([
    .claimDisputed, .unitEstablished, .unitRenamed, .unitMerged, .unitDissolved,
  ])
}
