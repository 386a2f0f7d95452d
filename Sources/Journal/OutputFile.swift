/// A file outside the journal that somebody is given: a receipt, a line, a checkpoint.
public enum OutputFile {
  /// Writes a file so that it appears whole or not at all; a regular one that is there is replaced,
  /// anything else, such as a device or a link, is left alone.
  ///
  /// - Parameters:
  ///   - bytes: its content.
  ///   - path: where it is to be; its folder must exist.
  ///   - fileSystem: the system's, but for tests.
  /// - Throws: `EXISTS` (refused) if there is something else than a regular file; what the system
  ///   says.
  public static func write(
    _ bytes: [UInt8], to path: String, fileSystem: any FileSystem = PosixFileSystem()
  ) throws(JournalError) {
    if let there = try fileSystem.status(of: path), there.kind != .regular {
      throw JournalError(
        .exists, .refused, "this is no regular file; it was left alone", file: path,
        hint: "name a file, or leave the option out and redirect standard output")
    }
    try fileSystem.replace(path, with: bytes)
  }
}
