import Testing

/// Whoever kept a checkpoint notices that the journal was cut back, forked or rewritten since, and
/// gets the two signatures that prove it.
@Suite struct AgainstTests {
  /// A journal, checkpoints `kept-0` to `kept-5` of each size, and another history `fork` that the
  /// same key signed, which shares the first two entries.
  private func journal() throws -> Harness {
    let mutasi = try Harness.journal()
    try mutasi.write(try mutasi.run("key", "export").stdout, to: "pub")
    func keep(_ size: Int) throws {
      try mutasi.write(try mutasi.run("checkpoint").stdout, to: "kept-\(size)")
    }
    try keep(0)
    for size in 1...5 {
      try mutasi.append(Samples.post("post-\(size)"))
      try keep(size)
      guard size == 2 else { continue }
      try mutasi.copy("journal", to: "fork")
      // A stolen key: what it signed is remembered elsewhere.
      try mutasi.copy("key", to: "stolen")
    }
    for size in 3...6 {
      let done = try mutasi.run(
        ["append", "-", "--journal", "fork"], stdin: Samples.post("other-\(size)") + "\n",
        environment: ["MUTASI_KEY": mutasi.path("stolen")])
      try #require(done.code == 0, "\(done.stderr)")
      try mutasi.write(try mutasi.run("checkpoint", "--journal", "fork").stdout, to: "fork-\(size)")
    }
    return mutasi
  }

  @Test func `a journal extends every checkpoint of its own past, and says what it now excludes`()
    throws
  {
    let mutasi = try journal()
    for size in 0...5 {
      let answer = try mutasi.json("verify", "--against", "kept-\(size)", "--key", "pub")
      #expect(answer["findings"].elements.isEmpty)
      #expect(answer["levels"].all("level", "consistency").first?["ok"].flag == true)
      let left = answer["notExcluded"].texts
      #expect(left.count == (size == 5 ? 3 : 4))
      #expect(left.contains { $0.contains("from number \(size) on") } == (1...4).contains(size))
    }
    let all = try mutasi.run(["verify"] + (0...5).flatMap { ["--against", "kept-\($0)"] })
    #expect(all.code == 0, "\(all.stderr)")
  }

