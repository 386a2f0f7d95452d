import Ledger

/// The answer of `publish`: what was written into the folder.
public enum PublishAnswer {
  /// The answer about one publication.
  ///
  /// - Parameters:
  ///   - folder: Where it is.
  ///   - origin: The journal's name.
  ///   - root: The published root, in base64.
  ///   - before: How many entries had been published before.
  ///   - size: How many are published now.
  ///   - written: How many tiles and bundles were written.
  ///   - removed: How many partial ones were removed, full ones having taken their place.
  /// - Returns: The report of one object.
  public static func report(
    folder: String, origin: String, root: String, before: Int, size: Int, written: Int,
    removed: Int
  ) -> Report {
    Report(
      head: [.init("version", .integer(Int64(Basis.version)))],
      sections: [
        Section(
          record: "publication", member: "publication", title: "",
          objects: [
            .members([
              "folder": .string(folder), "origin": .string(origin), "size": .number(size),
              "root": .string(root), "before": .number(before), "written": .number(written),
              "removed": .number(removed),
            ])
          ],
          columns: [
            Column("folder", "Folder", "Map"), Column("origin", "Origin", "Asal"),
            Column("size", "Entries", "Entri"), Column("root", "Root", "Akar"),
            Column("before", "Published before", "Terbit sebelumnya"),
            Column("written", "Files written", "Berkas ditulis"),
            Column("removed", "Files replaced", "Berkas diganti"),
          ], isSingle: true)
      ])
  }
}
