/// How a run ended, as the shell sees it: the only table of exit codes, for every verb.
public enum ExitCode: Int32, Sendable, CaseIterable {
  /// 0: done, or verified; warnings included.
  case done = 0
  /// 1: the answer is no: findings, differences, something that does not verify.
  case no = 1
  /// 2: the command line itself is wrong; nothing was done.
  case usage = 2
  /// 3: the input was refused as a whole; nothing was changed.
  case refused = 3
  /// 4: the environment failed, or the outcome is unknown.
  case failed = 4

  /// The meaning as one sentence, for the manual.
  package var meaning: String {
    switch self {
    case .done: "Done, or verified. Warnings do not change this."
    case .no: "The answer is no: findings, differences, or something that does not verify."
    case .usage: "The command line is wrong; nothing was done."
    case .refused: "The input was refused as a whole; nothing was changed."
    case .failed: "The environment failed, or the outcome is unknown."
    }
  }
}
