import MerkleLog
import Testing

/// `log`, `show`, `checkpoint` and `schema` say what the journal holds, to the byte where it
/// counts.
@Suite struct ReadingTests {
  /// Five entries, of which the first is corrected and the second retracted; that of the third was
  /// retracted itself.
  private func journal() throws -> Harness {
    let mutasi = try Harness.journal()
    try mutasi.append(
      #"{"data":{"post":"kadis-pu"},"effective":"2020-01-01","region":"35.10","#
        + #""type":"PostEstablished"}"#,
      #"{"data":{"lines":[{"official":"budi","post":"kadis-pu"}]},"effective":"2021-03","#
        + #""region":"35.10.07","type":"OfficialsInaugurated"}"#,
      #"{"data":{"by":["bupati"],"claimedCount":21,"points":[{"text":"a"},{"text":"b"}]},"#
        + #""effective":"2021-03-01","region":"73.10","type":"DirectiveIssued"}"#,
      #"{"data":{"group":{"count":87},"rotation":"gel-1"},"effective":"2021-07-27","#
        + #""region":"51.01","type":"OfficialsBriefed"}"#
    )
    try mutasi.append(
      #"{"data":{"entry":0,"reason":"r","replacement":{"data":{"post":"kadis-pupr"},"#
        + #""effective":"2020-01-01","type":"PostEstablished"}},"type":"EntryCorrected"}"#,
      #"{"data":{"entry":1,"reason":"r"},"type":"EntryRetracted"}"#,
      #"{"data":{"entry":2,"reason":"r"},"type":"EntryRetracted"}"#,
      #"{"data":{"entry":6,"reason":"r"},"type":"EntryRetracted"}"#)
    return mutasi
  }

  private func numbers(_ mutasi: Harness, _ options: String...) throws -> [Int] {
    let outcome = try mutasi.run(["log", "--format", "json"] + options)
    try #require(outcome.code == 0, "\(outcome.stderr)")
    return try outcome.json()["entries"].elements.compactMap { $0["entry"].number }
  }

  @Test func `the log lists what is asked for, in order`() throws {
    let mutasi = try journal()
    #expect(try numbers(mutasi) == Array(0..<8))
    #expect(try numbers(mutasi, "--region", "35.10") == [0, 1])
    #expect(
      try numbers(mutasi, "--type", "OfficialsBriefed", "--type", "DirectiveIssued") == [2, 3])
    #expect(try numbers(mutasi, "--from", "2021-03-01", "--to", "2021-03-30") == [2])
    #expect(try numbers(mutasi, "--from", "2021-03-31", "--to", "2021-07-27") == [1, 3])
    #expect(try numbers(mutasi, "--official", "budi") == [1])
    #expect(try numbers(mutasi, "--official", "bupati") == [2])
    #expect(try numbers(mutasi, "--post", "kadis-pu") == [0, 1])
    #expect(try numbers(mutasi, "--rotation", "gel-1") == [3])
    #expect(try numbers(mutasi, "--last", "2") == [6, 7])
    #expect(try numbers(mutasi, "--last", "0") == [])
    #expect(try numbers(mutasi, "--last", "1", "--region", "35.10") == [1])
    #expect(try numbers(mutasi, "--through", "3") == [0, 1, 2, 3])
    #expect(try numbers(mutasi, "--known-on", "2020-01-01") == [])
    #expect(try mutasi.run("log", "--from", "2021-02-01", "--to", "2021-01-01").code == 2)
    #expect(try mutasi.run("log", "--through", "8").code == 2)
    #expect(try mutasi.run("log", "--type", "Nothing").code == 2)
  }

  @Test func `what was taken back is marked, as far as that was known`() throws {
    let mutasi = try journal()
    let all = try mutasi.json("log")["entries"]
    #expect(all[0]["undone"]["by"].number == 4 && all[0]["undone"]["kind"].text == "corrected")
    #expect(all[1]["undone"]["by"].number == 5 && all[1]["undone"]["kind"].text == "retracted")
    #expect(all[2]["undone"].isNull && all[3]["undone"].isNull)
    #expect(all[6]["undone"]["by"].number == 7)
    #expect(all[0]["data"]["post"].text == "kadis-pu")
    let earlier = try mutasi.json("log", "--through", "6")["entries"]
    #expect(earlier[2]["undone"]["by"].number == 6)
    #expect(try mutasi.json("log", "--through", "3")["entries"][0]["undone"].isNull)
  }

  @Test func `tables say it in a line`() throws {
    let mutasi = try journal()
    let table = try mutasi.run("log").stdout
    for text in ["budi → kadis-pu", "21 points claimed, 2 recorded", "87 officials briefed"] {
      #expect(table.contains(text), "\(table)")
    }
    let indonesian = try mutasi.run("log", "--lang", "id").stdout
    #expect(indonesian.contains("87 pejabat diarahkan"))
    #expect(indonesian.contains("ditarik oleh entri 5"))
  }

