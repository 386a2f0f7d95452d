/// What can be measured, in the order in which it is.
///
/// What fills this program's own memory comes last, because no child's peak shows below it.
enum Job: String, CaseIterable {
  /// What the machine needs to read and to hash the same files.
  case floor
  /// `mutasi verify`, no derived data.
  case verify
  /// `mutasi replay --at`, no derived data.
  case replay
  /// One post and one official, no derived data.
  case ask
  /// The same questions with the snapshot that an earlier run left.
  case snapshot
  /// Other programs, answering the same: with `--compare`.
  case compare
  /// One append to this journal against one to a journal of 10.
  case length
  /// How long it takes to say its version.
  case start
  /// Durable appends as one process of `mutasi append FILE` each.
  case commit
  /// Durable appends through the journal's writer.
  case append
}
