import Foundation
import Glibc
import Testing

/// Where the machine is in the way, append says what is, ends with 4, and leaves the journal as it
/// was.
@Suite struct EnvironmentTests {
  private func journal() throws -> Harness {
    let mutasi = try Harness.journal()
    try mutasi.append(Samples.posts(2))
    try mutasi.write(Samples.post("new") + "\n", to: "new.jsonl")
    return mutasi
  }

  private func expectFailure(
    _ mutasi: Harness, _ outcome: Harness.Outcome, _ before: [String: [UInt8]], says: String...,
    location: SourceLocation = #_sourceLocation
  ) throws {
    #expect(outcome.code == 4, "\(outcome.stderr)", sourceLocation: location)
    for text in says {
      #expect(
        outcome.stderr.contains(text), "\(text) in: \(outcome.stderr)", sourceLocation: location)
    }
    #expect(outcome.stdout.isEmpty, sourceLocation: location)
    #expect(try mutasi.contents() == before, sourceLocation: location)
  }

  @Test func `what was recorded is told where the receipt cannot be written`() throws {
    let mutasi = try journal()
    let outcome = try mutasi.shell(#""$MUTASI" append new.jsonl > /dev/full"#)
    #expect(outcome.code == 4)
    let root = try mutasi.json("verify")["root"].text ?? ""
    #expect(outcome.stderr.contains("standard output"))
    #expect(outcome.stderr.contains("entry 2 was recorded all the same: size 3, root \(root)"))
  }

  @Test func `standard input that is closed is told in words`() throws {
    let mutasi = try journal()
    let before = try mutasi.contents()
    try expectFailure(
      mutasi, mutasi.shell(#""$MUTASI" append - <&-"#), before,
      says: "cannot read standard input: Bad file descriptor")
  }

  @Test func `a second writer fails at once, or waits for the first`() throws {
    let mutasi = try journal()
    let before = try mutasi.contents()
    let folder = unsafe open(mutasi.path("journal"), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    try #require(folder >= 0 && flock(folder, LOCK_EX | LOCK_NB) == 0)
    try expectFailure(
      mutasi, mutasi.run("append", "new.jsonl"), before, says: "LOCKED", "another writer")
    try expectFailure(
      mutasi, mutasi.run("append", "--wait", "50ms", "new.jsonl"), before, says: "LOCKED")
    // Readers and rehearsals need no lock.
    #expect(try mutasi.run("verify").code == 0)
    #expect(try mutasi.run("append", "--dry-run", "new.jsonl").code == 0)
    let waiting = try mutasi.start(["append", "--wait", "1m", "new.jsonl"])
    _ = flock(folder, LOCK_UN)
    close(folder)
    #expect(try waiting.wait().code == 0)
    #expect(try mutasi.json("verify")["size"].number == 3)
  }

  @Test func `a missing journal is named`() throws {
    let mutasi = try journal()
    let before = try mutasi.contents()
    for verb in [["append", "new.jsonl"], ["replay"], ["log"], ["show", "0"], ["checkpoint"]] {
      try expectFailure(
        mutasi, mutasi.run(verb + ["--journal", "elsewhere"]), before, says: "elsewhere", "init")
    }
    #expect(!FileManager.default.fileExists(atPath: mutasi.path("elsewhere")))
  }

  @Test func `a missing, wrong or open key`() throws {
    let mutasi = try journal()
    let before = try mutasi.contents()
    try expectFailure(
      mutasi,
      mutasi.run(["append", "new.jsonl"], environment: ["MUTASI_KEY": mutasi.path("none")]),
      before, says: "KEY_MISSING", "none")
    let made = try mutasi.run(
      ["init", "--journal", "other"], environment: ["MUTASI_KEY": mutasi.path("other-key")])
    #expect(made.code == 0)
    try expectFailure(
      mutasi,
      mutasi.run(["append", "new.jsonl"], environment: ["MUTASI_KEY": mutasi.path("other-key")]),
      before, says: "KEY_WRONG")
    unsafe chmod(mutasi.path("key"), 0o644)
    try expectFailure(
      mutasi, mutasi.run("append", "new.jsonl"), before, says: "KEY_PERMISSIONS")
    try mutasi.write("PRIVATE+KEY+what", to: "key")
    unsafe chmod(mutasi.path("key"), 0o600)
    let malformed = try mutasi.run("append", "new.jsonl")
    try expectFailure(mutasi, malformed, before, says: "KEY_MALFORMED")
    #expect(!malformed.stderr.contains("PRIVATE+KEY+what"))
    // Whoever only reads needs no key.
    try mutasi.remove("key")
    #expect(try mutasi.run("verify").code == 0)
    #expect(try mutasi.run("append", "--dry-run", "new.jsonl").code == 0)
  }

  @Test(.enabled(if: Harness.canMount, "needs a mount namespace of its own"))
  func `a read-only journal is read without lock or key, and not written`() throws {
    let mutasi = try journal()
    let before = try mutasi.contents()
    func readOnly(_ command: String) throws -> Harness.Outcome {
      try mutasi.shell(
        #"unshare -rm sh -c 'mount -o bind journal journal "#
          + #"&& mount -o remount,ro,bind journal && exec "$MUTASI" \#(command)'"#)
    }
    try expectFailure(mutasi, readOnly("append new.jsonl"), before, says: "READ_ONLY", "read-only")
    try mutasi.copy("key", to: "kept")
    try mutasi.remove("key")
    for verb in [
      "verify", "replay", "log", "show 1", "checkpoint", "append --dry-run new.jsonl",
    ] {
      let outcome = try readOnly(verb)
      #expect(outcome.code == 0, "\(verb): \(outcome.stderr)")
      #expect(outcome.stderr.isEmpty, "\(verb): \(outcome.stderr)")
    }
  }

  @Test(.enabled(if: Harness.canMount, "needs a mount namespace of its own"))
  func `a full disk leaves the journal as it was`() throws {
    let mutasi = try journal()
    let before = try mutasi.contents()
    let long = String(repeating: "x", count: 60_000)
    let big = #"{"data":{"note":"\#(long)","post":"big"},"type":"PostEstablished"}"#
    try mutasi.write(Array(repeating: big, count: 4).joined(separator: "\n"), to: "big.jsonl")
    let outcome = try mutasi.shell(
      #"""
      unshare -rm sh -c 'mkdir small && mount -t tmpfs -o size=128k tmpfs small &&
      cp -r journal small/ || exit 99
      "$MUTASI" append --journal small/journal big.jsonl; code=$?
      cp -r small/journal after
      "$MUTASI" append --journal small/journal new.jsonl >/dev/null || exit 98
      "$MUTASI" verify --journal small/journal >/dev/null || exit 97
      exit $code'
      """#)
    try expectFailure(mutasi, outcome, before, says: "NO_SPACE", "free some space")
    #expect(try mutasi.contents(of: "after") == before)
  }

  @Test func `a limit on the size of files leaves the journal as it was`() throws {
    let mutasi = try journal()
    let before = try mutasi.contents()
    let long = String(repeating: "x", count: 60_000)
    try mutasi.write(
      #"{"data":{"note":"\#(long)","post":"big"},"type":"PostEstablished"}"#, to: "big.jsonl")
    let outcome = try mutasi.shell(#"ulimit -f 32; "$MUTASI" append big.jsonl"#)
    try expectFailure(mutasi, outcome, before, says: "000000.jsonl", "large")
    try mutasi.append(Samples.post("small"))
    #expect(try mutasi.json("verify")["size"].number == 3)
  }
}
