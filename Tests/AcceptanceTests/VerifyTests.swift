import Testing

/// `verify` finds every damage to the signed lines and names the first entry that differs.
@Suite struct VerifyTests {
  private static let segment = "journal/entries/000000.jsonl"

  /// The lines of a journal's only segment, each with its LF.
  private func lines(_ mutasi: Harness) throws -> [[UInt8]] {
    try mutasi.bytes(of: Self.segment).split(separator: 0x0A).map { Array($0) + [0x0A] }
  }

  /// Verifies and expects a violation that names an entry first.
  private func expectDamage(
    _ mutasi: Harness, at entry: Int, _ what: String,
    location: SourceLocation = #_sourceLocation
  ) throws {
    let answer = try mutasi.json("verify", code: 1, location: location)
    let first = answer["findings"].all("severity", "violation").first
    #expect(first?["entry"].number == entry, "\(what)", sourceLocation: location)
    #expect(
      ["LEAF_MISMATCH", "TRUNCATED", "LIMIT"].contains(first?["code"].text ?? ""), "\(what)",
      sourceLocation: location)
    #expect(first?["file"].text == "entries/000000.jsonl", sourceLocation: location)
    #expect(answer["levels"].all("level", "root").first?["ok"].flag == false)
  }

  @Test func `an untouched journal verifies, with all that the contract names`() throws {
    let mutasi = try Harness.journal()
    try mutasi.append(Samples.posts(3))
    let answer = try mutasi.json("verify")
    #expect(
      answer.names == [
        "findings", "key", "keyFrom", "levels", "notExcluded", "origin", "root", "size", "version",
      ])
    #expect(answer["size"].number == 3)
    #expect(answer["origin"].text == "test.example/mutasi")
    #expect(answer["keyFrom"].text == "the journal's own ledger.json")
    #expect(
      answer["levels"].elements.compactMap { $0["level"].text } == [
        "signature", "root", "derived", "form", "order", "ids", "references",
      ])
    #expect(answer["levels"].elements.allSatisfy { $0["ok"].flag == true })
    #expect(answer["findings"].elements.isEmpty)
    #expect(answer["notExcluded"].texts.count == 5)
    let table = try mutasi.run("verify")
    #expect(table.stdout.contains("verified: 3 entries, root \(answer["root"].text ?? "?")"))
    let key = try #require(answer["key"].text)
    let known = try mutasi.json("verify", "--key", key)
    #expect(known["keyFrom"].text == "given with --key")
    #expect(known["notExcluded"].texts.count == 4)
  }

  @Test func `bytes alone are held against the signature, and what that leaves open is said`()
    throws
  {
    let mutasi = try Harness.journal()
    try mutasi.append(Samples.posts(3))
    let answer = try mutasi.json("verify", "--bytes")
    #expect(answer["levels"].elements.compactMap { $0["level"].text } == ["signature", "root"])
    #expect(answer["notExcluded"].texts.first?.contains("--bytes") == true)
    var bytes = try mutasi.bytes(of: Self.segment)
    bytes[bytes.count / 2] ^= 1
    try mutasi.write(bytes, to: Self.segment)
    let damaged = try mutasi.json("verify", "--bytes", code: 1)
    #expect(damaged["findings"][0]["code"].text == "LEAF_MISMATCH")
    #expect(try mutasi.run("verify", "--bytes", "--log", "public", "--key", "x").code == 2)
  }

  @Test func `every line and every kind of damage to it is found and named`() throws {
    let mutasi = try Harness.journal()
    try mutasi.append(Samples.posts(5))
    let lines = try lines(mutasi)
    for number in lines.indices {
      func damage(_ what: String, _ change: (inout [[UInt8]]) -> Void) throws {
        var damaged = lines
        change(&damaged)
        try mutasi.write(damaged.flatMap { $0 }, to: Self.segment)
        try expectDamage(mutasi, at: number, "line \(number), \(what)")
      }
      let middle = lines[number].count / 2
      try damage("a changed byte") { $0[number][middle] ^= 1 }
      try damage("a byte more") { $0[number].insert(0x20, at: middle) }
      try damage("a byte less") { $0[number].remove(at: middle) }
      try damage("deleted") { $0.remove(at: number) }
      try damage("another slipped in before") { $0.insert(Array("{}\n".utf8), at: number) }
      try damage("cut at its start") { $0.removeSubrange(number...) }
      try damage("cut in its middle") {
        $0.removeSubrange((number + 1)...)
        $0[number].removeSubrange(middle...)
      }
      try damage("emptied") { $0[number] = [0x0A] }
      if number + 1 < lines.count {
        try damage("exchanged with the next") { $0.swapAt(number, number + 1) }
        try damage("replaced by the next") { $0[number] = $0[number + 1] }
        try damage("joined with the next") { $0[number].removeLast() }
      }
    }
    try mutasi.write(lines.flatMap { $0 }, to: Self.segment)
    _ = try mutasi.json("verify")
  }

  @Test func `every byte of a line counts, its end included`() throws {
    let mutasi = try Harness.journal()
    try mutasi.append(Samples.posts(3))
    let lines = try lines(mutasi)
    let start = lines[0].count
    var bytes = lines.flatMap { $0 }
    for offset in start..<(start + lines[1].count) {
      bytes[offset] ^= 1
      try mutasi.write(bytes, to: Self.segment)
      try expectDamage(mutasi, at: 1, "byte \(offset - start)")
      bytes[offset] ^= 1
    }
  }

  @Test func `without leaf hashes the damage is known, not the entry`() throws {
    let mutasi = try Harness.journal()
    try mutasi.append(Samples.posts(3))
    try mutasi.remove("journal/hashes")
    let stale = try mutasi.run("verify", "--format", "json")
    #expect(stale.code == 0)
    #expect(stale.stderr.contains("DERIVED_STALE"))
    #expect(try stale.json()["findings"][0]["severity"].text == "warning")
    var bytes = try mutasi.bytes(of: Self.segment)
    bytes[10] ^= 1
    try mutasi.write(bytes, to: Self.segment)
    let answer = try mutasi.json("verify", code: 1)
    let first = answer["findings"].all("severity", "violation").first
    #expect(first?["code"].text == "ROOT_MISMATCH")
    #expect(first?["expected"].text?.count == 64)
  }

  @Test func `leaf hashes that lie are told, and name nobody`() throws {
    let mutasi = try Harness.journal()
    try mutasi.append(Samples.posts(3))
    var hashes = try mutasi.bytes(of: "journal/hashes/000000.sha256")
    hashes[40] ^= 1
    try mutasi.write(hashes, to: "journal/hashes/000000.sha256")
    let told = try mutasi.json("verify")
    #expect(told["findings"][0]["code"].text == "DERIVED_MISMATCH")
    var bytes = try mutasi.bytes(of: Self.segment)
    bytes[10] ^= 1
    try mutasi.write(bytes, to: Self.segment)
    let answer = try mutasi.json("verify", code: 1)
    #expect(answer["findings"].all("code", "LEAF_MISMATCH").isEmpty)
    #expect(answer["findings"].all("code", "ROOT_MISMATCH").count == 1)
  }

  @Test func `bytes beyond the signed ones are a warning`() throws {
    let mutasi = try Harness.journal()
    try mutasi.append(Samples.posts(2))
    let bytes = try mutasi.bytes(of: Self.segment)
    try mutasi.write(bytes + Array("{\"a\"".utf8), to: Self.segment)
    let outcome = try mutasi.run("verify", "--format", "json")
    #expect(outcome.code == 0)
    #expect(outcome.stderr.contains("UNSIGNED_TAIL"))
    let finding = try outcome.json()["findings"][0]
    #expect(finding["code"].text == "UNSIGNED_TAIL")
    #expect(finding["offset"].number == bytes.count)
  }

  @Test func `a checkpoint that was tampered with is found, even where none is left`() throws {
    let mutasi = try Harness.journal()
    try mutasi.append(Samples.posts(2))
    let checkpoint = try mutasi.bytes(of: "journal/checkpoint")
    let commit = try mutasi.bytes(of: "journal/commit")
    try mutasi.write("not a note", to: "journal/checkpoint")
    let malformed = try mutasi.json("verify", code: 1)
    #expect(malformed["findings"][0]["code"].text == "CHECKPOINT_MALFORMED")
    #expect(malformed["findings"][0]["file"].text == "checkpoint")
    try mutasi.write([UInt8](repeating: 0x0A, count: commit.count), to: "journal/commit")
    let gone = try mutasi.json("verify", code: 1)
    #expect(gone["findings"][0]["code"].text == "CHECKPOINT_MALFORMED")
    #expect(gone["size"].isNull)
    #expect(gone["levels"][0]["ok"].flag == false)
    // Another size over the old signature.
    var forged = checkpoint
    let size = try #require(forged.firstIndex(of: UInt8(ascii: "2")))
    forged[size] = UInt8(ascii: "1")
    try mutasi.write(forged, to: "journal/checkpoint")
    try mutasi.write(commit, to: "journal/commit")
    let invalid = try mutasi.json("verify", code: 1)
    #expect(invalid["findings"][0]["code"].text == "SIG_INVALID")
    try mutasi.write(checkpoint, to: "journal/checkpoint")
    _ = try mutasi.json("verify")
    try mutasi.remove("journal/checkpoint")
    let missing = try mutasi.json("verify", code: 1)
    #expect(missing["findings"][0]["code"].text == "CHECKPOINT_MISSING")
  }

  @Test func `a journal under another key than the given one is not verified`() throws {
    let mutasi = try Harness.journal()
    let other = try Harness.journal()
    let key = try #require(try other.json("verify")["key"].text)
    let answer = try mutasi.json("verify", "--key", key, code: 1)
    #expect(answer["findings"][0]["code"].text == "SIG_UNKNOWN_KEY")
    #expect(answer["findings"][0]["expected"].text == key)
    #expect(try mutasi.run("verify", "--key", "nonsense").code == 2)
    // A whole journal replaced by one of another key, ledger.json included.
    try mutasi.copy("journal", to: "mine")
    let mine = try #require(try mutasi.json("verify")["key"].text)
    let swapped = try other.json("verify", "--key", mine, code: 1)
    #expect(swapped["findings"][0]["code"].text == "SIG_UNKNOWN_KEY")
  }

  @Test func `where there is no journal there is no verdict`() throws {
    let mutasi = try Harness.journal()
    try mutasi.remove("journal/ledger.json")
    let outcome = try mutasi.run("verify")
    #expect(outcome.code == 4)
    #expect(outcome.stderr.contains("ledger.json"))
    #expect(outcome.stdout.isEmpty)
    #expect(try mutasi.run("verify", "--journal", "nowhere").code == 4)
    try mutasi.write("{\"format\": 99}", to: "journal/ledger.json")
    #expect(try mutasi.run("verify").code == 4)
    try mutasi.write("{\"format\": 1}", to: "journal/ledger.json")
    let damaged = try mutasi.json("verify", code: 1)
    #expect(damaged["findings"][0]["code"].text == "DESCRIPTION_MALFORMED")
  }
}
