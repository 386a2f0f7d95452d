import Testing

/// A receipt proves one entry to whoever has it, the entry's line and the key, and nothing else.
@Suite struct ProveTests {
  /// A journal of five posts, its key in `pub`, a checkpoint of three entries in `old`.
  private func journal() throws -> Harness {
    let mutasi = try Harness.journal()
    try mutasi.append(Array(Samples.posts(5)[..<3]))
    try mutasi.write(try mutasi.run("checkpoint").stdout, to: "old")
    try mutasi.append(Array(Samples.posts(5)[3...]))
    try mutasi.write(try mutasi.run("key", "export").stdout, to: "pub")
    return mutasi
  }

  private func check(
    _ mutasi: Harness, _ receipt: String, _ line: String, code: Int32 = 0,
    location: SourceLocation = #_sourceLocation
  ) throws -> JSON {
    try mutasi.json(
      "verify", "--proof", receipt, "--entry", line, "--key", "pub", code: code,
      location: location)
  }

  @Test func `every entry's receipt is checked without the journal`() throws {
    let mutasi = try journal()
    for entry in 0..<5 {
      let printed = try mutasi.run("prove", "\(entry)", "--line", "line-\(entry)")
      #expect(printed.code == 0)
      try mutasi.write(printed.stdout, to: "receipt-\(entry)")
      let filed = try mutasi.run("prove", "id-post-\(entry)", "--output", "by-id")
      #expect(filed.code == 0 && filed.stdout.isEmpty)
      #expect(try mutasi.bytes(of: "by-id") == Array(printed.stdout.utf8))
    }
    let checkpoint = try mutasi.bytes(of: "journal/checkpoint")
    let lines = try mutasi.bytes(of: "journal/entries/000000.jsonl")
    try mutasi.remove("journal")
    var all: [UInt8] = []
    for entry in 0..<5 {
      let answer = try check(mutasi, "receipt-\(entry)", "line-\(entry)")
      #expect(answer["entry"].number == entry)
      #expect(answer["size"].number == 5)
      #expect(answer["keyFrom"].text == "given with --key")
      #expect(
        answer["levels"].elements.compactMap { $0["level"].text } == ["signature", "inclusion"])
      // Verbatim: whoever compares checkpoints can compare this one.
      #expect(try mutasi.bytes(of: "receipt-\(entry)").suffix(checkpoint.count) == checkpoint[...])
      let line = try mutasi.bytes(of: "line-\(entry)")
      #expect(line.last == 0x0A)
      all += line
      try mutasi.write(Array(line.dropLast()), to: "bare")
      _ = try check(mutasi, "receipt-\(entry)", "bare")
      for other in 0..<5 where other != entry {
        let wrong = try check(mutasi, "receipt-\(entry)", "line-\(other)", code: 1)
        let finding = wrong["findings"][0]
        #expect(finding["code"].text == "PROOF_INVALID")
        #expect(finding["entry"].number == entry)
        #expect(finding["file"].text == "receipt-\(entry)")
        #expect(finding["expected"].text?.count == 64)
        #expect(finding["actual"].text != finding["expected"].text)
      }
    }
    #expect(all == lines)
  }

  @Test func `a receipt with any line changed is refused with the reason`() throws {
    let mutasi = try journal()
    _ = try mutasi.run("prove", "2", "--output", "receipt", "--line", "line")
    let text = String(decoding: try mutasi.bytes(of: "receipt"), as: UTF8.self)
    let hash = try #require(text.split(separator: "\n").first { $0.hasSuffix("=") })
    func code(_ changed: String, _ exit: Int32 = 1) throws -> String? {
      try #require(changed != text)
      try mutasi.write(changed, to: "changed")
      return try check(mutasi, "changed", "line", code: exit)["findings"][0]["code"].text
    }
    #expect(try code(text.replacing("index 2", with: "index 3")) == "PROOF_INVALID")
    #expect(try code(text.replacing("index 2", with: "index 5")) == "PROOF_INVALID")
    #expect(try code(text.replacing("\(hash)\n", with: "")) == "PROOF_INVALID")
    #expect(try code(text.replacing("\(hash)\n", with: "\(hash)\n\(hash)\n")) == "PROOF_INVALID")
    let other = (hash.first == "A" ? "B" : "A") + hash.dropFirst()
    #expect(try code(text.replacing(hash, with: other)) == "PROOF_INVALID")
    #expect(try code(text.replacing("index 2", with: "index 02")) == "PROOF_MALFORMED")
    #expect(try code(text.replacing("\n5\n", with: "\n4\n")) == "SIG_INVALID")
    #expect(try code(text.replacing("\n5\n", with: "\n05\n")) == "SIG_INVALID")
    #expect(try code(text.replacing("— test.example", with: "— best.example")) == "SIG_UNKNOWN_KEY")
    #expect(try code(String(text.dropLast(1))) == "CHECKPOINT_MALFORMED")
    #expect(try code("") == "PROOF_MALFORMED")
    // Without a verdict: nothing is known to be wrong.
    try mutasi.write(text.replacing("@v1", with: "@v2"), to: "newer")
    let newer = try mutasi.run("verify", "--proof", "newer", "--entry", "line", "--key", "pub")
    #expect(newer.code == 4)
    #expect(newer.stderr.contains("NEWER_FORMAT"))
    #expect(newer.stderr.contains("c2sp.org/tlog-proof@v2"))
    #expect(newer.stdout.isEmpty)
  }

  @Test func `a receipt needs the right key, as text or in a file`() throws {
    let mutasi = try journal()
    let other = try Harness.journal()
    _ = try mutasi.run("prove", "2", "--output", "receipt", "--line", "line")
    func run(_ key: String) throws -> Harness.Outcome {
      try mutasi.run("verify", "--proof", "receipt", "--entry", "line", "--key", key)
    }
    let key = String(decoding: try mutasi.bytes(of: "pub"), as: UTF8.self).dropLast()
    #expect(try run(String(key)).code == 0)
    try mutasi.write("\n  \n\(key)", to: "padded")
    #expect(try run("padded").code == 0)
    let strange = try run(try other.run("key", "export").stdout.replacing("\n", with: ""))
    #expect(strange.code == 1)
    #expect(strange.stderr.contains("SIG_UNKNOWN_KEY"))
    try mutasi.write("\(key)\n\(key)\n", to: "two")
    for word in ["two", "line", "nowhere"] { #expect(try run(word).code == 2, "\(word)") }
    // A private key in the wrong place is not repeated where others read.
    let secret = String(decoding: try mutasi.bytes(of: "key"), as: UTF8.self).dropLast()
    for word in [String(secret), "key"] {
      let refused = try run(word)
      #expect(refused.code == 2)
      #expect(!refused.stderr.contains(secret.suffix(44)))
      #expect(refused.stderr.contains("private key"))
    }
  }

  @Test func `an older checkpoint can be proven against, if the journal extends it`() throws {
    let mutasi = try journal()
    let old = try mutasi.bytes(of: "old")
    #expect(
      try mutasi.run("prove", "1", "--checkpoint", "old", "--output", "r", "--line", "l").code == 0)
    #expect(try mutasi.bytes(of: "r").suffix(old.count) == old[...])
    #expect(try check(mutasi, "r", "l")["size"].number == 3)
    // A receipt has a checkpoint in it, and is as good as one.
    #expect(
      try mutasi.run("prove", "2", "--checkpoint", "r").stdout.hasSuffix(
        String(decoding: old, as: UTF8.self)))
    let beyond = try mutasi.run("prove", "3", "--checkpoint", "old")
    #expect(beyond.code == 1)
    #expect(beyond.stderr.contains("NO_SUCH_ENTRY"))
    #expect(beyond.stdout.isEmpty)
    try mutasi.write("nonsense", to: "bad")
    #expect(try mutasi.run("prove", "1", "--checkpoint", "bad").code == 1)
    #expect(try mutasi.run("prove", "1", "--checkpoint", "nowhere").code == 4)
  }

  @Test func `what is no regular file is not written over`() throws {
    let mutasi = try journal()
    try mutasi.write("kept", to: "target")
    #expect(try mutasi.shell("ln -s target link && mkfifo pipe").code == 0)
    for name in ["link", "pipe", "home"] {
      let refused = try mutasi.run("prove", "1", "--output", name)
      #expect(refused.code == 3)
      #expect(refused.stderr.contains("EXISTS"))
    }
    #expect(try mutasi.bytes(of: "target") == Array("kept".utf8))
    #expect(try mutasi.run("prove", "1", "--output", "target").code == 0)
  }

  @Test func `an entry that is not there has no receipt`() throws {
    let mutasi = try journal()
    for word in ["5", "-1", "no-such-id"] {
      let refused = try mutasi.run(["prove", "--output", "none", "--", word])
      #expect(refused.code == 1, "\(word)")
      #expect(refused.stderr.contains("NO_SUCH_ENTRY"), "\(word)")
    }
    #expect(throws: (any Error).self) { try mutasi.bytes(of: "none") }
    let empty = try Harness.journal()
    #expect(try empty.run("prove", "0").code == 1)
  }

  @Test func `what is wrong with the checkpoints is told beside a proof, which stands`() throws {
    let mutasi = try journal()
    let right = try mutasi.run("prove", "3")
    #expect(right.code == 0 && right.stderr.isEmpty)
    var checkpoint = try mutasi.bytes(of: "journal/checkpoint")
    checkpoint[checkpoint.count - 5] ^= 1
    try mutasi.write(checkpoint, to: "journal/checkpoint")
    let proven = try mutasi.run("prove", "3")
    #expect(proven.code == 0 && proven.stdout == right.stdout)
    #expect(proven.stderr.contains("(checkpoint)"), "\(proven.stderr)")
  }

  @Test func `derived hashes are not trusted, and not needed`() throws {
    let mutasi = try journal()
    let right = try mutasi.run("prove", "3").stdout
    var hashes = try mutasi.bytes(of: "journal/hashes/000000.sha256")
    for index in stride(from: 0, to: hashes.count, by: 32) { hashes[index] ^= 1 }
    try mutasi.write(hashes, to: "journal/hashes/000000.sha256")
    #expect(try mutasi.run("prove", "3").stdout == right)
    try mutasi.remove("journal/hashes")
    try mutasi.remove("journal/.derived")
    #expect(try mutasi.run("prove", "3").stdout == right)
    // Lines that do not give the signed root prove nothing.
    var lines = try mutasi.bytes(of: "journal/entries/000000.jsonl")
    lines[10] ^= 1
    try mutasi.write(lines, to: "journal/entries/000000.jsonl")
    let refused = try mutasi.run("prove", "3")
    #expect(refused.code == 1)
    #expect(refused.stdout.isEmpty)
  }

  @Test func `options that make no sense together are refused`() throws {
    let mutasi = try journal()
    _ = try mutasi.run("prove", "2", "--output", "receipt", "--line", "line")
    for words in [
      ["--proof", "receipt"], ["--proof", "receipt", "--key", "pub"], ["--entry", "line"],
      ["--proof", "receipt", "--entry", "line"], ["--quorum", "1"], ["--log", "public"],
      ["--log", "public", "--proof", "receipt", "--entry", "line", "--key", "pub"],
      ["--proof", "receipt", "--entry", "line", "--key", "pub", "--against", "old"],
      ["--witness", "pub"],
    ] { #expect(try mutasi.run(["verify"] + words).code == 2, "\(words)") }
  }
}
