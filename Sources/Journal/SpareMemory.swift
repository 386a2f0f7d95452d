internal import CLinux

/// Memory that was let go of, which the allocator keeps for further small pieces.
public enum SpareMemory {
  /// Gives it back to the system: between two stages of a work of which the second asks for large
  /// pieces, it would come on top of these.
  public static func giveBack() {
    // It tells whether there was any, on which nothing depends.
    _ = malloc_trim(0)
  }
}
