/// Puts bytes that are not part of the ledger aside, so that nothing anybody wrote is ever thrown
/// away.
struct Quarantine {
  let layout: Layout
  let files: any FileSystem

  /// How much is copied at once.
  private static let bufferBytes = 1 << 20

  /// Copies what follows an offset of a segment, makes the copy durable, and only then cuts it off.
  func cutTail(
    ofSegment segment: Int, from offset: Int
  ) throws(JournalError) -> RecoveryReport.Quarantined {
    let source = try files.open(layout.segment(segment), .updating)
    let bytes = try files.size(of: source) - offset
    let name = try freeName(Layout.digits(segment))
    let copy = try files.open(layout.path(name), .creating(permissions: 0o644))
    var done = 0
    while done < bytes {
      var buffer = [UInt8](repeating: 0, count: min(Self.bufferBytes, bytes - done))
      let count = try files.read(source, at: offset + done, into: &buffer, 0..<buffer.count)
      guard count == buffer.count else {
        throw JournalError(
          .inputOutput, .environment, "the file became shorter while it was read",
          file: source.path, offset: offset + done + count)
      }
      try files.write(buffer, to: copy, at: done)
      done += count
    }
    try files.synchronize(copy)
    try files.synchronizeFolder(layout.quarantine)
    try files.truncate(source, to: offset)
    try files.synchronize(source)
    return RecoveryReport.Quarantined(
      file: name, origin: Layout.segmentFile(segment), offset: offset, bytes: bytes)
  }

  /// Moves a whole segment; an empty one is removed, and nil answered.
  func move(segment: Int) throws(JournalError) -> RecoveryReport.Quarantined? {
    let path = layout.segment(segment)
    if let status = try files.status(of: path), status.isEmptyFile {
      try files.remove(path)
      try files.synchronizeFolder(layout.entries)
      return nil
    }
    let moved = try move(Layout.segmentFile(segment), label: Layout.digits(segment))
    try files.synchronizeFolder(layout.entries)
    return moved
  }

  /// Moves the file `checkpoint`.
  func moveCheckpoint() throws(JournalError) -> RecoveryReport.Quarantined {
    try move("checkpoint", label: "checkpoint")
  }

  private func move(
    _ origin: String, label: String
  ) throws(JournalError) -> RecoveryReport.Quarantined {
    let bytes = try files.status(of: layout.path(origin))?.size ?? 0
    let name = try freeName(label)
    try files.rename(layout.path(origin), to: layout.path(name), replacing: false)
    try files.synchronizeFolder(layout.quarantine)
    return RecoveryReport.Quarantined(file: name, origin: origin, offset: 0, bytes: bytes)
  }

  /// A name nobody has in the quarantine, whose folder is made.
  private func freeName(_ label: String) throws(JournalError) -> String {
    try files.ensureFolder(layout.quarantine)
    let stem = "quarantine/\(Timestamp.text(milliseconds: files.now()))-\(label)"
    var name = stem + ".bytes"
    var number = 1
    while try files.status(of: layout.path(name)) != nil {
      number += 1
      name = "\(stem)-\(number).bytes"
    }
    return name
  }
}
