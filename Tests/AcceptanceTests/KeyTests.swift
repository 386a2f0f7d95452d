import Foundation
import Glibc
import Testing

/// Who may sign is recorded, enforced, and followed from the first key to the present one; each
/// mishap with a key has a verb and leaves a trace.
@Suite struct KeyTests {
  private func journal() throws -> Harness {
    let mutasi = try Harness.journal()
    try mutasi.append(Samples.posts(2))
    return mutasi
  }

  private func publicKey(_ mutasi: Harness) throws -> String {
    let outcome = try mutasi.run("key", "export")
    try #require(outcome.code == 0, "\(outcome.stderr)")
    return outcome.stdout.trimmingCharacters(in: .newlines)
  }

  private func expectVerified(
    _ mutasi: Harness, by keys: [String], location: SourceLocation = #_sourceLocation
  ) throws {
    _ = try mutasi.json("verify", location: location)
    for key in keys { _ = try mutasi.json("verify", "--key", key, location: location) }
  }

  @Test func `a rotation that is refused leaves nothing behind`() throws {
    let mutasi = try journal()
    let before = try mutasi.contents(of: ".").keys.sorted()
    // An identity number, which no entry may hold.
    let refused = try mutasi.run("key", "rotate", "--reason", "3510010101900001")
    #expect(refused.code == 3, "\(refused.stderr)")
    #expect(try mutasi.contents(of: ".").keys.sorted() == before)
    try #require(try mutasi.run("key", "rotate").code == 0)
  }

  @Test func `one key after init, and nothing secret is shown`() throws {
    let mutasi = try journal()
    let answer = try mutasi.json("key", "show")
    #expect(answer["keys"].elements.count == 1)
    #expect(answer["keys"][0]["state"].text == "in-force")
    #expect(answer["keys"][0]["signs"].flag == true)
    #expect(answer["keys"][0]["file"].text == mutasi.path("key"))
    #expect(answer["remembered"].number == 2)
    let table = try mutasi.run("key", "show")
    #expect(table.stdout.contains(try publicKey(mutasi)))
    #expect(!table.stdout.contains("PRIVATE"))
    #expect(!(try mutasi.run("key", "export")).stdout.contains("PRIVATE"))
  }

  @Test func `a rotated journal verifies with every key that led to the present one`() throws {
    let mutasi = try journal()
    var keys = [try publicKey(mutasi)]
    for round in 0..<3 {
      let answer = try mutasi.json("key", "rotate", "--reason", "round \(round)")
      #expect(answer["keys"].elements.count == round + 2)
      keys.append(try publicKey(mutasi))
      try mutasi.append(Samples.post("post-\(round)"))
    }
    try expectVerified(mutasi, by: keys)
    let states = try mutasi.json("key", "show")["keys"].elements.compactMap { $0["state"].text }
    #expect(states == ["revoked", "revoked", "revoked", "in-force"])
    let types = try mutasi.json("log")["entries"].elements.compactMap { $0["type"].text }
    #expect(types.filter { $0 == "KeyAuthorized" }.count == 3)
    #expect(types.filter { $0 == "KeyRevoked" }.count == 3)
    // A copy without what is derived, and one without the commit file, is read all the same.
    try mutasi.remove("journal/.derived")
    try expectVerified(mutasi, by: keys)
    try mutasi.remove("journal/commit")
    try expectVerified(mutasi, by: keys)
    try mutasi.append(Samples.post("last"))
    // Every reading verb finds the key in force.
    #expect(try mutasi.run("replay", "--at", "2026-01-01").code == 0)
    #expect(try mutasi.run("checkpoint").code == 0)
    // A key that nobody led to it does not convince.
    let stranger = try publicKey(Harness.journal())
    let answer = try mutasi.json("verify", "--key", stranger, code: 1)
    #expect(answer["findings"][0]["code"].text == "SIG_UNKNOWN_KEY")
  }

