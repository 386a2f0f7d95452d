internal import CLinux
internal import Glibc

/// The memory from which the allocator hands out pieces.
public enum Heap {
  /// What is made room for at a time; the allocator takes larger pieces from elsewhere.
  private static let piece = 16 << 20
  /// Less than this is not worth asking for.
  private static let least = 4 << 20

  /// Gives back to the system what was let go of, which the allocator keeps for further small
  /// pieces: between two stages of a work of which the second asks for large ones, it would come on
  /// top of these.
  public static func giveBack() {
    // It tells whether there was any, on which nothing depends.
    _ = malloc_trim(0)
  }

  /// Makes room for about so many bytes that will be laid out at once, in large pages where the
  /// system has such (madvise(2), `MADV_HUGEPAGE`): where each small page is first touched by
  /// itself, that takes a tenth of the time of a short command.
  ///
  /// Nothing depends on whether it can be done.
  @safe
  public static func makeRoom(for bytes: Int) {
    guard bytes >= least else { return }
    // Pieces as large are taken from the heap as well, and what is let go of stays there.
    _ = mallopt(mallopt_mmap_threshold, Int32(2 * piece))
    _ = mallopt(mallopt_trim_threshold, Int32.max)
    let page = Int(getpagesize())
    var pieces: [UnsafeMutableRawPointer] = unsafe []
    for _ in 0..<((bytes + piece - 1) / piece) {
      guard let start = unsafe malloc(piece) else { break }
      unsafe pieces.append(start)
      let skipped = (page - Int(bitPattern: start) % page) % page
      _ = unsafe madvise(start + skipped, (piece - skipped) / page * page, Int32(MADV_HUGEPAGE))
    }
    while let start = unsafe pieces.popLast() { unsafe free(start) }
  }
}