  @Test func `show gives the exact line, its hash and every field`() throws {
    let mutasi = try journal()
    let lines = try mutasi.bytes(of: "journal/entries/000000.jsonl").split(separator: 0x0A)
    let shown = try mutasi.json("show", "2", "0")["entries"]
    for (index, entry) in [2, 0].enumerated() {
      let line = Array(lines[entry])
      #expect(shown[index]["entry"].number == entry)
      #expect(shown[index]["line"].text == String(decoding: line, as: UTF8.self))
      #expect(
        shown[index]["hash"].text == (TreeHasher().leaf(line, 0..<line.count).base64))
    }
    #expect(shown[0]["event"]["data"]["points"].elements.count == 2)
    #expect(shown[1]["undone"]["by"].number == 4)
    let table = try mutasi.run("show", "2").stdout
    for text in ["DirectiveIssued", "claimedCount: 21", "1. a", "2. b", "by: bupati", "73.10"] {
      #expect(table.contains(text), "\(table)")
    }
    let none = try mutasi.run("show", "8")
    #expect(none.code == 1)
    #expect(none.stderr.contains("there is no entry 8; the journal has 8, 0 to 7"))
    #expect(none.stdout.isEmpty)
  }

  @Test func `a damaged journal gives no answer, unless unverified`() throws {
    let mutasi = try journal()
    var bytes = try mutasi.bytes(of: "journal/entries/000000.jsonl")
    let spot = try #require(bytes.firstIndex(of: UInt8(ascii: "k")))
    bytes[spot] = UInt8(ascii: "m")
    try mutasi.write(bytes, to: "journal/entries/000000.jsonl")
    for verb in [["log"], ["show", "0"], ["checkpoint"], ["replay"]] {
      let outcome = try mutasi.run(verb)
      #expect(outcome.code == 1)
      #expect(outcome.stdout.isEmpty)
      #expect(outcome.stderr.contains("LEAF_MISMATCH"))
      #expect(try mutasi.run(verb + ["--unverified"]).code == 0)
    }
    let answer = try mutasi.json("show", "0", "--unverified")
    #expect(answer["basis"].text == "unverified" && answer["root"].isNull)
    #expect(answer["entries"][0]["event"]["data"]["post"].text == "madis-pu")
  }

  @Test func `the digest of a day is a line for people and an answer for programs`() throws {
    let mutasi = try journal()
    let line = try mutasi.run("replay", "--digest", "--at", "2021-08-01").stdout
    #expect(line.count == 65 && line.last == "\n")
    let answer = try mutasi.json("replay", "--digest", "--at", "2021-08-01")
    #expect(answer["digest"].text == String(line.dropLast()))
    #expect(answer["version"].number == 1 && answer["at"].text == "2021-08-01")
    let csv = try mutasi.run("replay", "--digest", "--at", "2021-08-01", "--format", "csv")
    #expect(csv.stdout.split(whereSeparator: \.isNewline) == ["digest", line.dropLast()])
  }

  @Test func `the checkpoint is the file, byte for byte`() throws {
    let mutasi = try journal()
    let file = String(decoding: try mutasi.bytes(of: "journal/checkpoint"), as: UTF8.self)
    #expect(try mutasi.run("checkpoint").stdout == file)
    let answer = try mutasi.json("checkpoint")
    #expect(answer.names == ["checkpoint", "origin", "root", "size", "version"])
    #expect(answer["checkpoint"].text == file)
    #expect(answer["size"].number == 8)
    let verified = try mutasi.json("verify")
    #expect(answer["root"].text == verified["root"].text)
  }

  @Test func `the schema is printed for one type and for all, and the types are listed`() throws {
    let mutasi = try Harness()
    let one = try mutasi.run("schema", "ActingAssigned").json()
    #expect(one["$schema"].text == "https://json-schema.org/draft/2020-12/schema")
    #expect(one["properties"]["type"]["const"].text == "ActingAssigned")
    let required = one["required"].texts
    let submitted = try mutasi.run("schema", "ActingAssigned", "--submitted").json()
    #expect(required.contains("id") && !submitted["required"].texts.contains("id"))
    #expect(try mutasi.run("schema").json()["$defs"].names.contains("OfficialsInaugurated"))
    let types = try mutasi.run("schema", "--list", "--format", "json").json()["types"]
    #expect(types.elements.count > 50)
    #expect(types.all("type", "ActingAssigned").first?["about"].text?.isEmpty == false)
    let reference = try mutasi.run("schema", "--format", "markdown")
    #expect(reference.stdout.hasPrefix("# Event types"))
    #expect(try mutasi.run("schema", "--format", "csv").code == 2)
    #expect(try mutasi.run("schema", "Nothing").code == 2)
  }
}
