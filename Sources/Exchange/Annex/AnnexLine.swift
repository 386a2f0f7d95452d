public import Ledger

/// A line of an annex as it was read, before anybody in it was recognised.
public struct AnnexLine: Sendable {
  /// The line of the file on which it begins.
  public var fileLine: Int
  /// Its number in the decree: that of the column No where it is unique.
  public var number: Int
  /// The person's name as it is written; `nil` where there is none.
  public var name: String?
  /// The id that a column gives to the official.
  public var official: String?
  /// The NIP, in memory only.
  public var civilNumber: CivilNumber?
  /// The rank (pangkat, golongan).
  public var rank: String?
  /// The post left.
  public var from: AnnexPost?
  /// The post moved to; `nil` where the official is relieved.
  public var post: AnnexPost?
  /// In which capacity.
  public var capacity: Capacity?
  /// The kind of move, if the annex says it.
  public var kind: MoveKind?
  /// Whether other posts are kept.
  public var isConcurrent = false
  /// Remarks as they are written.
  public var note: String?
  /// From when the line takes effect, where it has a date of its own.
  public var tmt: Period?
}

/// A post as a line of an annex names it.
public struct AnnexPost: Hashable, Sendable {
  /// The id that a column gives.
  public var id: String?
  /// The title as it is written, without the capacity.
  public var title: String?
  /// The unit as it is written.
  public var unit: String?
  /// The echelon, `III.a` where it is one.
  public var echelon: String?
  /// The tier, where the annex names it.
  public var tier: String?
}