  @Test(arguments: ["stale", "foreign", "forged", "old", "damaged"])
  func `no file in .derived decides who may sign, or which entries are signed`(
    _ kind: String
  ) throws {
    let mutasi = try journal()
    let first = try publicKey(mutasi)
    let stale = try mutasi.bytes(of: "journal/.derived/keys")
    #expect(try mutasi.run("key", "rotate").code == 0)
    try mutasi.append(Samples.post("after"))
    let answer = try mutasi.json("verify")
    let (size, root) = (answer["size"].number ?? 0, answer["root"].text ?? "")
    let other = try journal()
    for _ in 2..<size { try other.append(Samples.post("other-\(UUID().uuidString)")) }
    let index =
      switch kind {
      case "stale": stale
      case "foreign": try other.bytes(of: "journal/.derived/keys")
      case "forged": Array("examined \(size) 0 \(root)\n".utf8)
      case "old": Array("examined \(size) 0\n".utf8)
      default: Array("x".utf8)
      }
    try mutasi.write(index, to: "journal/.derived/keys")
    let findings = try mutasi.json("verify")["findings"].elements.compactMap { $0["file"].text }
    #expect(findings == (["forged", "foreign"].contains(kind) ? [".derived/keys"] : []))
    try mutasi.write(index, to: "journal/.derived/keys")
    #expect(try mutasi.json("replay")["size"].number == size)
    let appended = try mutasi.append(Samples.post("next"))
    #expect(appended["size"].number == size + 1)
    #expect(!FileManager.default.fileExists(atPath: mutasi.path("journal/quarantine")))
    try expectVerified(mutasi, by: [first, try publicKey(mutasi)])
  }

  @Test func `what is recorded about a key is neither retracted nor corrected`() throws {
    let mutasi = try journal()
    #expect(try mutasi.run("key", "rotate").code == 0)
    for words in [
      ["retract", "2", "--reason", "x"], ["correct", "3", "--set", "note=y", "--reason", "z"],
    ] {
      let refused = try mutasi.run(words)
      #expect(refused.code == 3)
      #expect(refused.stderr.contains("key revoke"))
    }
    #expect(try mutasi.json("verify")["size"].number == 4)
  }

  @Test func `the index of another journal does not let a revoked key sign`() throws {
    let (mutasi, other) = (try journal(), try journal())
    for one in [mutasi, other] {
      let made = try one.run("key", "new", "spare")
      #expect(made.code == 0, "\(made.stderr)")
      let spare = made.stdout.trimmingCharacters(in: .newlines)
      #expect(try one.run("key", "authorize", spare).code == 0)
      try one.write(spare, to: "spare.pub")
    }
    let id = String(decoding: try mutasi.bytes(of: "spare.pub"), as: UTF8.self).split(
      separator: "+")
    #expect(try mutasi.run("key", "revoke", String(id[1]), "--reason", "stolen").code == 0)
    try other.append(Samples.post("one-more"))
    try mutasi.write(other.bytes(of: "journal/.derived/keys"), to: "journal/.derived/keys")
    let refused = try mutasi.run(
      ["append", "-"], stdin: Samples.post("x") + "\n",
      environment: ["MUTASI_KEY": mutasi.path("spare")])
    #expect(refused.code == 4)
    #expect(refused.stderr.contains("KEY_WRONG"))
    try mutasi.append(Samples.post("y"))
    _ = try mutasi.json("verify")
  }

  @Test func `keys in the configuration folder are found by what the journal says`() throws {
    let mutasi = try Harness()
    let home = ["MUTASI_KEY": ""]
    func run(_ words: String..., stdin: String = "") throws -> Harness.Outcome {
      try mutasi.run(words, stdin: stdin, environment: home)
    }
    #expect(try run("init", "--origin", "t.example/x", "--source", "https://t.example").code == 0)
    #expect(try run("append", "-", stdin: Samples.post("a") + "\n").code == 0)
    #expect(try run("key", "rotate").code == 0)
    let appended = try run("append", "-", stdin: Samples.post("b") + "\n")
    #expect(appended.code == 0, "\(appended.stderr)")
    let files = try FileManager.default.contentsOfDirectory(
      atPath: mutasi.path("home/.config/mutasi"))
    #expect(files.filter { $0.hasSuffix(".key") }.count == 2)
    #expect(files.filter { $0.contains(".signed-") }.count == 2)
    #expect(try run("verify").code == 0)
  }

