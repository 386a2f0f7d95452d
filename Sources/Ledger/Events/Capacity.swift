/// In which capacity a post is held (penugasan).
///
/// A definitive holder has taken the oath for the post; the others lie on top of a definitive
/// tenure, by letter of order and without an oath.
public enum Capacity: String, CaseIterable, Sendable {
  /// Definitif: the holder of the post.
  case definitive
  /// Plt: acts while the post has no holder or the holder is permanently absent.
  case acting
  /// Plh: acts while the holder is absent for a while.
  case dailyActing = "daily-acting"
  /// Pj: an interim office-holder, such as a Pj Sekda.
  case interim
  /// Pjs: an interim head of region during campaign leave.
  case temporaryHead = "temporary-head"
}

/// The kind of a move, given for each line of a decree and never for a batch.
public enum MoveKind: String, CaseIterable, Sendable {
  /// Promosi: to a higher post.
  case promotion
  /// Rotasi: to a post of the same level.
  case lateral
  /// Demosi: to a lower post.
  case demotion
  /// Pengukuhan: sworn again after a re-organisation; the tenure continues.
  case confirmation
  /// Penyetaraan: the post is converted to a functional one.
  case conversion
}
