/// What lies in a journal's folder beside what was signed.
extension JournalReader {
  /// Bytes beyond the signed size, and whatever does not belong there.
  ///
  /// - Parameters:
  ///   - lastSegmentTail: How many bytes follow the signed lines of the last segment.
  ///   - offset: Where they begin.
  /// - Returns: The bytes, if there are any, and what else is worth knowing.
  /// - Throws: What the system says.
  func strays(
    lastSegmentTail: Int, _ offset: Int
  ) throws(JournalError) -> (tail: UnsignedTail?, findings: [Finding]) {
    let count = layout.segmentCount(size)
    var tail: UnsignedTail?
    if lastSegmentTail > 0 {
      tail = UnsignedTail(
        bytes: lastSegmentTail, file: Layout.segmentFile(count - 1), offset: offset)
    }
    var findings = try strangers(in: layout.folder, as: "") { Layout.isKnown($0) }
    findings += try strangers(in: layout.hashes, as: "hashes/") {
      Layout.segmentNumber(ofHashesFile: $0) != nil
    }
    findings += try strangers(in: layout.entries, as: "entries/") {
      Layout.segmentNumber(ofFile: $0) != nil
    }
    guard try files.status(of: layout.entries)?.kind == .folder else { return (tail, findings) }
    for name in try files.list(layout.entries) {
      guard let number = Layout.segmentNumber(ofFile: name), number >= count else { continue }
      let bytes = try files.status(of: layout.segment(number))?.size ?? 0
      if bytes == 0 { continue }
      tail = UnsignedTail(
        bytes: bytes + (tail?.bytes ?? 0), file: tail?.file ?? Layout.segmentFile(number),
        offset: tail?.offset ?? 0)
    }
    return (tail, findings)
  }

  /// The names in a folder that are not the journal's, and the folder itself where it is a link.
  private func strangers(
    in folder: String, as prefix: String, isOwn: (String) -> Bool
  ) throws(JournalError) -> [Finding] {
    // The folder of the journal may be reached through a link: whoever names it chose that.
    let isRoot = prefix.isEmpty
    let status = try files.status(of: isRoot ? folder + "/." : folder)
    guard status?.kind != .link else {
      return [
        Finding(
          .symbolicLink, "the folder is a symbolic link; what it shows may lie anywhere",
          file: String(prefix.dropLast()))
      ]
    }
    guard status?.kind == .folder else { return [] }
    return try files.list(folder).filter { !isOwn($0) }.map { name in
      Finding(
        .unexpectedFile, "this is no part of a journal; it was not read", file: prefix + name,
        isViolation: false)
    }
  }
}

extension Layout {
  /// Whether a name in the journal's folder is one of its own: its files, those on their way to
  /// replace them, and what a version control system keeps beside them.
  static func isKnown(_ name: String) -> Bool {
    let files = ["checkpoint", "commit", "cosigned", "ledger.json"]
    let folders = ["entries", "hashes", "quarantine", ".derived"]
    return (files + folders + files.map { $0 + ".new" } + [".gitattributes", ".gitignore"])
      .contains(name)
  }
}
