import Ledger

/// A line of the journal, before the fast reader and the plain one.
enum FuzzLine {
  nonisolated(unsafe) private static var reader = EntryReader()

  static func read(_ bytes: [UInt8]) {
    let plain = plainVerdict(bytes)
    var fast: String?
    do throws(LineError) {
      try unsafe reader.read(bytes, 0..<bytes.count)
    } catch {
      fast = error.description
      if let offset = error.offset {
        expect((0...bytes.count).contains(offset), "offset \(offset)")
      }
    }
    unsafe reader.release()
    // Only the plain reader looks for numbers of persons.
    if plain?.code == .identityNumber { return }
    expect(
      (plain == nil) == (fast == nil),
      "plain: \(plain?.description ?? "accepts"); fast: \(fast ?? "accepts")")
    if fast == nil { expect(WrittenForm.check(bytes) == nil, "accepted, and not in written form") }
  }

  private static func plainVerdict(_ bytes: [UInt8]) -> LineError? {
    if let fault = WrittenForm.check(bytes) { return fault }
    do throws(LineError) {
      let problems = EntryChecker.problems(of: try JSONParser.parse(bytes))
      return problems.first { $0.code == .identityNumber } ?? problems.first
    } catch {
      return error
    }
  }
}
