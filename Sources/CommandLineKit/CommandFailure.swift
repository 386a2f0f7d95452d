/// An error that knows what to tell its reader and how the process ends.
///
/// `Tool` prints the first line behind `NAME: error: ` on standard error and the others as they
/// are.
public protocol CommandFailure: Error {
  /// The exit code of a run that ends with this error.
  var exitCode: ExitCode { get }
  /// What happened and where; then further evidence, then lines that begin with `hint: `.
  ///
  /// Lines hold no personal data. Without any line the error's description is printed.
  var lines: [String] { get }
}

/// A command line that parses but makes no sense, such as a period that ends before it begins.
///
/// A verb throws it from `run`; it ends with exit code 2 and the way to the verb's help,
/// as the parser's own errors do.
public struct Misuse: CommandFailure, Equatable {
  /// What is wrong, without capital and full stop.
  public let message: String
  /// What to do instead, if that is known.
  public let hint: String?

  /// Describes a misuse by what is wrong and, if known, what to do instead.
  public init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }

  /// Always `usage`.
  public var exitCode: ExitCode { .usage }

  /// The message and the hint.
  public var lines: [String] { [message] + (hint.map { ["hint: \($0)"] } ?? []) }
}
