/// A file outside the journal that somebody is given: a receipt, a line, a checkpoint.
public enum OutputFile {
  /// Writes a file so that it appears whole or not at all; one that is there is replaced.
  ///
  /// - Parameters:
  ///   - bytes: its content.
  ///   - path: where it is to be; its folder must exist.
  ///   - fileSystem: the system's, but for tests.
  /// - Throws: what the system says.
  public static func write(
    _ bytes: [UInt8], to path: String, fileSystem: any FileSystem = PosixFileSystem()
  ) throws(JournalError) {
    try fileSystem.replace(path, with: bytes)
  }
}
