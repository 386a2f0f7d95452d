import Ledger

/// The answer of `verify`: what was verified, which levels of proof hold, what was found, and what
/// could not be excluded with what the verifier was given.
public struct VerifyAnswer: Sendable {
  /// One level of proof.
  public struct Level: Sendable {
    /// Its name: signature, root, derived, form, order, ids, references; consistency with older
    /// checkpoints, witnesses; tiles of a published log; inclusion, of the entry of a receipt.
    public var name: String
    /// Whether nothing contradicts it.
    public var holds: Bool
    /// The time it took, in seconds.
    public var seconds: Double

    /// A level.
    public init(_ name: String, holds: Bool, seconds: Double) {
      self.name = name
      self.holds = holds
      self.seconds = seconds
    }
  }

  /// One thing that was found.
  public struct Finding: Sendable {
    /// The stable name.
    public var code: String
    /// Whether it contradicts the signatures or the rules; otherwise it is worth knowing.
    public var isViolation: Bool
    /// The number of the entry.
    public var entry: Int?
    /// The file, relative to the journal.
    public var file: String?
    /// The byte of that file.
    public var offset: Int?
    /// What should have been there.
    public var expected: String?
    /// What was there.
    public var actual: String?
    /// One sentence.
    public var text: String
    /// Signed notes that prove it to anybody who knows the key, older ones first.
    public var evidence: [String] = []

    /// A finding.
    public init(
      code: String, isViolation: Bool, entry: Int?, file: String?, offset: Int?,
      expected: String?, actual: String?, text: String
    ) {
      self.code = code
      self.isViolation = isViolation
      self.entry = entry
      self.file = file
      self.offset = offset
      self.expected = expected
      self.actual = actual
      self.text = text
    }
  }

  /// What was verified.
  public enum Subject: Sendable, Hashable {
    /// A journal.
    case journal
    /// A published log.
    case log
    /// The receipt for an entry; nil where the receipt does not say, or cannot be read.
    case receipt(entry: Int?)
  }

  /// What was verified.
  public var subject = Subject.journal
  /// The number of signed entries; nil where no checkpoint could be read.
  public var size: Int?
  /// The signed root, in base64.
  public var root: String?
  /// The journal's name.
  public var origin: String?
  /// The key that the signatures were held against.
  public var key: String?
  /// Where that key came from.
  public var keyFrom: String?
  /// The levels, in the order in which they rest on each other.
  public var levels: [Level] = []
  /// What was found.
  public var findings: [Finding] = []
  /// What could not be excluded, a sentence each.
  public var notExcluded: [String] = []

  /// An answer about which nothing is known yet.
  public init() {}

  /// Whether nothing contradicts the signatures and the rules.
  public var isVerified: Bool { !findings.contains(where: \.isViolation) }

  /// The answer as a report.
  public var report: Report {
    var verdict = "NOT VERIFIED: see the findings"
    if isVerified {
      verdict = "verified: \(size ?? 0) entries, root \(root ?? "")"
      if let entry {
        verdict = "verified: this is entry \(entry) of \(size ?? 0), root \(root ?? "")"
      }
    }
    return Report(
      head: [.init("version", .integer(Int64(Basis.version)))],
      sections: [journal, levelSection, findingSection, excluded],
      notes: [verdict, "What this cannot exclude:"] + notExcluded.map { "- " + $0 })
  }

  /// The entry that a receipt is about.
  private var entry: Int? {
    if case .receipt(let entry) = subject { entry } else { nil }
  }

  private var journal: Section {
    let members: KeyValuePairs<String, JSONValue> = [
      "size": .number(size), "root": .text(root), "origin": .text(origin), "key": .text(key),
      "keyFrom": .text(keyFrom),
    ]
    var object = JSONValue.members(members)
    if let entry, case .object(let rest) = object {
      object = .object([.init("entry", .number(entry))] + rest)
    }
    let first = entry == nil ? [] : [Column("entry", "Entry", "Entri")]
    return Section(
      record: "journal", member: "journal", title: "", objects: [object],
      columns: first + [
        Column("origin", "Origin", "Asal"), Column("size", "Entries", "Entri"),
        Column("root", "Root", "Akar"), Column("key", "Key", "Kunci", isFlexible: true),
        Column("keyFrom", "Key from", "Kunci dari", isFlexible: true),
      ], isSingle: true)
  }

  private var levelSection: Section {
    Section(
      record: "level", member: "levels", title: "Levels",
      objects: levels.map {
        .members([
          "level": .string($0.name), "ok": .bool($0.holds),
          "seconds": .number(Self.decimal($0.seconds)),
        ])
      },
      columns: [
        Column("level", "Level", "Tingkat"), Column("ok", "Holds", "Terpenuhi"),
        Column("seconds", "Seconds", "Detik", alignment: .trailing),
      ], emptyText: "nothing could be verified")
  }

  private var findingSection: Section {
    Section(
      record: "finding", member: "findings", title: "Findings",
      objects: findings.map {
        .members([
          "code": .string($0.code), "severity": .string($0.isViolation ? "violation" : "warning"),
          "entry": .number($0.entry), "file": .text($0.file), "offset": .number($0.offset),
          "expected": .text($0.expected), "actual": .text($0.actual), "text": .string($0.text),
          "evidence": .array($0.evidence.map { .string($0) }),
        ])
      },
      columns: [
        Words.column("severity", "Severity", "Bobot"), Column("code", "Code", "Kode"),
        Column("entry", "Entry", "Entri", alignment: .trailing), Column("file", "File", "Berkas"),
        Column("offset", "Byte", "Bita", alignment: .trailing),
        Column("text", "Finding", "Temuan", isFlexible: true),
        Column("expected", "Expected", "Seharusnya", isFlexible: true),
        Column("actual", "Found", "Ditemukan", isFlexible: true),
      ], emptyText: "no findings")
  }

  /// The sentences as one member; tables show them as notes.
  private var excluded: Section {
    Section(
      record: "notExcluded", member: "notExcluded", title: "",
      objects: [.members(["notExcluded": .array(notExcluded.map { .string($0) })])], columns: [],
      isSingle: true)
  }

  /// A number of seconds to the microsecond, as JSON writes it.
  private static func decimal(_ seconds: Double) -> String {
    let micros = Int(seconds * 1_000_000)
    let fraction = String(micros % 1_000_000)
    return "\(micros / 1_000_000)." + String(repeating: "0", count: 6 - fraction.utf8.count)
      + fraction
  }
}
