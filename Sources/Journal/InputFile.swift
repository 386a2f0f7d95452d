/// A file from outside the journal: what somebody wants recorded, or an old checkpoint.
public enum InputFile {
  /// The content of a file, or what a pipe or device gives until it ends.
  ///
  /// - Parameters:
  ///   - path: where it is; symbolic links are followed.
  ///   - limit: the most bytes it may have.
  ///   - fileSystem: the system's, but for tests.
  /// - Returns: all its bytes.
  /// - Throws: `NOT_FOUND`, `TOO_LARGE`, or what the system says.
  public static func read(
    _ path: String, limit: Int, fileSystem: any FileSystem = PosixFileSystem()
  ) throws(JournalError) -> [UInt8] {
    try fileSystem.readInput(path, limit: limit)
  }
}