  @Test func `a fork of the same size is told with both signed notes`() throws {
    let mutasi = try journal()
    for words in [["--key", "pub"], []] {
      let outcome = try mutasi.run(
        ["verify", "--against", "kept-1", "--against", "fork-5", "--format", "json"] + words)
      #expect(outcome.code == 1)
      let finding = try outcome.json()["findings"].elements.first
      #expect(finding?["code"].text == "FORK")
      #expect(finding?["file"].text == "fork-5")
      let notes = try ["fork-5", "kept-5"].map {
        String(decoding: try mutasi.bytes(of: $0), as: UTF8.self)
      }
      #expect(finding?["evidence"].texts == notes)
      #expect(finding?["expected"].text != finding?["actual"].text)
      #expect(outcome.stderr.contains("FORK"))
      // A person gets the notes to the byte, so that they can be handed on.
      let table = try mutasi.run(["verify", "--against", "fork-5"] + words)
      #expect(table.code == 1)
      for note in notes { #expect(table.stdout.contains("\n" + note)) }
    }
  }

  @Test func `another history is inconsistent at every size beyond what is shared`() throws {
    let mutasi = try journal()
    for size in 3...4 {
      let answer = try mutasi.json("verify", "--against", "fork-\(size)", code: 1)
      let finding = answer["findings"][0]
      #expect(finding["code"].text == "INCONSISTENT")
      #expect(finding["evidence"].texts.count == 2)
      #expect(finding["expected"].text?.count == 64)
      #expect(answer["levels"].elements.filter { $0["ok"].flag == false }.count == 1)
    }
    let shared = try mutasi.json("verify", "--journal", "fork", "--against", "kept-2")
    #expect(shared["findings"].elements.isEmpty)
  }

  @Test func `a journal that was cut back is a rollback`() throws {
    let mutasi = try journal()
    let bigger = try mutasi.json("verify", "--against", "fork-6", code: 1)
    #expect(bigger["findings"][0]["code"].text == "ROLLBACK")
    // A backup is restored: nothing in the journal itself tells.
    try mutasi.remove("journal")
    try mutasi.copy("fork", to: "journal")
    let restored = try mutasi.json("verify", "--against", "fork-6", "--against", "kept-2")
    #expect(restored["findings"].elements.isEmpty)
    let lines = try mutasi.bytes(of: "journal/entries/000000.jsonl").split(separator: 0x0A)
    try mutasi.write(
      Array(lines[0]) + [0x0A] + Array(lines[1]) + [0x0A], to: "journal/entries/000000.jsonl")
    try mutasi.remove("journal/commit")
    try mutasi.write(try mutasi.bytes(of: "kept-2"), to: "journal/checkpoint")
    #expect(try mutasi.run("verify", "--key", "pub").code == 0)
    let answer = try mutasi.json("verify", "--against", "kept-5", "--key", "pub", code: 1)
    let finding = answer["findings"].all("severity", "violation")[0]
    #expect(finding["code"].text == "ROLLBACK")
    #expect(finding["entry"].number == 2)
    #expect(finding["expected"].text == "5 entries")
    #expect(finding["actual"].text == "2 entries")
  }

  @Test func `a checkpoint that nobody can believe is a finding, one that is not there is not`()
    throws
  {
    let mutasi = try journal()
    let text = String(decoding: try mutasi.bytes(of: "kept-4"), as: UTF8.self)
    try mutasi.write(text.replacing("\n4\n", with: "\n3\n"), to: "forged")
    try mutasi.write("nonsense\n", to: "nonsense")
    let other = try Harness.journal()
    try mutasi.write(try other.run("checkpoint").stdout, to: "stranger")
    for (file, code) in [
      ("forged", "SIG_INVALID"), ("nonsense", "CHECKPOINT_MALFORMED"),
      ("stranger", "SIG_UNKNOWN_KEY"),
    ] {
      let finding = try mutasi.json("verify", "--against", file, code: 1)["findings"][0]
      #expect(finding["code"].text == code)
      #expect(finding["file"].text == file)
    }
    #expect(try mutasi.run("verify", "--against", "nowhere").code == 4)
  }

  @Test func `lines that do not verify prove nothing about the past either`() throws {
    let mutasi = try journal()
    var lines = try mutasi.bytes(of: "journal/entries/000000.jsonl")
    lines[10] ^= 1
    try mutasi.write(lines, to: "journal/entries/000000.jsonl")
    let answer = try mutasi.json("verify", "--against", "kept-3", "--against", "fork-5", code: 1)
    let codes = answer["findings"].elements.compactMap { $0["code"].text }
    #expect(codes.filter { $0 != "LINE_INVALID" } == ["LEAF_MISMATCH", "FORK"])
  }

  @Test func `the file checkpoint behind the commit point must be of the same past`() throws {
    let mutasi = try journal()
    try mutasi.write(try mutasi.bytes(of: "kept-4"), to: "journal/checkpoint")
    #expect(try mutasi.run("verify").code == 0)
    try mutasi.write(try mutasi.bytes(of: "fork-4"), to: "journal/checkpoint")
    let finding = try mutasi.json("verify", code: 1)["findings"][0]
    #expect(finding["code"].text == "INCONSISTENT")
    #expect(finding["file"].text == "checkpoint")
  }

  @Test func `a receipt is as good as the checkpoint in it`() throws {
    let mutasi = try journal()
    _ = try mutasi.run("prove", "1", "--checkpoint", "kept-3", "--output", "receipt")
    _ = try mutasi.run("prove", "1", "--journal", "fork", "--output", "other")
    let answer = try mutasi.json("verify", "--against", "receipt")
    #expect(answer["notExcluded"].texts.contains { $0.contains("from number 3 on") })
    let cut = try mutasi.json("verify", "--against", "other", code: 1)
    #expect(cut["findings"][0]["code"].text == "ROLLBACK")
  }

  @Test func `checkpoints of a key that was replaced since are still believed`() throws {
    let mutasi = try journal()
    try #require(try mutasi.run("key", "rotate", "--reason", "tahunan").code == 0)
    try mutasi.append(Samples.post("later"))
    _ = try mutasi.run("checkpoint")
    try mutasi.write(try mutasi.run("checkpoint").stdout, to: "new")
    let answer = try mutasi.json(
      "verify", "--key", "pub", "--against", "kept-3", "--against", "new")
    #expect(answer["findings"].all("severity", "violation").isEmpty)
    let forked = try mutasi.json("verify", "--against", "fork-4", code: 1)
    #expect(forked["findings"].all("code", "INCONSISTENT").count == 1)
  }
}
