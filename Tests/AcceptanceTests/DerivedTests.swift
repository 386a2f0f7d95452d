import Foundation
import Glibc
import Testing

/// What is derived from a journal makes answers quick and changes none of them; nobody has to trust
/// it, and nothing is lost with it.
@Suite struct DerivedTests {
  private static let derived = "journal/.derived"

  private static let questions: [[String]] = [
    ["replay"], ["replay", "--at", "2020-06-01"], ["replay", "--at", "2021-03-01"],
    ["replay", "--known-on", "2020-01-01"], ["replay", "--through", "6"],
    ["replay", "--through", "2", "--at", "2020-06-01"],
    ["post", "kadis-pu"], ["post", "kadis-kes", "--at", "2020-06-01"], ["post", "Camat A"],
    ["post", "camat-a", "--through", "5"], ["official", "ani"], ["official", "Budi"],
    ["official", "cici", "--at", "2021-01-01"], ["due", "--all"], ["audit"], ["check"],
    ["rotation", "r-2021"], ["diff", "2020-06-01", "2021-06-01"],
  ]

  /// Some of them, one for each way of reading what is derived.
  private static let few = [
    ["replay", "--at", "2021-03-01"], ["replay", "--through", "6"], ["post", "kadis-kes"],
    ["official", "ani"], ["due", "--all"],
  ]

  private func town() throws -> Harness {
    let mutasi = try Harness.journal()
    try mutasi.append(SmallTown.entries)
    return mutasi
  }

