/// Where derived files lie: in `.derived/` of the journal or, if that cannot be written, in a
/// folder of the user's own.
///
/// What lies there is rebuilt at will and never trusted further than its user says. No failure to
/// read or write it is an error: the journal is read instead.
struct DerivedStore: Sendable {
  let files: any FileSystem
  /// The folders in which files are looked for, in this order.
  let folders: [String]

  init(_ layout: Layout, _ files: any FileSystem, fallback: String? = nil) {
    self.files = files
    folders = [layout.derived] + (fallback.map { [$0] } ?? [])
  }

  /// What is made of the first file of that name that is there whole and of use.
  func first<Made>(
    _ name: String, _ kind: String, _ make: (DerivedFile) -> Made?
  ) -> Made? {
    for folder in folders {
      guard let bytes = try? files.contents(of: folder + "/" + name, limit: Self.limit),
        let file = DerivedFile(kind, parsing: bytes), let made = make(file)
      else { continue }
      return made
    }
    return nil
  }

  /// Puts a file in the place of an earlier one, if that can be done.
  ///
  /// It is not synced: what a crash leaves of it is told by its digest.
  func write(_ file: DerivedFile, _ name: String) { write(file, followedBy: [file.payload], name) }

  /// Puts a file whose payload is given in pieces in the place of an earlier one, if that can be
  /// done.
  func write(_ file: DerivedFile, followedBy pieces: [[UInt8]], _ name: String) {
    let head = file.head(before: pieces)
    write(name) { open throws(JournalError) in
      var offset = 0
      for piece in [head] + pieces where !piece.isEmpty {
        try files.write(piece, to: open, at: offset)
        offset += piece.count
      }
    }
  }

  /// Writes a small file in its place, in the first folder that has it.
  ///
  /// Quicker than to put another one there; a reader that meets it half written takes it for none.
  func overwrite(_ file: DerivedFile, _ name: String) throws(JournalError) {
    let bytes = file.bytes()
    for folder in folders where try files.status(of: folder + "/" + name)?.kind == .regular {
      return try files.overwrite(folder + "/" + name, with: bytes)
    }
  }

  /// Puts a file, its content written by `fill`, in the place of an earlier one, if that can be
  /// done.
  func write(_ name: String, _ fill: (OpenFile) throws(JournalError) -> Void) {
    for folder in folders {
      let path = folder + "/" + name
      let temporary = path + ".\(UInt32.random(in: 0...(.max))).new"
      do throws(JournalError) {
        try files.ensureFolders(Layout.parent(of: path), permissions: 0o755)
        let open = try files.open(temporary, .replacing(permissions: 0o644))
        try fill(open)
        try files.rename(temporary, to: path, replacing: true)
        return
      } catch {
        // The next folder serves as well, and so does none.
        _ = try? files.remove(temporary)
      }
    }
  }

  /// Removes a file wherever it lies.
  func remove(_ name: String) {
    for folder in folders { _ = try? files.remove(folder + "/" + name) }
  }

  /// Removes what lies in a folder of nothing but derived files.
  func removeFiles(in folder: String) throws(JournalError) {
    guard try files.status(of: folder)?.kind == .folder else { return }
    for name in try files.list(folder) { try files.remove(folder + "/" + name) }
  }

  /// The largest derived file that is read whole.
  private static let limit = 1 << 32
}
