import Foundation
import Testing

/// Witnesses cosign that the journal only grew; `verify` asks for as many of them as it is told.
@Suite struct WitnessTests {
  /// A journal of two posts, its key in `pub`, and three witnesses: `w1` with `w1.pub`, and so on.
  private func journal() throws -> Harness {
    let mutasi = try Harness.journal()
    try mutasi.append(Samples.posts(2))
    try mutasi.write(try mutasi.run("key", "export").stdout, to: "pub")
    for name in ["w1", "w2", "w3"] {
      let made = try mutasi.run("key", "new", name, "--witness", "\(name).example/w")
      try #require(made.code == 0, "\(made.stderr)")
      try mutasi.write(made.stdout, to: name + ".pub")
    }
    return mutasi
  }

  /// Lets a witness cosign, and takes the signature into the journal.
  private func cosign(
    _ mutasi: Harness, _ name: String, location: SourceLocation = #_sourceLocation
  ) throws {
    let cosigned = try mutasi.run("checkpoint", "cosign", name)
    try #require(cosigned.code == 0, "\(cosigned.stderr)", sourceLocation: location)
    let added = try mutasi.run("checkpoint", "add-signature", "-", stdin: cosigned.stdout)
    try #require(added.code == 0, "\(added.stderr)", sourceLocation: location)
    #expect(added.stdout.contains("— \(name).example/w "), sourceLocation: location)
    #expect(
      try mutasi.bytes(of: "journal/checkpoint") == Array(added.stdout.utf8),
      sourceLocation: location)
  }

  private func verify(
    _ mutasi: Harness, _ names: [String], quorum: Int? = nil
  ) throws -> Harness.Outcome {
    try mutasi.run(
      ["verify", "--key", "pub", "--format", "json"] + names.flatMap { ["--witness", $0 + ".pub"] }
        + (quorum.map { ["--quorum", "\($0)"] } ?? []))
  }

  @Test func `a quorum is met by as many of the given witnesses as it asks for`() throws {
    let mutasi = try journal()
    let none = try verify(mutasi, ["w1"])
    #expect(none.code == 1)
    let finding = try none.json()["findings"][0]
    #expect(finding["code"].text == "WITNESS_QUORUM")
    #expect(finding["expected"].text == "1 of w1.example/w")
    #expect(finding["actual"].text == "none")
    try cosign(mutasi, "w1")
    let one = try verify(mutasi, ["w1"])
    #expect(one.code == 0, "\(one.stderr)")
    let left = try one.json()["notExcluded"].texts
    #expect(left.count == 3)
    #expect(!left.contains { $0.contains("split view") })
    #expect(try verify(mutasi, ["w1", "w2"]).code == 1)
    #expect(try verify(mutasi, ["w1", "w2"], quorum: 1).code == 0)
    try cosign(mutasi, "w2")
    #expect(try verify(mutasi, ["w1", "w2"]).code == 0)
    #expect(try verify(mutasi, ["w1", "w2", "w3"], quorum: 2).code == 0)
    #expect(try verify(mutasi, ["w1", "w2", "w3"], quorum: 3).code == 1)
    #expect(try verify(mutasi, ["w1", "w2", "w3"]).code == 1)
    for quorum in [0, -1, 3] {
      #expect(try verify(mutasi, ["w1", "w2"], quorum: quorum).code == 2)
    }
    // One witness twice is one.
    #expect(try verify(mutasi, ["w1", "w1"], quorum: 2).code == 2)
  }

  @Test func `signature lines survive whatever makes no new checkpoint`() throws {
    let mutasi = try journal()
    try cosign(mutasi, "w1")
    let cosigned = try mutasi.bytes(of: "journal/checkpoint")
    // Recorded before: skipped, so that the size stays.
    try mutasi.append(Samples.posts(2))
    #expect(try mutasi.bytes(of: "journal/checkpoint") == cosigned)
    #expect(try mutasi.run("checkpoint").stdout == String(decoding: cosigned, as: UTF8.self))
    _ = try mutasi.run("prove", "0", "--output", "receipt", "--line", "line")
    #expect(try mutasi.bytes(of: "receipt").suffix(cosigned.count) == cosigned[...])
    let receipt = ["verify", "--proof", "receipt", "--entry", "line", "--key", "pub", "--witness"]
    #expect(try mutasi.run(receipt + ["w1.pub"]).code == 0)
    #expect(try mutasi.run(receipt + ["w2.pub"]).code == 1)
    // A new checkpoint starts without them; the old one is kept, and held against for ever.
    try mutasi.append(Samples.post("later"))
    #expect(try mutasi.bytes(of: "journal/cosigned") == cosigned)
    let behind = try verify(mutasi, ["w1"])
    #expect(behind.code == 1)
    let finding = try behind.json()["findings"][0]
    #expect(finding["code"].text == "WITNESS_QUORUM")
    #expect(finding["text"].text?.contains("they did cosign the first 2 entries") == true)
    #expect(try mutasi.run("verify").code == 0)
    try cosign(mutasi, "w1")
    #expect(try verify(mutasi, ["w1"]).code == 0)
    #expect(try mutasi.run("publish", "public").code == 0)
    let published = try mutasi.json(
      "verify", "--log", "public", "--key", "pub", "--witness", "w1.pub")
    #expect(published["levels"].all("level", "witnesses").first?["ok"].flag == true)
  }

  @Test func `unknown lines are passed over, a known one that does not verify is fatal`() throws {
    let mutasi = try journal()
    try cosign(mutasi, "w1")
    let good = String(decoding: try mutasi.bytes(of: "journal/checkpoint"), as: UTF8.self)
    try mutasi.write(good + "— newer.example/x AAAAAAAABBBBCCCCDDDD\n", to: "journal/checkpoint")
    #expect(try verify(mutasi, ["w1"]).code == 0)
    let line = try #require(good.split(separator: "\n").last)
    let at = line.index(line.endIndex, offsetBy: -30)
    let changed = line.replacingCharacters(at, line[at] == "A" ? "B" : "A")
    try mutasi.write(good.replacing(line, with: changed), to: "journal/checkpoint")
    let bad = try verify(mutasi, ["w1", "w2"], quorum: 1)
    #expect(bad.code == 1)
    let finding = try bad.json()["findings"][0]
    #expect(finding["code"].text == "SIG_INVALID")
    #expect(finding["file"].text == "checkpoint")
    // Who does not know the witness cannot tell.
    #expect(try verify(mutasi, ["w2"], quorum: 1).code == 1)
    let stranger = try mutasi.run("verify", "--key", "pub")
    #expect(stranger.code == 0, "\(stranger.stderr)")
  }

  @Test func `a lone line needs its witness's key, a note does not`() throws {
    let mutasi = try journal()
    let line = try mutasi.run("checkpoint", "cosign", "w1", "--line").stdout
    #expect(line.hasPrefix("— w1.example/w "))
    try mutasi.write(line, to: "line")
    let before = try mutasi.contents()
    #expect(try mutasi.run("checkpoint", "add-signature", "line").code == 3)
    #expect(
      try mutasi.run("checkpoint", "add-signature", "line", "--witness", "w2.pub").code == 3)
    for (text, code) in [
      ("nonsense", 1), ("— nonsense\n", 3), ("", 1), (line.replacing("A", with: "B"), 3),
    ] as [(String, Int32)] {
      try mutasi.write(text, to: "bad")
      let refused = try mutasi.run("checkpoint", "add-signature", "bad", "--witness", "w1.pub")
      #expect(refused.code == code, "\(text): \(refused.stderr)")
    }
    #expect(try mutasi.contents() == before)
    #expect(
      try mutasi.run("checkpoint", "add-signature", "line", "--witness", "w1.pub").code == 0)
    #expect(try verify(mutasi, ["w1"]).code == 0)
    // What has no signature but the journal's own adds nothing.
    let own = try mutasi.run("checkpoint").stdout.split(separator: "\n").dropLast().joined(
      separator: "\n")
    try mutasi.write(own + "\n", to: "own")
    #expect(try mutasi.run("checkpoint", "add-signature", "own").code == 1)
  }

  @Test func `a witness never cosigns two histories`() throws {
    let mutasi = try journal()
    try mutasi.copy("journal", to: "fork")
    try mutasi.copy("key", to: "stolen")
    try mutasi.append(Samples.posts(4))
    try cosign(mutasi, "w1")
    // Cut back.
    let back = try mutasi.run("checkpoint", "cosign", "w1", "--journal", "fork")
    #expect(back.code == 1)
    #expect(back.stderr.contains("ROLLBACK"))
    let notes = back.stderr.components(separatedBy: "evidence:")
    #expect(notes.count == 3)
    #expect(notes[1].contains("— test.example/mutasi ") && notes[1].contains("— w1.example/w "))
    #expect(notes[2].contains("— test.example/mutasi "))
    #expect(back.stdout.isEmpty)
    for (post, code) in [("a", "ROLLBACK"), ("b", "FORK"), ("c", "INCONSISTENT")] {
      let done = try mutasi.run(
        ["append", "-", "--journal", "fork"], stdin: Samples.post(post) + "\n",
        environment: ["MUTASI_KEY": mutasi.path("stolen")])
      try #require(done.code == 0, "\(done.stderr)")
      let refused = try mutasi.run("checkpoint", "cosign", "w1", "--journal", "fork")
      #expect(refused.code == 1)
      #expect(refused.stderr.contains(code), "\(refused.stderr)")
    }
    // One who saw nothing before cannot know; the journal refuses that signature.
    let fooled = try mutasi.run("checkpoint", "cosign", "w2", "--journal", "fork")
    #expect(fooled.code == 0)
    let before = try mutasi.contents()
    let added = try mutasi.run("checkpoint", "add-signature", "-", stdin: fooled.stdout)
    #expect(added.code == 1)
    #expect(added.stderr.contains("ROLLBACK"))
    #expect(try mutasi.contents() == before)
  }

  @Test func `a witness needs the published folder and the key only`() throws {
    let mutasi = try journal()
    try #require(try mutasi.run("publish", "public").code == 0)
    let first = try mutasi.run("checkpoint", "cosign", "w1", "--log", "public", "--key", "pub")
    #expect(first.code == 0, "\(first.stderr)")
    try mutasi.append(Samples.posts(5))
    try #require(try mutasi.run("publish", "public").code == 0)
    try mutasi.copy("journal", to: "aside")
    try mutasi.remove("journal")
    let second = try mutasi.run("checkpoint", "cosign", "w1", "--log", "public", "--key", "pub")
    #expect(second.code == 0, "\(second.stderr)")
    #expect(second.stdout.contains("\n5\n"))
    try mutasi.copy("aside", to: "journal")
    let added = try mutasi.run("checkpoint", "add-signature", "-", stdin: second.stdout)
    #expect(added.code == 0, "\(added.stderr)")
    #expect(try verify(mutasi, ["w1"]).code == 0)
    #expect(try mutasi.run("checkpoint", "cosign", "w1", "--log", "public").code == 2)
    let other = try Harness.journal()
    let strange = try other.run("key", "export").stdout
    try mutasi.write(strange, to: "strange")
    for words in [[], ["--log", "public"]] {
      let refused = try mutasi.run(["checkpoint", "cosign", "w1", "--key", "strange"] + words)
      #expect(refused.code == 1)
      #expect(refused.stderr.contains("SIG_UNKNOWN_KEY"))
    }
    let tile = try mutasi.bytes(of: "public/tile/0/000.p/5")
    try mutasi.append(Samples.posts(6))
    try #require(try mutasi.run("publish", "public").code == 0)
    var changed = try mutasi.bytes(of: "public/tile/0/000.p/6")
    changed[40] ^= 1
    try mutasi.write(changed, to: "public/tile/0/000.p/6")
    #expect(tile.count == 160)
    let refused = try mutasi.run("checkpoint", "cosign", "w1", "--log", "public", "--key", "pub")
    #expect(refused.code == 1)
    #expect(refused.stderr.contains("TILE_MISMATCH"))
  }

  @Test func `a witness's key is made without a journal, and is no key to sign one with`() throws {
    let mutasi = try Harness()
    let made = try mutasi.run("key", "new", "w", "--witness", "koran.example/w")
    #expect(made.code == 0, "\(made.stderr)")
    #expect(made.stdout.hasPrefix("koran.example/w+"))
    // Algorithm 4.
    #expect(made.stdout.split(separator: "+")[2].hasPrefix("B"))
    #expect(try mutasi.run("key", "new", "w", "--witness", "koran.example/w").code == 3)
    #expect(try mutasi.run("key", "new", "x", "--witness", "a b").code == 2)
    #expect(try mutasi.run("checkpoint", "cosign", "w").code == 4)
    let journal = try journal()
    let vkey = made.stdout.split(separator: "\n")[0]
    #expect(try journal.run("verify", "--key", String(vkey)).code == 2)
    #expect(try journal.run("verify", "--witness", "pub").code == 2)
    #expect(try journal.run("checkpoint", "cosign", "nowhere").code == 4)
    #expect(try journal.run("key", "authorize", String(vkey)).code != 0)
  }
}

extension Substring {
  /// The text with another character at a place.
  fileprivate func replacingCharacters(_ place: Index, _ character: Character) -> String {
    String(self[..<place]) + String(character) + String(self[index(after: place)...])
  }
}