  /// The answers to all questions, but for what they rest on.
  private func answers(
    _ mutasi: Harness, _ questions: [[String]] = questions
  ) throws -> [String] {
    try questions.map { question in
      let outcome = try mutasi.run(question + ["--format", "json"])
      let text = outcome.stdout.replacing(#""basis":"snapshot""#, with: #""basis":"full""#)
      return "\(question) \(outcome.code) \(text.replacing(#": "snapshot""#, with: #": "full""#))"
    }
  }

  private func basis(_ mutasi: Harness, _ question: String...) throws -> String? {
    try mutasi.run(question + ["--format", "json"]).json()["basis"].text
  }

  @Test func `rebuild keeps what the journal says, and no answer changes`() throws {
    let mutasi = try town()
    let before = try answers(mutasi)
    #expect(try basis(mutasi, "replay") == "full")
    let rebuilt = try mutasi.json("rebuild")
    #expect(rebuilt["size"].number == SmallTown.entries.count)
    for question in [["replay"], ["post", "kadis-pu"], ["official", "ani"], ["due"]] {
      let answer = try mutasi.run(question + ["--format", "json"]).json()
      #expect(answer["basis"].text == "snapshot", "\(question)")
      #expect(answer["root"].text == rebuilt["root"].text)
    }
    #expect(try answers(mutasi) == before)
    #expect(try mutasi.json("verify")["findings"].elements.isEmpty)
    #expect(try basis(mutasi, "replay") == "snapshot")
  }

  @Test func `what is recorded afterwards is told with it`() throws {
    let mutasi = try town()
    _ = try mutasi.json("rebuild")
    let later = [
      #"{"type":"OfficialsInaugurated","effective":"2021-10-01","data":{"lines":["#
        + #"{"official":"dodo","name":"Dodo","post":"kadis-pu"}]}}"#,
      #"{"type":"ActingAssigned","effective":"2021-10-02","data":{"official":"ani","#
        + #""post":"camat-b","until":"2021-12-31"}}"#,
      #"{"type":"OfficialRegistered","data":{"official":"ani","name":"Ani Baru"}}"#,
      #"{"type":"OfficialRetired","effective":"2021-11-01","data":{"official":"budi"}}"#,
      #"{"type":"EntryRetracted","data":{"entry":5,"reason":"x"}}"#,
      #"{"type":"PostAbolished","effective":"2021-12-01","data":{"post":"kadis-kes"}}"#,
    ]
    for entry in later {
      try mutasi.append(entry)
      #expect(try basis(mutasi, "replay") == "snapshot", "\(entry)")
      try mutasi.copy("journal", to: "plain")
      try mutasi.remove("plain/.derived")
      let plain = try Self.few.map { question in
        try mutasi.run(question + ["--format", "json", "--journal", "plain"]).stdout
      }
      for (question, answer) in zip(Self.few, plain) {
        let own = try mutasi.run(question + ["--format", "json"]).stdout
        #expect(own.replacing("snapshot", with: "full") == answer, "\(question) after \(entry)")
      }
      try mutasi.remove("plain")
    }
    #expect(try mutasi.json("verify")["findings"].elements.isEmpty)
  }

  @Test func `a long journal that is only appended to is not read by every append`() throws {
    let mutasi = try Harness.journal()
    let posts = (0..<1000).map { Samples.post("p\($0)") }.joined(separator: "\n")
    try #require(try mutasi.run("append", "-", stdin: posts + "\n").code == 0)
    for number in 0..<3 {
      try mutasi.append([Samples.post("q\(number)")])
    }
    #expect(try mutasi.contents(of: Self.derived).keys.contains("projection"))
    #expect(try mutasi.json("post", "p7")["basis"].text == "snapshot")
    #expect(try mutasi.json("verify")["findings"].elements.isEmpty)
  }

  @Test func `deleting it loses nothing, and neither does deleting a part of it`() throws {
    let mutasi = try town()
    let before = try answers(mutasi)
    let few = try answers(mutasi, Self.few)
    _ = try mutasi.json("rebuild")
    let files = try mutasi.contents(of: Self.derived).keys.sorted()
    #expect(files.contains("unaltered") && files.contains("projection"))
    for file in files {
      try mutasi.copy(Self.derived, to: "kept")
      try mutasi.remove(Self.derived + "/" + file)
      #expect(try answers(mutasi, Self.few) == few, "without \(file)")
      try mutasi.remove(Self.derived)
      try mutasi.copy("kept", to: Self.derived)
      try mutasi.remove("kept")
    }
    try mutasi.remove(Self.derived)
    #expect(try answers(mutasi) == before)
  }

  @Test func `leaf hashes that are wrong are named by verify and made anew by rebuild`() throws {
    let mutasi = try town()
    let file = "hashes/000000.sha256"
    let good = try mutasi.bytes(of: "journal/" + file)
    var wrong = good
    wrong[70] ^= 1
    for (bytes, code, entry) in [
      (wrong, "DERIVED_MISMATCH", 2 as Int?), (Array(good.dropLast(9)), "DERIVED_STALE", nil),
    ] {
      try mutasi.write(bytes, to: "journal/" + file)
      let finding = try mutasi.json("verify")["findings"][0]
      #expect(finding["code"].text == code)
      #expect(finding["file"].text == file)
      #expect(finding["entry"].number == entry)
      let rebuilt = try mutasi.run("rebuild")
      #expect(rebuilt.stdout.contains("\(file): made anew"))
      #expect(try mutasi.bytes(of: "journal/" + file) == good)
      #expect(try mutasi.json("verify")["findings"].elements.isEmpty)
    }
  }

  @Test func `a changed line is found behind it, also with its old time`() throws {
    for keepsTime in [false, true] {
      let mutasi = try town()
      _ = try mutasi.json("rebuild")
      let path = "journal/entries/000000.jsonl"
      let date = try FileManager.default.attributesOfItem(atPath: mutasi.path(path))[
        .modificationDate]
      let handle = try FileHandle(forUpdating: URL(fileURLWithPath: mutasi.path(path)))
      let line = try mutasi.bytes(of: path)
      let place = try #require(line.firstRange(of: Array("Kepala".utf8))?.lowerBound)
      try handle.seek(toOffset: UInt64(place))
      try handle.write(contentsOf: Data("Kepalo".utf8))
      try handle.close()
      if keepsTime, let date {
        try FileManager.default.setAttributes(
          [.modificationDate: date], ofItemAtPath: mutasi.path(path))
      }
      for question in [["replay"], ["post", "kadis-pu"], ["official", "ani"], ["audit"]] {
        let outcome = try mutasi.run(question)
        #expect(outcome.code == 1 && outcome.stdout.isEmpty, "\(question)")
      }
      #expect(try mutasi.run("verify").code == 1)
    }
  }

  @Test func `what is kept does not depend on who made it`() throws {
    let mutasi = try Harness.journal()
    let decree = #""decree":{"number":"9","date":"2020-03-07","issuer":"Bupati","part":"#
    try mutasi.append([
      #"{"type":"DecreeIssued","data":{\#(decree){"no":1,"of":2}},"rotation":"r1"}}"#,
      #"{"type":"DecreeIssued","data":{\#(decree){"no":2,"of":2}},"rotation":"r2"}}"#,
      #"{"type":"DecreeAnnulled","effective":"2020-09-08","data":{"decree":{"number":"9"}}}"#,
    ])
    // Each process hashes with keys of its own.
    for _ in 0..<8 {
      _ = try mutasi.json("rebuild")
      #expect(try mutasi.json("verify")["findings"].elements.isEmpty)
    }
  }

  @Test func `damaged files of it are passed over`() throws {
    let mutasi = try town()
    let before = try answers(mutasi, Self.few)
    _ = try mutasi.json("rebuild")
    for (file, bytes) in try mutasi.contents(of: Self.derived) {
      for place in [0, bytes.count / 3, bytes.count / 2, bytes.count - 1] {
        var damaged = bytes
        damaged[place] ^= 0x20
        try mutasi.write(damaged, to: Self.derived + "/" + file)
        #expect(try answers(mutasi, Self.few) == before, "\(file), byte \(place)")
      }
      try mutasi.write(Array(bytes.prefix(bytes.count / 2)), to: Self.derived + "/" + file)
      #expect(try answers(mutasi, Self.few) == before, "half of \(file)")
      try mutasi.write(bytes, to: Self.derived + "/" + file)
    }
  }

  @Test func `what another journal left, or this one before, is passed over`() throws {
    let mutasi = try town()
    _ = try mutasi.json("rebuild")
    try mutasi.copy(Self.derived, to: "older")
    try mutasi.append(
      #"{"type":"OfficialRetired","effective":"2021-09-01","data":{"official":"ani"}}"#)
    let before = try answers(mutasi)
    #expect(before.contains { $0.contains("2021-09-01") })
    try mutasi.remove(Self.derived)
    try mutasi.copy("older", to: Self.derived)
    #expect(try answers(mutasi) == before)

    let other = try Harness.journal()
    try other.append(SmallTown.entries.reversed())
    let own = try answers(other)
    try FileManager.default.copyItem(
      atPath: mutasi.path("older"), toPath: other.path("foreign"))
    try other.remove(Self.derived)
    try other.copy("foreign", to: Self.derived)
    #expect(try answers(other) == own)
  }

  @Test func `facts that were forged are found by verify, and gone after it`() throws {
    let mutasi = try town()
    let before = try answers(mutasi)
    _ = try mutasi.json("rebuild")
    let forger = try Harness.journal()
    try forger.append(SmallTown.entries.map { $0.replacing("kadis-pu", with: "kadis-xx") })
    _ = try forger.json("rebuild")
    // The facts of other lines under the head of the right ones, as only a forger would have them.
    try mutasi.write(
      Self.graft(
        try mutasi.bytes(of: Self.derived + "/facts/000000"),
        try forger.bytes(of: Self.derived + "/facts/000000"), by: mutasi),
      to: Self.derived + "/facts/000000")
    try mutasi.remove(Self.derived + "/projection")
    #expect(try mutasi.run("replay").stdout.contains("kadis-xx"))
    let findings = try mutasi.json("verify")["findings"]
    #expect(findings[0]["code"].text == "DERIVED_MISMATCH")
    #expect(findings[0]["file"].text == ".derived/facts/000000")
    #expect(try answers(mutasi) == before)
    #expect(try mutasi.json("verify")["findings"].elements.isEmpty)
  }

  /// Batches one after another: plain ones, doubtful ones, repeated, refused, about what was
  /// recorded before, and about people and posts that are new.
  private static let batches = [
    [
      #"{"id":"n-1","type":"OfficialsInaugurated","effective":"2022-01-10","data":"#
        + #"{"decree":{"number":"821/1/2022"},"lines":[{"official":"edi","post":"kadis-pu"}]}}"#
    ],
    // Of two definitive posts, one was recorded before.
    [
      #"{"id":"n-2","type":"TenureRecorded","data":{"official":"ani","post":"camat-a","#
        + #""from":"2021-04-01","to":"2022-02-01"}}"#
    ],
    [
      #"{"id":"n-3","type":"OfficialsInaugurated","effective":"2022-03-01","data":"#
        + #"{"decree":{"number":"821/1/2022"},"lines":[{"official":"fani","post":"kadis-x"},"#
        + #"{"official":"ani","post":"camat-c","from":"camat-a"}]}}"#,
      #"{"id":"n-4","type":"AssignmentEnded","effective":"2022-03-02","data":"#
        + #"{"official":"budi","post":"kadis-kes"}}"#,
    ],
    // Known by its id, in what was kept and in what came since; and with other content.
    [
      #"{"id":"n-2","type":"TenureRecorded","data":{"official":"ani","post":"camat-a","#
        + #""from":"2021-04-01","to":"2022-02-01"}}"#
    ],
    [#"{"id":"town-0","type":"PostEstablished","effective":"2018-01-01","data":{"post":"z"}}"#],
    [#"{"id":"n-5","type":"PostAbolished","effective":"2022-04-01","data":{"post":"kadis-kes"}}"#],
    [
      #"{"id":"n-6","type":"OfficialsInaugurated","effective":"2022-05-01","data":"#
        + #"{"lines":[{"official":"gita","post":"kadis-kes"}]}}"#
    ],
    [#"{"id":"n-7","type":"AppointmentRefused","data":{}}"#],
    [#"{"id":"n-8","type":"EntryRetracted","data":{"entry":13,"reason":"slip"}}"#],
    [
      #"{"id":"n-9","type":"OfficialsInaugurated","effective":"2022-06-01","data":"#
        + #"{"rotation":"r-2021","decree":{"number":"821/1/2020"},"lines":"#
        + #"[{"official":"edi","post":"camat-a"},{"official":"hadi","post":"kadis-pu"}]}}"#
    ],
  ]

  @Test func `an append is judged with what is kept as it is judged without`() throws {
    var outcomes: [[String]] = []
    var recorded = 0
    for isKept in [false, true] {
      let mutasi = try Harness.journal()
      try mutasi.append(
        SmallTown.entries.enumerated().map { #"{"id":"town-\#($0)","# + $1.dropFirst() })
      if isKept { _ = try mutasi.json("rebuild") }
      var own: [String] = []
      for (number, batch) in Self.batches.enumerated() {
        if isKept, number == 7 { _ = try mutasi.json("rebuild") }
        let outcome = try mutasi.run(
          ["append", "-", "--format", "json"], stdin: batch.map { $0 + "\n" }.joined())
        let receipt = try? outcome.json()
        let entries = receipt?["entries"].elements.map {
          "\($0["entry"].number ?? -1) \($0["id"].text ?? "") \($0["repeated"].flag ?? false)"
        }
        own.append(
          "\(number): \(outcome.code) \(receipt?["warnings"].elements.map(\.text) ?? []) "
            + "\(entries ?? []) \(outcome.stderr)")
      }
      outcomes.append(own)
      recorded += own.count { $0.contains(": 0 ") }
      #expect(try mutasi.json("verify")["findings"].elements.isEmpty)
    }
    for (without, with) in zip(outcomes[0], outcomes[1]) { #expect(without == with) }
    #expect(recorded > 10)
  }

  /// Entries with ids that begin so.
  private static func identified(_ prefix: String) -> [String] {
    SmallTown.entries.enumerated().map { number, entry in
      #"{"id":"\#(prefix)-\#(number)","# + entry.dropFirst()
    }
  }

  @Test func `a repeated id is known from it, and found where it was forged`() throws {
    let mutasi = try Harness.journal()
    try mutasi.append(Self.identified("a"))
    _ = try mutasi.json("rebuild")
    // The same content is skipped and answered with its number; other content is refused.
    let again = try mutasi.append(Self.identified("a"))
    #expect(again["entries"].elements.map { $0["entry"].number } == Array(0..<12))
    #expect(try mutasi.json("verify")["size"].number == 12)
    let other =
      #"{"id":"a-3","type":"OfficialRetired","effective":"2021-09-01","#
      + #""data":{"official":"ani"}}"#
    let refused = try mutasi.run(["append", "-"], stdin: other + "\n")
    #expect(refused.code == 3 && refused.stderr.contains("entry 3"))

    let forger = try Harness.journal()
    try forger.append(Self.identified("b"))
    _ = try forger.json("rebuild")
    try mutasi.write(
      Self.graft(
        try mutasi.bytes(of: Self.derived + "/facts/000000"),
        try forger.bytes(of: Self.derived + "/facts/000000"), by: mutasi),
      to: Self.derived + "/facts/000000")
    try mutasi.append(other)
    let answer = try mutasi.json("verify", code: 1)
    let duplicate = try #require(answer["findings"].all("code", "DUPLICATE_ID").first)
    #expect(duplicate["entry"].number == 12)
  }

  /// The head of one derived file with the content of another, and a digest that fits both.
  private static func graft(
    _ head: [UInt8], _ content: [UInt8], by mutasi: Harness
  ) throws -> [UInt8] {
    func split(_ file: [UInt8]) throws -> (head: [UInt8], content: [UInt8]) {
      let mark = try #require(file.firstRange(of: Array("\nsha256 ".utf8)))
      let end = try #require(file[mark.upperBound...].firstIndex(of: 0x0A))
      return (Array(file[...mark.lowerBound]), Array(file[(end + 1)...]))
    }
    let (own, other) = (try split(head).head, try split(content).content)
    try mutasi.write(own, to: "head")
    try mutasi.write(other, to: "content")
    let digest = try mutasi.shell(
      """
      python3 -c 'import hashlib
      digest = lambda b: hashlib.sha256(b).digest()
      read = lambda name: open(name, "rb").read()
      both = digest(read("head")) + digest(read("content"))
      print(hashlib.sha256(b"\\x01" + both).hexdigest(), end="")'
      """)
    return own + Array("sha256 \(digest.stdout)\n".utf8) + other
  }

  @Test func `a journal that cannot be written is served from the user's cache folder`() throws {
    guard Harness.canMount else { return }
    let mutasi = try town()
    let outcome = try mutasi.shell(
      """
      unshare -rm sh -c 'mount --bind journal journal && mount -o remount,bind,ro journal && \
        $MUTASI rebuild && $MUTASI replay --format json' && ls home/.cache/mutasi
      """)
    #expect(outcome.stdout.contains("snapshot"), "\(outcome.stderr)")
    #expect(outcome.stdout.contains("test.example_mutasi"))
  }
}
