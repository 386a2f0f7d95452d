import Testing

@testable import Exchange

@Suite struct `Recognising the people of an annex` {
  /// So many lines, each of somebody and of posts that are not on record.
  private static func lines(_ count: Int) -> [AnnexLine] {
    (1...count).map { number in
      var line = AnnexLine(fileLine: number, number: number)
      line.name = "Pejabat nomor\(number)"
      line.from = AnnexPost(title: "Kepala Seksi \(number) Lama")
      line.post = AnnexPost(title: "Kepala Seksi \(number) Baru")
      return line
    }
  }

  private static func matching(_ lines: [AnnexLine]) -> AnnexMatching {
    let nothing = AnnexKnowledge(
      officials: [], posts: [], units: [], edition: nil, isTaken: { _, _ in false },
      makeID: { "x" })
    return AnnexMatching(lines, nothing, AnnexChoices())
  }

  @Test func `takes a time that grows with the lines, not with their pairs`() {
    func time(_ count: Int) -> Duration {
      let lines = Self.lines(count)
      let clock = ContinuousClock()
      return (0..<3).map { _ in clock.measure { _ = Self.matching(lines) } }.min() ?? .zero
    }
    // Eight times the lines: 64 times as long if each is held against all before it.
    #expect(time(1_200) / time(150) < 24)
  }

  @Test func `gives lines of one NIP one new person, and those of another another`() {
    var lines = Self.lines(3)
    let digits = [3, 4].map { CivilNumber([1, 9, 8, 0, 0, 1, 0, 1, $0]) }
    for (index, number) in [digits[0], digits[1], digits[0]].enumerated() {
      lines[index].name = "Ali"
      lines[index].civilNumber = number
    }
    let ids = Self.matching(lines).officials.map { $0?.id }
    #expect(ids == ["ali", "ali-2", "ali"])
  }
}
