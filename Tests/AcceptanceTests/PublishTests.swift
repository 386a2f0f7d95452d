import Journal
import MerkleLog
import Testing

/// `publish` writes what others can check, and `verify --log` checks it without the journal.
@Suite struct PublishTests {
  private func journal(_ count: Int) throws -> Harness {
    let mutasi = try Harness.journal()
    if count > 0 { try mutasi.append(Samples.posts(count)) }
    try mutasi.write(try mutasi.run("key", "export").stdout, to: "pub")
    return mutasi
  }

  private func verify(
    _ mutasi: Harness, _ folder: String = "public", code: Int32 = 0,
    location: SourceLocation = #_sourceLocation
  ) throws -> JSON {
    try mutasi.json("verify", "--log", folder, "--key", "pub", code: code, location: location)
  }

  @Test func `a folder is written, brought up to date and verified without the journal`() throws {
    let mutasi = try journal(0)
    var before = 0
    for size in [0, 1, 2, 3, 255, 256, 257, 258] {
      let more = Samples.posts(size).dropFirst(before)
      if !more.isEmpty { try mutasi.append(Array(more)) }
      let answer = try mutasi.json("publish", "public")
      #expect(answer["before"].number == before)
      #expect(answer["size"].number == size)
      #expect(answer["folder"].text == "public")
      #expect(answer["root"].text == (try mutasi.json("checkpoint", "--unverified")["root"].text))
      #expect(try mutasi.bytes(of: "public/checkpoint") == mutasi.bytes(of: "journal/checkpoint"))
      try mutasi.copy("public/checkpoint", to: "kept-\(size)")
      before = size
    }
    try mutasi.remove("journal")
    let answer = try verify(mutasi)
    #expect(answer["size"].number == 258)
    #expect(answer["origin"].text == "test.example/mutasi")
    #expect(answer["findings"].elements.isEmpty)
    #expect(
      answer["levels"].elements.compactMap { $0["level"].text } == [
        "signature", "root", "tiles", "form", "order", "ids", "references",
      ])
    for size in [0, 1, 2, 3, 255, 256, 257, 258] {
      let extended = try mutasi.json(
        "verify", "--log", "public", "--key", "pub", "--against", "kept-\(size)")
      #expect(extended["findings"].elements.isEmpty)
    }
  }

  @Test func `every damage to a published folder exits 1 and names entry, file and byte`() throws {
    let mutasi = try journal(300)
    try #require(try mutasi.run("publish", "public").code == 0)
    for (file, code, entry, offset) in [
      ("tile/entries/000", "LEAF_MISMATCH", 0, 2), ("tile/0/000", "TILE_MISMATCH", 0, 0),
      ("tile/0/001.p/44", "TILE_MISMATCH", 256, 0), ("tile/1/000.p/1", "TILE_MISMATCH", 0, 0),
      ("tile/entries/001.p/44", "LEAF_MISMATCH", 256, 2),
    ] {
      let right = try mutasi.bytes(of: "public/" + file)
      var bytes = right
      bytes[offset] ^= 1
      try mutasi.write(bytes, to: "public/" + file)
      let finding = try verify(mutasi, code: 1)["findings"].all("severity", "violation").first
      #expect(finding?["code"].text == code, "\(file)")
      #expect(finding?["file"].text == file)
      #expect(finding?["entry"].number == entry)
      #expect(finding?["offset"].number == offset)
      #expect(finding?["expected"].text?.isEmpty == false)
      try mutasi.remove("public/" + file)
      let missing = try verify(mutasi, code: 1)["findings"].all("severity", "violation").first
      #expect(missing?["code"].text == "TRUNCATED")
      #expect(missing?["file"].text == file)
      // What was changed is found by a complete publication; what is missing is written again.
      try mutasi.write(bytes, to: "public/" + file)
      let refused = try mutasi.run("publish", "public", "--all")
      #expect(refused.code == 1)
      #expect(refused.stderr.contains("TILE_MISMATCH") && refused.stderr.contains(file))
      try mutasi.remove("public/" + file)
      #expect(try mutasi.json("publish", "public", "--all")["written"].number == 1)
      #expect(try mutasi.bytes(of: "public/" + file) == right)
    }
    try mutasi.write("x", to: "public/tile/notes.txt")
    #expect(try verify(mutasi, code: 1)["findings"][0]["code"].text == "UNEXPECTED_FILE")
  }

  @Test func `another key, another journal and no folder have their own answers`() throws {
    let mutasi = try journal(3)
    try #require(try mutasi.run("publish", "public").code == 0)
    let other = try journal(3)
    try mutasi.write(try other.bytes(of: "pub"), to: "strange")
    let strange = try mutasi.json("verify", "--log", "public", "--key", "strange", code: 1)
    #expect(strange["findings"][0]["code"].text == "SIG_UNKNOWN_KEY")
    #expect(strange["size"].isNull)
    #expect(try mutasi.run("verify", "--log", "nowhere", "--key", "pub").code == 4)
    #expect(try mutasi.run("verify", "--log", "journal", "--key", "pub").code == 1)
    try mutasi.remove("public/checkpoint")
    #expect(try verify(mutasi, code: 1)["findings"][0]["code"].text == "CHECKPOINT_MISSING")
    // Somebody else's folder is not touched.
    let before = try other.contents(of: "journal")
    #expect(try other.run("publish", "journal").code == 3)
    #expect(try other.contents(of: "journal") == before)
  }

  @Test func `a folder that holds another past is left alone, with both notes`() throws {
    let mutasi = try journal(2)
    try mutasi.copy("journal", to: "fork")
    try mutasi.copy("key", to: "stolen")
    try mutasi.append(Samples.post("mine"))
    try #require(try mutasi.run("publish", "public").code == 0)
    let before = try mutasi.contents(of: "public")
    for code in ["ROLLBACK", "FORK", "INCONSISTENT"] {
      let refused = try mutasi.run("publish", "public", "--journal", "fork")
      #expect(refused.code == 1)
      #expect(refused.stderr.contains(code), "\(refused.stderr)")
      #expect(refused.stderr.contains("evidence:\ntest.example/mutasi\n3\n"))
      #expect(try mutasi.contents(of: "public") == before)
      let done = try mutasi.run(
        ["append", "-", "--journal", "fork"], stdin: Samples.post("theirs-\(code)") + "\n",
        environment: ["MUTASI_KEY": mutasi.path("stolen")])
      try #require(done.code == 0, "\(done.stderr)")
    }
  }

  @Test func `whoever knows an old key follows the entries to the one that replaced it`() throws {
    let mutasi = try journal(2)
    try mutasi.copy("journal", to: "before")
    try mutasi.copy("key", to: "stolen")
    try #require(try mutasi.run("key", "rotate", "--reason", "tahunan").code == 0)
    try mutasi.write(try mutasi.run("key", "export").stdout, to: "pub-2")
    #expect(try mutasi.bytes(of: "pub") != mutasi.bytes(of: "pub-2"))
    try #require(try mutasi.run("publish", "public").code == 0)
    for key in ["pub", "pub-2"] {
      let answer = try mutasi.json("verify", "--log", "public", "--key", key)
      #expect(answer["findings"].all("severity", "violation").isEmpty)
    }
    // The old key is revoked there: what it signs after that is no journal of this office.
    try #require(try mutasi.run("publish", "old", "--journal", "before").code == 0)
    #expect(try mutasi.run("verify", "--log", "old", "--key", "pub").code == 0)
    try #require(try mutasi.run("verify", "--log", "old", "--key", "pub-2").code == 1)
    let now = try SignedNote(parsing: try mutasi.bytes(of: "public/checkpoint"))
    let stolen = try KeyFile(mutasi.path("stolen")).read()
    let forged = try SignedCheckpoint(signing: Checkpoint(parsing: now.text), by: stolen)
    try mutasi.write(forged.bytes, to: "public/checkpoint")
    let refused = try mutasi.json("verify", "--log", "public", "--key", "pub", code: 1)
    #expect(refused["findings"].all("code", "KEY_NOT_AUTHORIZED").count == 1)
    #expect(refused["levels"].all("level", "signature").first?["ok"].flag == false)
  }
}
