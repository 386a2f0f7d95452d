import Exchange
import Ledger

/// Reports and random contents for the tests of this module.
enum Sample {
  /// A small report with two tables, empty cells and a note.
  static let roster = Report(
    head: [
      .init("version", .integer(1)), .init("at", .string("2022-01-13")), .init("knownOn", .null),
    ],
    sections: [posts, rotations, obligations], notes: ["1 post is vacant."])

  static let posts = Section(
    record: "post", member: "posts", title: "Posts",
    objects: [
      row([
        ("post", .string("35.10/sekda")), ("title", .string("Regional secretary")),
        ("seats", .integer(1)), ("holders", .array([holder("Ani"), holder("Budi, S.H.")])),
      ]),
      row([("post", .string("35.10/dinkes")), ("seats", .integer(12)), ("holders", .array([]))]),
    ],
    columns: [
      Column("post", "Post", "Jabatan"),
      Column("title", "Title", "Nama jabatan", isFlexible: true),
      Column("seats", "Seats", "Kursi", alignment: .trailing),
      Column("holders", "Holders", "Pemangku") { post in
        guard case .array(let holders) = post["holders"] else { return [] }
        return holders.map { Cell.text(of: $0["name"], in: nil) }
      },
    ], emptyText: "no posts")

  static let rotations = Section(
    record: "rotation", member: "rotations", title: "Rotations",
    objects: [row([("rotation", .string("r1")), ("unconfirmed", .bool(true))])],
    columns: [
      Column("rotation", "Rotation", "Gelombang"),
      Column("unconfirmed", "Unconfirmed", "Belum pasti"),
    ], emptyText: "no rotations")

  static let obligations = Section(
    record: "obligation", member: "obligations", title: "Due", objects: [],
    columns: [Column("of", "Of", "Perihal")], emptyText: "nothing is due")

  /// The answer of a verb about one thing, with a table beside it.
  static let checkpoint = Report(
    sections: [
      Section(
        record: "journal", member: "journal", title: "",
        objects: [row([("size", .integer(3)), ("origin", .string("example.id/mutasi"))])],
        columns: [Column("size", "Size", "Ukuran"), Column("origin", "Origin", "Asal")],
        isSingle: true),
      Section(
        record: "finding", member: "findings", title: "Findings",
        columns: [Column("code", "Code", "Kode")], emptyText: "no findings"),
    ])

  /// A report of one section with text columns of random contents.
  static func random(_ random: inout some RandomNumberGenerator, rows: Int) -> Report {
    let names = (0..<Int.random(in: 1...7, using: &random)).map { "c\($0)" }
    let columns = names.map { name in
      Column(
        name, text(3, using: &random), text(3, using: &random),
        alignment: Bool.random(using: &random) ? .leading : .trailing,
        isFlexible: Bool.random(using: &random))
    }
    let objects = (0..<rows).map { _ in
      JSONValue.object(names.map { .init($0, .string(text(5, using: &random))) })
    }
    let section = Section(
      record: "row", member: "rows", title: text(4, using: &random), objects: objects,
      columns: columns, emptyText: text(9, using: &random))
    return Report(
      head: [.init("version", .integer(1))], sections: [section],
      notes: [text(9, using: &random)])
  }

  /// Up to so many words of letters, marks, wide characters, markup and control characters.
  static func text(_ words: Int, using random: inout some RandomNumberGenerator) -> String {
    let pieces = [
      "a", "rotasi", "é", "e\u{301}", "漢字", "한", "👩‍👩‍👧", "🇮🇩", "❤️", "👍🏽", "\u{1F3FD}", "\u{FE0F}",
      "\u{200D}", "ᄀᄀᄀᄀᄀᄀᄀ", "|", "\"", ",", "\\", "<", "\n", "\u{1B}[31m", "\u{7}", "\t", "\r\n",
      "\u{85}",
      "\u{9B}", "\u{202E}", "=", "-", "", " ", "Pelantikan", "35.10.07/dinas-kesehatan",
    ]
    return (0..<Int.random(in: 0...words, using: &random)).map { _ in
      (0..<Int.random(in: 1...4, using: &random)).compactMap { _ in
        pieces.randomElement(using: &random)
      }.joined()
    }.joined(separator: " ")
  }

  static func row(_ members: [(String, JSONValue)]) -> JSONValue {
    .object(members.map { .init($0.0, $0.1) })
  }

  private static func holder(_ name: String) -> JSONValue { row([("name", .string(name))]) }
}

extension Report {
  /// The report in that format as text.
  func text(
    _ format: ReportFormat, width: Int? = nil, language: ReportLanguage = .english,
    isStyled: Bool = false
  ) -> String {
    String(
      decoding: render(format, width: width, language: language, isStyled: isStyled),
      as: UTF8.self)
  }
}

/// A generator that gives the same numbers in every run (SplitMix64).
struct Repeatable: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: Int) { state = UInt64(seed) }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
