import Foundation
import Testing

@Suite struct `The verb record` {
  /// What each kind of record is called: the promise to those who write it in scripts.
  static let kinds = [
    "inauguration": "OfficialsInaugurated", "briefing": "OfficialsBriefed",
    "directive": "DirectiveIssued", "decree": "DecreeIssued", "amend": "DecreeAmended",
    "revoke": "DecreeRevoked", "annul": "DecreeAnnulled", "proposal": "RotationProposed",
    "panel": "PanelConsidered", "approval": "ApprovalGranted", "refusal": "ApprovalRefused",
    "invitation": "InvitationSent", "schedule": "InaugurationScheduled",
    "reschedule": "InaugurationRescheduled", "cancel": "InaugurationCancelled",
    "confirmation": "OfficialsConfirmed", "duty": "DutyStarted", "acting": "ActingAssigned",
    "acting-extension": "ActingExtended", "acting-end": "ActingEnded",
    "ending": "AssignmentEnded", "tenure": "TenureRecorded", "holder": "HolderAsserted",
    "head-of-region": "HeadOfRegionTerm", "evaluation": "EvaluationScheduled",
    "evaluation-held": "EvaluationHeld", "evaluation-cancelled": "EvaluationCancelled",
    "commitment": "CommitmentMade", "commitment-kept": "CommitmentKept",
    "commitment-broken": "CommitmentBroken", "headcount": "HeadcountReported",
    "election-stage": "ElectionStageSet", "official": "OfficialRegistered",
    "identification": "OfficialIdentified", "rank": "RankRaised",
    "discipline": "DisciplineImposed", "retirement": "OfficialRetired", "death": "OfficialDied",
    "transfer-out": "OfficialTransferredOut", "post": "PostEstablished",
    "rename-post": "PostRenamed", "regrade-post": "PostRegraded", "abolish-post": "PostAbolished",
    "unit": "UnitEstablished", "rename-unit": "UnitRenamed", "merge-unit": "UnitMerged",
    "dissolve-unit": "UnitDissolved", "dispute": "ClaimDisputed", "resolution": "ClaimResolved",
    "key-authorization": "KeyAuthorized", "key-revocation": "KeyRevoked",
  ]

