import Ledger

/// The answer of `checkpoint`: what the journal's signature vouches for.
public enum CheckpointAnswer {
  /// The answer for a checkpoint.
  ///
  /// - Parameters:
  ///   - origin: The journal's name.
  ///   - size: How many entries are signed.
  ///   - root: The root of the tree over them, in base64.
  ///   - text: The signed note, to the byte.
  /// - Returns: The report of one object.
  public static func report(origin: String, size: Int, root: String, text: String) -> Report {
    Report(
      head: [.init("version", .integer(Int64(Basis.version)))],
      sections: [
        Section(
          record: "checkpoint", member: "checkpoint", title: "",
          objects: [
            .members([
              "origin": .string(origin), "size": .number(size), "root": .string(root),
              "checkpoint": .string(text),
            ])
          ],
          columns: [
            Column("origin", "Origin", "Asal"), Column("size", "Entries", "Entri"),
            Column("root", "Root", "Akar"),
            Column("checkpoint", "Checkpoint", "Checkpoint", isFlexible: true),
          ], isSingle: true)
      ])
  }
}
