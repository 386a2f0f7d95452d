import Testing

@testable import Ledger

/// What a sieve lets through, and what it leaves out; that answers rest on what it lets through
/// alone is a law of the projection's tests.
@Suite struct SieveTests {
  private static let oath = #"""
    {"type":"OfficialsInaugurated","effective":"2020-01-10","data":{"lines":[\#
    {"name":"Siti \"asn-1\"","official":"asn-12","post":"kadis/35"},\#
    {"name":"jab-7","official":"a","post":"x"}]}}
    """#

  private static func lets(_ ids: [String], _ text: String = oath) throws -> Bool {
    let journal = try SampleJournal([text])
    let sieve = try #require(Sieve(ids: ids, entries: []))
    return !journal.selected(by: sieve).isEmpty
  }

  @Test func `a line matters to what it mentions whole, and to nothing else`() throws {
    for id in ["asn-12", "kadis/35", "a", "x"] {
      #expect(try Self.lets([id]))
      #expect(try Self.lets([id, "zz", "kk", "mm", "nn"]))
    }
    for id in ["asn-1", "asn-123", "kadis", "35", "adis/35", "zz", "kadis/3", "asn-12\u{e9}"] {
      #expect(try !Self.lets([id]))
    }
    #expect(try Self.lets(["asn-1", "asn-12"]))
  }

  @Test func `an id matters wherever in a line it stands`() throws {
    for length in 0...40 {
      let note = String(repeating: "x", count: length)
      let line = Self.oath.replacing("Siti", with: note)
      #expect(try Self.lets(["asn-12"], line) && Self.lets(["x"], line))
      #expect(try !Self.lets(["asn-13"], line))
    }
  }

  @Test func `an entry matters that is wanted, unknown, or changes what others say`() throws {
    let journal = try SampleJournal([
      Self.oath, #"{"type":"EntryRetracted","data":{"entry":0,"reason":"r"}}"#,
    ])
    let none = try #require(Sieve(ids: ["zz"], entries: []))
    let first = try #require(Sieve(ids: ["zz"], entries: [0]))
    #expect(journal.selected(by: none) == [1])
    #expect(journal.selected(by: first) == [0, 1])
    for line in [#"{"type":"FromTheFuture"}"#, "", "{}", String(repeating: "x", count: 200)] {
      let bytes = Array(line.utf8)
      #expect(none.select(bytes, [0..<bytes.count], firstEntry: 0) == [0])
    }
  }

  @Test(arguments: [
    (
      #"{"type":"OfficialIdentified","data":{"at":{"entry":0,"no":2},"lines":[{"official":"z"}]}}"#,
      "y"
    ),
    (
      #"{"type":"ClaimResolved","data":{"entries":[0],"field":"lines[0].official","chosen":"z"}}"#,
      "x"
    ),
  ])
  func `an entry of which another says more is read with it`(later: String, post: String) throws {
    let oath =
      #"{"type":"OfficialsInaugurated","effective":"2020-01-10","data":{"lines":["#
      + #"{"no":1,"official":"a","post":"x"},{"no":2,"post":"y"}]}}"#
    let journal = try SampleJournal([oath, later])
    let whole = try Replay(journal.facts(), at: .distantFuture).history(ofOfficial: "z")
    let sifted = try journal.sifted(about: .official("z"))?.history(ofOfficial: "z")
    #expect(whole?.map(\.post) == [post])
    #expect(sifted.map { "\($0)" } == whole.map { "\($0)" })
  }

  @Test func `an id that may be written in two ways is not looked for`() {
    for id in ["a\"b", #"a\b"#, "a\u{1}b"] { #expect(Sieve(ids: [id], entries: []) == nil) }
  }
}

extension SampleJournal {
  /// The entries that a sieve lets through.
  func selected(by sieve: Sieve) -> [Int] {
    // All in one buffer, with other bytes around them, as they are read.
    var bytes: [UInt8] = [0x22]
    var ranges: [Range<Int>] = []
    for line in lines {
      ranges.append(bytes.count..<(bytes.count + line.count))
      bytes += line + [0x0A]
    }
    return sieve.select(bytes, ranges, firstEntry: 0)
  }

  /// What is said about a subject from the lines that may matter to it; nil if it takes all.
  func sifted(about subject: Projection.Subject) throws -> Replay? {
    var needs = try #require(Needs(about: subject))
    for _ in 0...lines.count {
      var gatherer = Gatherer()
      for number in try selected(by: #require(needs.sieve)) {
        _ = try gatherer.read(lines[number], 0..<lines[number].count, entry: number)
      }
      var facts = gatherer.facts
      facts.setCount(lines.count)
      facts.complete(with: try facts.incomplete.map { try event($0) })
      switch try needs.add(facts) {
      case .complete: return try Replay(facts, at: .distantFuture, about: subject)
      case .everything: return nil
      case .more: continue
      }
    }
    Issue.record("looks at lines without end")
    return nil
  }
}
