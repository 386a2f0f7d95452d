import Ledger
import Testing

@Suite struct `Hostile lines` {
  static let seeds: [UInt64] = [0x6D75_7461_7369, 0x6A61_6261_7461_6E]

  /// Bytes that mean something somewhere in a line.
  static let telling =
    Array("\"\\{}[]:,-.0129/+TZtfnKkePabz \n\u{0}\u{7F}".utf8)
    + [0x80, 0xC2, 0xE2, 0xED, 0xEF, 0xF0, 0xF4, 0xFF]

  @Test(arguments: seeds)
  func `get one verdict from both readers, whatever bytes were changed`(seed: UInt64) {
    var random = Xorshift(seed: seed)
    var verdicts = Verdicts()
    let lines = EventKind.allCases.map { Recorded.line($0, isComplete: $0 == .entryCorrected) }
    var accepted = 0
    for round in 0..<10_000 {
      let line = Self.mutated(lines[round % lines.count], &random)
      if let found = verdicts.disagreement(on: line) {
        Issue.record("seed \(seed), round \(round): \(found)")
      }
      if verdicts.refusal(of: line) == nil { accepted += 1 }
    }
    // Changes within a text are harmless: unless both verdicts come up, nothing was tested.
    #expect(accepted > 500 && accepted < 9_500)
  }

  @Test(arguments: EventKind.allCases)
  func `are refused, not trapped over, when cut short`(kind: EventKind) {
    var verdicts = Verdicts()
    let line = Recorded.line(kind)
    for end in 0..<line.count { #expect(verdicts.refusal(of: Array(line[..<end])) != nil) }
  }

  @Test(arguments: EventKind.allCases)
  func `are read to an end with any byte flipped, wherever they stand`(kind: EventKind) {
    var reader = EntryReader()
    let line = Recorded.line(kind, isComplete: kind == .decreeIssued || kind == .entryCorrected)
    let masks: [UInt8] = [0x01, 0x80, 0x20, 0xFF, 0x02]
    let margin = Array("}\"\n".utf8)
    var refused = 0
    for index in line.indices {
      var bytes = margin + line + margin
      bytes[margin.count + index] ^= masks[index % masks.count]
      do throws(LineError) {
        try reader.read(bytes, margin.count..<(margin.count + line.count))
        // What was accepted can be laid out as a value again, byte by byte the same.
        let written = LineWriter.write(reader.event(0).json)
        #expect(written.elementsEqual(bytes[margin.count..<(margin.count + line.count)]))
      } catch {
        refused += 1
        #expect(0...line.count ~= (error.offset ?? -1))
      }
    }
    #expect(refused > line.count / 2)
  }

  private static func mutated(_ line: [UInt8], _ random: inout Xorshift) -> [UInt8] {
    var line = line
    for _ in 0..<Int.random(in: 1...2, using: &random) {
      let at = Int.random(in: 0..<line.count, using: &random)
      let byte = telling.randomElement(using: &random) ?? 0
      switch Int.random(in: 0..<8, using: &random) {
      case 0: line[at] = UInt8.random(in: 0...255, using: &random)
      case 1: line[at] = byte
      case 2: line.insert(byte, at: at)
      case 3: line.remove(at: at)
      case 4: line[at] = UInt8.random(in: 0x61...0x7A, using: &random)
      case 5: line.insert(contentsOf: line[at..<min(at + 9, line.count)], at: at)
      case 6: line.removeSubrange(at..<min(at + 9, line.count))
      default: line.swapAt(at, Int.random(in: 0..<line.count, using: &random))
      }
      if line.isEmpty { break }
    }
    return line
  }
}