  @Test func `a rotation that is interrupted anywhere leaves a journal that can go on`() throws {
    let original = try journal()
    let first = try publicKey(original)
    // The calls by which a rotation leaves its traces: the file of the new key, then two appends,
    // then the names of the files.
    var outcomes: Set<Int> = []
    for step in 0..<20 {
      let mutasi = try Harness()
      for name in ["journal", "key"] { try original.copy(name, to: "../\(mutasi.name)/\(name)") }
      for file in try FileManager.default.contentsOfDirectory(atPath: original.folder)
      where file.hasPrefix("key.signed") {
        try original.copy(file, to: "../\(mutasi.name)/\(file)")
      }
      let run = try mutasi.start(["key", "rotate"])
      usleep(UInt32(step) * UInt32.random(in: 1_000...8_000))
      run.kill()
      _ = try run.wait()
      let size = try #require(try mutasi.json("verify")["size"].number)
      outcomes.insert(size)
      #expect(try mutasi.run("verify", "--key", first).code == 0)
      let blocked = try mutasi.run("append", "-", stdin: Samples.post("next") + "\n")
      if blocked.code != 0 {
        #expect(blocked.code == 4)
        #expect(blocked.stderr.contains("key rotate"), "\(blocked.stderr)")
      }
      let again = try mutasi.run("key", "rotate")
      #expect(again.code == 0, "\(again.stderr)")
      try mutasi.append(Samples.post("after"))
      let keys = try mutasi.json("key", "show")["keys"].elements
      #expect(keys.filter { $0["state"].text == "in-force" }.count == 1)
      try expectVerified(mutasi, by: [first, publicKey(mutasi)])
    }
    #expect(outcomes.isSubset(of: [2, 3, 4]))
  }

  @Test func `a revoked key signs no more, and what it signs all the same is found`() throws {
    let mutasi = try journal()
    try mutasi.copy("key", to: "stolen")
    _ = try mutasi.json("key", "rotate")
    let late = try mutasi.run(
      ["append", "-"], stdin: Samples.post("x") + "\n",
      environment: ["MUTASI_KEY": mutasi.path("stolen")])
    #expect(late.code == 4)
    #expect(late.stderr.contains("KEY_WRONG"))
    #expect(late.stderr.contains("entry 3 revoked it"))
    #expect(try mutasi.json("verify")["size"].number == 4)
  }

