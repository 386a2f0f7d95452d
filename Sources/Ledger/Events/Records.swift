/// The records that events share: a decree's line, a group of people, a source and the like.
///
/// Members, names and meaning are the reference that `mutasi schema --format markdown` prints.
extension Record {
  /// The largest count, number or size that an entry may hold: 2^53 - 1 (RFC 8785, I-JSON).
  static let integerLimit = 9_007_199_254_740_991

  static let source = Record(
    "source",
    [
      .optional(.publisher, .text, "Who published it."),
      .optional(.title, .text, "Its title."),
      .optional(.published, .period, "When it was published."),
      .optional(.weekday, .text, "The weekday as printed, to be held against the date."),
      .optional(.url, .text, "Where it can be read."),
      .optional(.sha256, .sha256, "The digest of the file, as proof of what was read."),
      .optional(.note, .text, "What a reader should know about it."),
    ])

  static let line = Record(
    "line",
    [
      .optional(
        .no, .integer(0...integerLimit),
        "The line's number, unique within its decree or event; filled if left out."),
      .optional(.official, .identifier(.official), "Who moves (pejabat)."),
      .optional(.name, .text, "The official's name as the source writes it."),
      .optional(.post, .identifier(.post), "The post moved to (jabatan baru)."),
      .optional(.title, .text, "The post's title as the source writes it."),
      .optional(.unit, .identifier(.unit), "The unit the post belongs to (unit kerja)."),
      .optional(.echelon, .text, "The echelon (eselon), such as III.a."),
      .optional(.tier, .text, "The tier (jenjang), such as administrator."),
      .optional(.from, .identifier(.post), "The post left (jabatan lama)."),
      .optional(.capacity, .capacity, "In which capacity; definitive if left out."),
      .optional(.kind, .moveKind, "The kind of move."),
      .optional(.concurrent, .flag, "Whether other definitive posts are kept (rangkap jabatan)."),
      .optional(.note, .text, "Remarks (keterangan)."),
      .optional(.outcome, .outcome, "What the evaluation decided about this line."),
    ])

  static let group = Record(
    "group",
    [
      .required(.count, .integer(0...integerLimit), "How many people."),
      .optional(.echelons, .list(.text), "Their echelons."),
      .optional(.tiers, .list(.text), "Their tiers."),
      .optional(.units, .list(.text), "The units they come from, as the source names them."),
      .optional(.breakdown, .list(.record(.groupPart)), "The count split by echelon and kind."),
      .optional(.text, .text, "The group in the source's words."),
    ])

  static let groupPart = Record(
    "part of a group",
    [
      .required(.count, .integer(0...integerLimit), "How many people."),
      .optional(.echelon, .text, "Their echelon."),
      .optional(.tier, .text, "Their tier."),
      .optional(.kind, .moveKind, "Their kind of move."),
    ])

  static let decree = Record(
    "decree",
    [
      .optional(.number, .text, "The number, opaque text."),
      .optional(.date, .period, "The date of the decree (tanggal ditetapkan)."),
      .optional(.issuer, .text, "Who issued it."),
      .optional(.issuerCapacity, .capacity, "In which capacity the issuer held office."),
      .optional(.subject, .text, "What it is about (tentang)."),
      .optional(.part, .record(.part), "Which part of a split annex this is."),
    ])

  static let part = Record(
    "part",
    [
      .required(.no, .integer(1...integerLimit), "The part's number, from 1."),
      .required(.of, .integer(1...integerLimit), "How many parts there are."),
    ])

  static let instrument = Record(
    "instrument",
    [
      .optional(.number, .text, "The number, opaque text."),
      .optional(.date, .period, "Its date."),
      .optional(.issuer, .text, "Who issued it."),
    ])

  static let letter = Record(
    "letter",
    [
      .optional(.number, .text, "The number, opaque text."),
      .optional(.date, .period, "Its date."),
    ])

  static let point = Record(
    "point",
    [
      .optional(.no, .integer(0...integerLimit), "The point's number; filled if left out."),
      .required(.text, .text, "What was said."),
      .optional(
        .kind, .word(["order", "prohibition", "promise", "plan", "statement"]),
        "What sort of utterance it is."),
    ])

  static let figure = Record(
    "figure",
    [
      .required(.count, .integer(0...integerLimit), "How many people."),
      .optional(.asOf, .period, "The day or year the figure speaks of."),
      .optional(.definition, .text, "Who is counted."),
    ])

  static let expectedChange = Record(
    "expected change",
    [
      .required(.count, .integer(-integerLimit...integerLimit), "By how many the number changes."),
      .optional(.cause, .text, "Why."),
      .optional(.asOf, .period, "By when."),
    ])

  static let unnamedPlace = Record(
    "place of unnamed people",
    [
      .required(.entry, .integer(0...integerLimit), "The entry's number."),
      .optional(.no, .integer(0...integerLimit), "The unnamed line's number in it."),
      .optional(.group, .flag, "True where the entry's group is meant."),
    ])

  static let claim = Record(
    "value",
    [
      .required(
        .value, .either(.integer(-integerLimit...integerLimit), .text), "What the source says."),
      .optional(.source, .text, "Which source says so."),
    ])

  static let replacement = Record(
    "replacement",
    [
      .required(.type, .eventType, "The event type."),
      .required(.data, .eventData, "The fields of the type, all of them."),
      .optional(.effective, .period, "When it took effect."),
      .optional(.region, .region, "The region code."),
      .optional(.subject, .filledText, "What it is chiefly about."),
    ])

  static let target = Record(
    "subject",
    oneOf: [[.rotation, .post, .official, .entry]],
    [
      .optional(.rotation, .identifier(.rotation), "A rotation."),
      .optional(.post, .identifier(.post), "A post."),
      .optional(.official, .identifier(.official), "An official."),
      .optional(.entry, .integer(0...integerLimit), "An entry by its number."),
      .optional(.no, .integer(0...integerLimit), "A line of that entry."),
    ])
}

extension Shape {
  static let capacity = Shape.word(Capacity.allCases.map(\.rawValue))
  static let actingCapacity = Shape.word(Capacity.allCases.dropFirst().map(\.rawValue))
  static let moveKind = Shape.word(MoveKind.allCases.map(\.rawValue))
  static let outcome = Shape.word(["kept", "moved", "relieved"])
  static let mode = Shape.word(["in-person", "online", "hybrid"])
  static let lines = Shape.list(.record(.line))
  static let officials = Shape.list(.identifier(.official))
  static let subject = Shape.either(.identifier(.subject), .record(.target))
  static let count = Shape.integer(0...Record.integerLimit)
  static let seats = Shape.either(.integer(1...Record.integerLimit), .word(["pool"]))
}
