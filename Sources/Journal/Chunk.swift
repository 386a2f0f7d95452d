public import MerkleLog

/// About a mebibyte of a segment with the whole lines in it, or a published bundle: the unit in
/// which entries are read.
public struct Chunk: Sendable {
  /// The buffer; only what ``lines`` point at has a meaning.
  public internal(set) var bytes: [UInt8]
  /// Where the lines lie in ``bytes``, without their LF, in order.
  public internal(set) var lines: [Range<Int>]
  /// The hash of each line as a leaf of the tree; none where nothing is verified.
  public internal(set) var leaves: [Hash] = []
  /// The number of the entry that `lines[0]` is.
  public internal(set) var firstEntry: Int
  /// Where `bytes[0]` lies in the segment's file.
  public internal(set) var offset: Int
  /// The number of the segment; in a published log, of the 256 bundles that it would be.
  public let segment: Int
  /// The file, relative to the journal or to the published folder.
  public let file: String
}