  @Test func `a stolen key is revoked with the spare one from the safe`() throws {
    let mutasi = try journal()
    let first = try publicKey(mutasi)
    let made = try mutasi.run("key", "new", "spare")
    #expect(made.code == 0)
    let spare = made.stdout.trimmingCharacters(in: .newlines)
    let safe = ["MUTASI_KEY": mutasi.path("spare")]
    // Unless it was authorised it may do nothing.
    #expect(try mutasi.run(["append", "-"], stdin: "{}", environment: safe).code == 4)
    _ = try mutasi.json("key", "authorize", spare, "--holder", "Inspektorat", "--reason", "brankas")
    // The only other key in force can be revoked, the last one cannot.
    #expect(try mutasi.run("key", "revoke", first).code != 0)
    let revoked = try mutasi.run(
      ["key", "revoke", first, "--reason", "dicuri", "--from", "2020-01-01", "--format", "json"],
      environment: safe)
    #expect(revoked.code == 0, "\(revoked.stderr)")
    #expect(try mutasi.run("append", "-", stdin: Samples.post("x") + "\n").code == 4)
    #expect(
      try mutasi.run(["append", "-"], stdin: Samples.post("y") + "\n", environment: safe).code == 0)
    let answer = try mutasi.json("verify")
    #expect(answer["findings"].all("code", "KEY_DOUBT").first?["entry"].number == 3)
    try expectVerified(mutasi, by: [first, spare])
    // The last one cannot go, whoever asks.
    let last = try mutasi.run(["key", "revoke", spare], environment: safe)
    #expect(last.code == 4)
    #expect(try mutasi.run(["key", "rotate"], environment: safe).code == 0)
    try expectVerified(mutasi, by: [first, spare])
  }

  @Test func `an authorisation through append carries a proof, and none can be brought along`()
    throws
  {
    let mutasi = try journal()
    let spare = try mutasi.run("key", "new", "spare").stdout.trimmingCharacters(in: .newlines)
    let entry =
      #"{"id":"k","type":"KeyAuthorized","effective":"2026-01-01","data":{"key":"\#(spare)"}}"#
    try mutasi.append(entry)
    #expect(try mutasi.json("show", "2")["entries"][0]["event"]["data"]["proof"].text != nil)
    // The same again is the same entry, though its proof would be another one now.
    let again = try mutasi.append(Samples.post("between"), entry)
    #expect(again["entries"][1]["repeated"].flag == true)
    let brought = entry.replacing(#""k""#, with: #""l""#)
      .replacing(#""data":{"#, with: #""data":{"proof":"x","#)
    let refused = try mutasi.run("append", "-", stdin: brought + "\n")
    #expect(refused.code == 3)
    #expect(refused.stderr.contains("data.proof"))
    let nonsense = entry.replacing(#""k""#, with: #""m""#).replacing(spare, with: "no key")
    #expect(try mutasi.run("append", "-", stdin: nonsense + "\n").code == 3)
    #expect(try mutasi.run("verify").code == 0)
    #expect(
      try mutasi.json("key", "show")["keys"].elements.compactMap { $0["state"].text }
        == ["in-force", "in-force"])
  }

  @Test func `after a restored backup nothing is signed until somebody answers for it`() throws {
    let mutasi = try journal()
    try mutasi.copy("journal", to: "backup")
    try mutasi.append(Samples.post("lost"))
    let kept = try mutasi.run("checkpoint").stdout
    try mutasi.remove("journal")
    try mutasi.copy("backup", to: "journal")
    let refused = try mutasi.run("append", "-", stdin: Samples.post("new") + "\n")
    #expect(refused.code == 1)
    #expect(refused.stderr.contains("ROLLBACK"))
    #expect(refused.stderr.contains("key adopt --accept-rollback"))
    #expect(try mutasi.run("key", "adopt").code == 2)
    let adopted = try mutasi.run("key", "adopt", "--accept-rollback", "server terbakar")
    #expect(adopted.code == 0, "\(adopted.stderr)")
    let trace = try mutasi.json("show", "2")["entries"][0]["event"]
    #expect(trace["type"].text == "KeyAuthorized")
    let reason = try #require(trace["data"]["reason"].text)
    #expect(reason.contains("server terbakar"))
    let root = kept.split(separator: "\n")[2]
    #expect(reason.contains("3 entries with root \(root)"))
    try mutasi.append(Samples.post("new"))
    try expectVerified(mutasi, by: [publicKey(mutasi)])
    // There is nothing to give up now.
    #expect(try mutasi.run("key", "adopt", "--accept-rollback", "again").code == 3)
  }

  @Test func `a copy that went on elsewhere is a fork, and one of the two is given up`() throws {
    let mutasi = try journal()
    try mutasi.copy("journal", to: "copy")
    try mutasi.append(Samples.post("here"))
    try mutasi.copy("journal", to: "mine")
    let refused = try mutasi.run("append", "--journal", "copy", "-", stdin: Samples.post("there"))
    #expect(refused.code == 1)
    // On another machine, with a copy of the key but not of what it signed.
    try mutasi.copy("key", to: "key2")
    let elsewhere = ["MUTASI_KEY": mutasi.path("key2")]
    let forked = try mutasi.run(
      ["append", "--journal", "copy", "-"], stdin: Samples.post("there") + "\n",
      environment: elsewhere)
    #expect(forked.code == 0, "\(forked.stderr)")
    let fork = try mutasi.run("append", "--journal", "copy", "-", stdin: Samples.post("more"))
    #expect(fork.code == 1)
    #expect(fork.stderr.contains("FORK"))
    try mutasi.append(Samples.post("on"))
  }

  @Test func `a key moves to another machine with what it signed last`() throws {
    let mutasi = try journal()
    try mutasi.append(Samples.post("c"))
    #expect(try mutasi.run("key", "export", "--secret", "usb").code == 0)
    #expect(try mutasi.run("key", "export", "--secret", "usb").code == 3)
    let there = ["MUTASI_KEY": mutasi.path("there/key")]
    let imported = try mutasi.run(["key", "import", "usb", "--format", "json"], environment: there)
    #expect(imported.code == 0, "\(imported.stderr)")
    #expect(try imported.json()["remembered"].number == 3)
    #expect(try mutasi.run(["key", "import", "usb"], environment: there).code == 3)
    let appended = try mutasi.run(
      ["append", "-"], stdin: Samples.post("d") + "\n", environment: there)
    #expect(appended.code == 0, "\(appended.stderr)")
    let stranger = try Harness.journal()
    try stranger.copy("key", to: "../\(mutasi.name)/foreign")
    let refused = try mutasi.run(
      ["key", "import", "foreign"], environment: ["MUTASI_KEY": mutasi.path("new")])
    #expect(refused.code == 3)
  }

  @Test func `a lost key is followed by one that began anew, and verify never forgets it`() throws {
    let mutasi = try journal()
    let first = try publicKey(mutasi)
    let here = try mutasi.run("key", "recover", "--reason", "x")
    #expect(here.code == 3)
    #expect(here.stderr.contains("key rotate"))
    try mutasi.remove("key")
    #expect(try mutasi.run("append", "-", stdin: Samples.post("x") + "\n").code == 4)
    let recovered = try mutasi.run("key", "recover", "--reason", "laptop terbakar")
    #expect(recovered.code == 0, "\(recovered.stderr)")
    try mutasi.append(Samples.post("new"))
    let answer = try mutasi.json("verify")
    #expect(answer["findings"].all("code", "KEY_RECOVERED").first?["entry"].number == 2)
    let second = try publicKey(mutasi)
    _ = try mutasi.json("verify", "--key", second)
    // Who trusts the lost key has no reason to trust the new one.
    let old = try mutasi.json("verify", "--key", first, code: 1)
    #expect(old["findings"].all("code", "SIG_UNKNOWN_KEY").count == 1)
    // The last word of the lost key is kept, and vouches for what was before.
    let proof = try mutasi.json("show", "2")["entries"][0]["event"]["data"]["proof"].text
    #expect(proof?.hasPrefix("test.example/mutasi\n2\n") == true)
    // It can be replaced like any other, and be lost again.
    _ = try mutasi.json("key", "rotate")
    try expectVerified(mutasi, by: [second, publicKey(mutasi)])
    try mutasi.remove("key")
    #expect(try mutasi.run("key", "recover", "--reason", "lagi").code == 0)
    try mutasi.append(Samples.post("newer"))
    try expectVerified(mutasi, by: [publicKey(mutasi)])
    _ = try mutasi.json("verify", "--key", second, code: 1)
    let states = try mutasi.json("key", "show")["keys"].elements.compactMap { $0["state"].text }
    #expect(states == ["ended", "revoked", "ended", "in-force"])
  }

  @Test(.enabled(if: geteuid() == 0, "only root can give a file away"))
  func `a key of another user is refused`() throws {
    let mutasi = try journal()
    unsafe chown(mutasi.path("key"), 1, 1)
    let outcome = try mutasi.run("append", "-", stdin: Samples.post("x") + "\n")
    #expect(outcome.code == 4)
    #expect(outcome.stderr.contains("KEY_PERMISSIONS"))
  }
}
