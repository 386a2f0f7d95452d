import Ledger

/// The answer of the key verbs: which keys there are, what each may, and what was done.
public struct KeyAnswer: Sendable {
  /// One key.
  public struct Key: Sendable {
    /// The key as others use it to verify.
    public var key: String
    /// Its id in signatures.
    public var id: String
    /// `in-force`, `revoked`, `not-yet`, or `ended` by a recovery.
    public var state: String
    /// Whether it signed the newest checkpoint.
    public var isSigner: Bool
    /// The entry that authorised it; nil for the first key.
    public var authorized: Int?
    /// The entry that revoked it.
    public var revoked: Int?
    /// The office that holds it.
    public var holder: String?
    /// Why it was authorised or revoked.
    public var reason: String?
    /// Its private half on this machine.
    public var file: String?

    /// A key of which only the name is known.
    public init(key: String, id: String, state: String, isSigner: Bool) {
      self.key = key
      self.id = id
      self.state = state
      self.isSigner = isSigner
    }
  }

  /// The journal's name.
  public var origin: String
  /// The number of its entries.
  public var size: Int
  /// How many entries this machine remembers to have signed; nil if it remembers nothing.
  public var remembered: Int?
  /// The keys, oldest first.
  public var keys: [Key] = []
  /// What was done, and what to do next, a sentence each.
  public var notes: [String] = []

  /// An answer about a journal.
  public init(origin: String, size: Int) {
    self.origin = origin
    self.size = size
  }

  /// The answer as a report.
  public var report: Report {
    Report(
      head: [
        .init("version", .integer(Int64(Basis.version))), .init("origin", .string(origin)),
        .init("size", .number(size)), .init("remembered", .number(remembered)),
        .init("notes", .array(notes.map { .string($0) })),
      ],
      sections: [
        Section(
          record: "key", member: "keys", title: "Keys", "Kunci",
          objects: keys.map {
            .members([
              "id": .string($0.id), "key": .string($0.key), "state": .string($0.state),
              "signs": .bool($0.isSigner), "authorized": .number($0.authorized),
              "revoked": .number($0.revoked), "holder": .text($0.holder),
              "reason": .text($0.reason), "file": .text($0.file),
            ])
          },
          columns: [
            Column("id", "Id", "Id"), Column("state", "State", "Keadaan"),
            Column("signs", "Signed last", "Tanda tangan terakhir"),
            Column("authorized", "Authorised by", "Diberi wewenang", alignment: .trailing),
            Column("revoked", "Revoked by", "Dicabut", alignment: .trailing),
            Column("holder", "Holder", "Pemegang", isFlexible: true),
            Column("reason", "Reason", "Alasan", isFlexible: true),
            Column("file", "File", "Berkas", isFlexible: true),
            Column("key", "Public key", "Kunci publik", isFlexible: true),
          ], emptyText: "no keys")
      ], notes: notes)
  }
}