  /// A journal with two entries to refer to: an inauguration and its decree.
  private static func journal() throws -> Harness {
    let mutasi = try Harness.journal("--region", "35.10")
    try mutasi.append(
      #"""
      {"type":"OfficialsInaugurated","effective":"2026-03-06","data":{"rotation":"mutasi-2026-03",\#
      "decree":{"number":"821.2/17/BKPSDM/2026","date":"2026-03-02","issuer":"Bupati"},\#
      "lines":[{"post":"kadis-pendidikan"}]}}
      """#,
      #"{"type":"PostEstablished","effective":"2020-01-01","data":{"post":"kadis-pendidikan"}}"#)
    return mutasi
  }

  @Test func `has a kind for every event type but for those with a verb of their own`() throws {
    let mutasi = try Harness()
    let listed = try mutasi.json("schema", "--list")["types"].elements.compactMap {
      $0["type"].text
    }
    let others = ["EntryCorrected", "EntryRetracted"]
    #expect(Set(listed) == Set(Self.kinds.values).union(others))
    let help = try mutasi.run("help", "record").stdout
    let names = help.split(separator: "\n").compactMap { line in
      line.firstMatch(of: #/^  record ([a-z-]+)/#).map { String($0.1) }
    }
    #expect(names.sorted() == Self.kinds.keys.sorted())
  }

  @Test func `takes every field of every type as append takes it in JSON`() throws {
    let mutasi = try Self.journal()
    let kinds = Self.kinds.sorted { $0.key < $1.key }
    var examples: [String] = []
    for (name, type) in kinds {
      let example = try mutasi.run("append", "--example", type).stdout
      examples.append(example.trimmingCharacters(in: .newlines))
      let fields = try #require(
        try JSONSerialization.jsonObject(with: Data(example.utf8)) as? [String: Any])
      let recorded = try mutasi.run(["record", name] + Self.words(fields))
      try #require(recorded.code == 0, "\(name): \(recorded.stderr)")
    }
    try mutasi.append(examples)
    let numbers = (2..<2 + 2 * kinds.count).map { "\($0)" }
    let shown = try mutasi.run(["show", "--format", "json"] + numbers).json()["entries"].elements
    let lines = shown.map { Self.settled($0["line"].text ?? "") }
    for (index, kind) in kinds.enumerated() {
      #expect(lines[index] == lines[index + kinds.count], "\(kind.key)")
    }
    #expect(try mutasi.run("verify").code == 0)
  }

  @Test func `explains each kind with an example that works as it stands`() throws {
    let mutasi = try Self.journal()
    for name in Self.kinds.keys.sorted() {
      let help = try mutasi.run("help", "record", name).stdout
      let example = try #require(
        help.split(separator: "\n").first { $0.hasPrefix("  mutasi record \(name) ") }, "\(name)")
      let options = help.matches(of: #/(?m)^ {2}(?:-\w,| {3}) (--[a-z-]+)/#).map { $0.1 }
      #expect(options.count > 15 && Set(options).count == options.count, "\(name): \(options)")
      let outcome = try mutasi.shell("\"$MUTASI\"" + example.dropFirst("  mutasi".count))
      #expect(outcome.code == 0, "\(example): \(outcome.stderr)")
      #expect(outcome.stdout.contains(Self.kinds[name] ?? "-"))
    }
  }

  @Test func `says how to name the office where the journal names none`() throws {
    // Only a journal that another program made lacks it.
    let mutasi = try Harness.journal(signing: [])
    let before = try mutasi.contents()
    let official = ["record", "official", "--official", "budi", "--name", "Budi"]
    let refused = try mutasi.run(official + ["--source", "title=Berita"])
    #expect(refused.code == 3)
    #expect(refused.stderr.contains("hint: the office that records is said in 'source' of a line"))
    #expect(refused.stderr.contains("with --source-office where a verb has that option"))
    #expect(try mutasi.contents() == before)
    let office = ["--source-office", "https://bkpsdm.example"]
    #expect(try mutasi.run(official + office).code == 0)
  }

  @Test func `names what is missing where nobody can be asked`() throws {
    let mutasi = try Self.journal()
    let before = try mutasi.contents()
    for name in Self.kinds.keys.sorted() {
      let outcome = try mutasi.run("record", name)
      #expect(outcome.code == 2, "\(name)")
      #expect(outcome.stderr.contains("missing '--"), "\(name): \(outcome.stderr)")
    }
    let acting = try mutasi.run("record", "acting", "--post", "camat-a")
    #expect(
      acting.stderr.contains("missing '--effective DATE' and '--official OFFICIAL'\n"),
      "\(acting.stderr)")
    let oath = try mutasi.run("record", "inauguration", "--effective", "2021-01-01")
    #expect(
      oath.stderr.contains("missing '--line LINE' or '--lines FILE' or '--group-count N'"),
      "\(oath.stderr)")
    let group = try mutasi.run(
      "record", "briefing", "--effective", "2021-01-01", "--group-text", "semua camat")
    #expect(group.stderr.contains("missing '--group-count N'"), "\(group.stderr)")
    #expect(try mutasi.contents() == before)
  }

  /// Options that are wrong, and what the message names.
  static let wrong: [([String], String, Int32)] = [
    (["inauguration", "--effective", "2022-02-30"], "there is no day 2022-02-30", 2),
    (["inauguration", "--effective", "2021", "--line", "ofcial=x"], "did you mean 'official'", 2),
    (["inauguration", "--effective", "2021", "--line", "budi"], "expected field=value", 2),
    (["inauguration", "--effective", "2021", "--line", "kind=promoted"], "'promotion'", 2),
    (["inauguration", "--effective", "2021", "--line", "concurrent=ja"], "concurrent: ", 2),
    (["inauguration", "--effective", "2021", "--line", "official=a,official=b"], "twice", 2),
    (["inauguration", "--effective", "2021", "--line", "name=\"Budi"], "not closed", 2),
    (["inauguration", "--efective", "2021"], "did you mean '--effective'", 2),
    (["inauguration", "--mode", "onlin"], "did you mean 'online'", 2),
    (["inauguration", "--group-count", "many"], "--group-count N", 2),
    (["inauguration", "--group-count", "-1"], "--group-count", 2),
    (["inauguration", "--group-count=-1"], "a whole number from 0", 2),
    (["inauguration", "--effective", "2021", "--effective", "2022"], "only once", 2),
    (["post", "--post", "kadis pu"], "white space", 2),
    (["post", "--post", "a", "--seats", "0"], "--seats", 2),
    (["post", "--post", "a", "--seats", "many"], "'pool'", 2),
    (["post", "--post", "a", "--region", "351"], "--region CODE", 2),
    (["evaluation", "--within", "6 months"], "--within DURATION", 2),
    (["evaluation", "--of", "r", "--of-rotation", "r", "--effective", "2021"], "two ways", 2),
    (["invitation", "--sent-at", "14:00"], "--sent-at TIME", 2),
    (["decree", "--annex-hash", "E3"], "64 lower-case", 2),
    (["holder", "--vacant=false"], "takes no value", 2),
    (["inauguratoin"], "did you mean 'record inauguration'", 2),
    (
      ["post", "--post", "a", "--title", "NIP 198001012000011001"],
      "data.title: ", 3
    ),
    (
      ["inauguration", "--effective", "2021", "--line", "no=1,post=a", "--line", "no=1,post=b"],
      "data.lines[1].no: ", 3
    ),
    (["resolution", "--entry", "7", "--field", "effective"], "data.entries[0]: ", 3),
    (
      ["revoke", "--effective", "2021", "--decree-number", "none"],
      "data.decree: ", 3
    ),
  ]

  @Test func `refuses what is wrong, names the field, repeats no value and writes nothing`() throws
  {
    let mutasi = try Self.journal()
    let before = try mutasi.contents()
    for (words, message, code) in Self.wrong {
      let outcome = try mutasi.run(["record"] + words)
      #expect(outcome.code == code, "\(words): \(outcome.stderr)")
      #expect(outcome.stderr.contains(message), "\(words): \(outcome.stderr)")
      #expect(!outcome.stderr.contains("198001012000011001"))
      #expect(outcome.stdout == "")
    }
    #expect(try mutasi.contents() == before)
  }

  @Test func `shows the entry and the change, and writes only without --dry-run`() throws {
    let mutasi = try SmallTown.journal()
    let words = [
      "record", "inauguration", "--effective", "2024-01-05", "--rotation", "r-2024", "--line",
      #"official=dodi,name="Dodi, S.Sos.",post=kadis-pu,kind=promotion"#, "--line",
      #"official=emi,name=Emi\, S.H.,post=camat-a"#, "--recorded-by", "sari",
    ]
    let before = try mutasi.contents()
    let rehearsed = try mutasi.run(words + ["--dry-run", "--format", "json"])
    #expect(try mutasi.contents() == before)
    let dry = try rehearsed.json()
    #expect(dry["dryRun"].flag == true)
    #expect(dry["size"].number == 12)
    let wet = try mutasi.run(words + ["--format", "json"]).json()
    #expect(wet["dryRun"].flag == false)
    #expect(wet["size"].number == 13)
    #expect(wet["root"].text == (try mutasi.json("verify"))["root"].text)
    for answer in [dry, wet] {
      let event = answer["entries"][0]["event"]
      #expect(answer["entries"][0]["entry"].number == 12)
      #expect(event["recordedby"].text == "sari")
      #expect(event["data"]["lines"][0]["name"].text == "Dodi, S.Sos.")
      #expect(event["data"]["lines"][1]["name"].text == "Emi, S.H.")
      #expect(event["data"]["lines"][1]["no"].number == 2)
      #expect(answer["posts"].elements.map { $0["post"].text } == ["camat-a", "kadis-pu"])
      #expect(answer["rotations"][0]["after"]["stage"].text == "inaugurated")
      #expect(!answer["warnings"].isNull)
    }
  }

  @Test func `speaks Indonesian in its headings`() throws {
    let mutasi = try SmallTown.journal()
    let outcome = try mutasi.run(
      "record", "retirement", "--official", "cici", "--effective", "2024-01-01", "--lang", "id")
    #expect(outcome.code == 0)
    for heading in ["Entri", "Jenis:", "Tanggal: 2024-01-01", "pensiun", "Jabatan"] {
      #expect(outcome.stdout.contains(heading), "\(heading): \(outcome.stdout)")
    }
  }

  @Test func `shows the day on which the change shows`() throws {
    let mutasi = try SmallTown.journal()
    func day(_ words: String...) throws -> String? {
      try mutasi.run(["record"] + words + ["--format", "json", "--dry-run"]).json()["at"].text
    }
    // Somebody else has had the post since; today shows nothing of it.
    let past = try day(
      "tenure", "--official", "fifi", "--post", "camat-a", "--from", "2018-02-01", "--to",
      "2019-02-01")
    #expect(past == "2018-02-01")
    let future = try day("retirement", "--official", "cici", "--effective", "2999-01-01")
    #expect(future == "2999-01-01")
    let asked = try day(
      "retirement", "--official", "cici", "--effective", "2999-01-01", "--at", "2021-04-01")
    #expect(asked == "2021-04-01")
  }

  @Test func `answers a repeated call with the old number`() throws {
    let mutasi = try SmallTown.journal()
    let words = ["record", "death", "--official", "cici", "--effective", "2024-01-01"]
    let first = try mutasi.run(words + ["--id", "one", "--format", "json"]).json()
    let again = try mutasi.run(words + ["--id", "one", "--format", "json"]).json()
    #expect(first["entries"][0]["repeated"].flag == false)
    #expect(again["entries"][0]["repeated"].flag == true)
    #expect(again["entries"][0]["entry"].number == 12)
    #expect(again["size"].number == 13)
    let other = try mutasi.run(
      "record", "death", "--official", "ani", "--effective", "2024-01-01", "--id", "one")
    #expect(other.code == 3)
  }

  @Test func `keeps to the size that was expected, and refuses doubts with --strict`() throws {
    let mutasi = try SmallTown.journal()
    let words = ["record", "post", "--post", "camat-d", "--effective", "2024-01-01"]
    #expect(try mutasi.run(words + ["--expect-size", "11"]).code == 3)
    #expect(try mutasi.run(words + ["--expect-size", "12"]).code == 0)
    let doubtful = [
      "record", "inauguration", "--effective", "2020-06-01", "--line",
      "official=gani,post=kadis-kes,from=kadis-pu",
    ]
    let strict = try mutasi.run(doubtful + ["--strict"])
    #expect(strict.code == 3)
    #expect(strict.stderr.contains("--strict: nothing was recorded"))
    let warned = try mutasi.run(doubtful + ["--format", "json"])
    #expect(warned.code == 0)
    #expect(try !warned.json()["warnings"].elements.isEmpty)
    #expect(warned.stderr.contains("warning:"))
  }

  @Test func `takes lines from a CSV file`() throws {
    let mutasi = try SmallTown.journal()
    try mutasi.write(
      "\u{FEFF}Official;Name;post;concurrent\r\n"
        + "dodi;\"Dodi; S.Sos.\";camat-c;\r\nemi;;camat-d;true",
      to: "annex.csv")
    let outcome = try mutasi.run(
      "record", "inauguration", "--effective", "2024-01-05", "--line", "official=fifi,post=camat-e",
      "--lines", "annex.csv", "--format", "json")
    #expect(outcome.code == 0, "\(outcome.stderr)")
    let lines = try outcome.json()["entries"][0]["event"]["data"]["lines"]
    #expect(lines.elements.map { $0["official"].text } == ["fifi", "dodi", "emi"])
    #expect(lines[1]["name"].text == "Dodi; S.Sos.")
    #expect(lines[1].names == ["name", "no", "official", "post"])
    #expect(lines[2]["concurrent"].flag == true)

    let before = try mutasi.contents()
    for (text, message) in [
      ("official,pots\na,b", "bad.csv:1: pots: is not a field of line; did you mean 'post'?"),
      ("official,kind\na,up\nb,down", "bad.csv:3: kind: expected 'promotion'"),
      ("official,post\na,b,c", "bad.csv:2: has 3 cells, the first row 2"),
      ("official,post\n", "bad.csv holds no lines"), ("official,post\n\"a", "bad.csv: line 2: "),
    ] {
      try mutasi.write(text, to: "bad.csv")
      let refused = try mutasi.run(
        "record", "inauguration", "--effective", "2024-01-05", "--lines", "bad.csv")
      #expect(refused.code == 3)
      #expect(refused.stderr.contains(message), "\(refused.stderr)")
    }
    let missing = try mutasi.run(
      "record", "inauguration", "--effective", "2024-01-05", "--lines", "none.csv")
    #expect(missing.code == 4)
    #expect(try mutasi.contents() == before)
  }

  @Test func `takes digits that are claimed as the field would have them`() throws {
    let mutasi = try SmallTown.journal()
    func chosen(_ field: String, _ value: String) throws -> JSON {
      try mutasi.run(
        "record", "resolution", "--entry", "5", "--field", field, "--value", value, "--value",
        "value=\(value),source=Radar", "--chosen", value, "--dry-run", "--format", "json"
      ).json()["entries"][0]["event"]["data"]
    }
    #expect(try chosen("group.count", "12")["chosen"].number == 12)
    #expect(try chosen("effective", "2020")["chosen"].text == "2020")
    #expect(try chosen("effective", "2020")["values"][1]["value"].text == "2020")
    #expect(try chosen("lines[0].post", "camat-a")["chosen"].text == "camat-a")
    #expect(try chosen("group.count", "\"12\"")["chosen"].text == "12")
  }
}

extension `The verb record` {
  /// The options that say what an entry in JSON says, by the rules that help gives.
  private static func words(_ entry: [String: Any]) -> [String] {
    var words: [String] = []
    for (name, value) in entry.sorted(by: { $0.key < $1.key }) {
      switch name {
      case "specversion", "type": continue
      case "data": words += Self.words(value, [])
      case "source": words += ["--source-office", "\(value)"]
      default: words += ["--\(name)", "\(value)"]
      }
    }
    return words
  }

  private static func words(_ value: Any, _ path: [String]) -> [String] {
    let option = "--" + path.map(kebab).joined(separator: "-")
    if let object = value as? [String: Any] {
      return object.sorted { $0.key < $1.key }.flatMap { words($0.value, path + [$0.key]) }
    }
    if let list = value as? [Any] {
      let name =
        "--"
        + (path.dropLast() + [singular(path.last ?? "")]).map(kebab).joined(
          separator: "-")
      return list.flatMap { [name, ($0 as? [String: Any]).map(pairs) ?? "\($0)"] }
    }
    if isFlag(path.last ?? "") { return [option] }
    return "\(value)".hasPrefix("-") ? ["\(option)=\(value)"] : [option, "\(value)"]
  }

  private static func pairs(_ fields: [String: Any]) -> String {
    fields.sorted { $0.key < $1.key }.map { name, value in
      isFlag(name) ? "\(name)=\(value as? Bool == true)" : "\(name)=\"\(value)\""
    }.joined(separator: ",")
  }

  private static func isFlag(_ name: String) -> Bool { ["concurrent", "vacant"].contains(name) }

  private static func singular(_ name: String) -> String {
    let special = ["entries": "entry", "witnesses": "witness"]
    return special[name] ?? (name.hasSuffix("s") ? String(name.dropLast()) : name)
  }

  private static func kebab(_ name: String) -> String {
    name.reduce("") { $0 + ($1.isUppercase ? "-" : "") + $1.lowercased() }
  }

  /// A line without what two recordings of the same cannot share: id, time, and the proof of a key,
  /// which names the place where it was recorded.
  private static func settled(_ line: String) -> String {
    line.replacing(#/"id":"[^"]*"/#, with: "").replacing(#/"recordedtime":"[^"]*"/#, with: "")
      .replacing(#/"proof":"[^"]*"/#, with: "")
  }
}
