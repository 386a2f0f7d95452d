/// A verb of the tool that is a type: its options are its properties, its work is `run`.
///
/// Properties wrapped in `Option`, `Flag`, `Argument` and `Options`, and those of the type
/// `DeclaredOptions`, are found in the order of their declaration. Each wrapper owns a small object
/// that the parser fills, so a command is not `Sendable`: it is made for one invocation, filled
/// once, run once, and owned by that call alone. Only its type travels, hence `SendableMetatype`.
public protocol Command: Invocation, VerbSource {
  /// The verb's name and what help says about it.
  static var about: About { get }
  /// Makes the command as declared, before any argument is read.
  init()
}

extension Command {
  /// The one verb that the type is.
  public static var verbs: [Verb] { [Verb(about.name, about: { about }, make: { Self() })] }
}

/// Options that several verbs share, declared once and embedded with `@Options`.
public protocol OptionGroup: Encodable {
  /// The heading of these options in help.
  static var title: String { get }
  /// Makes the group as declared, before any argument is read.
  init()
}

extension OptionGroup {
  /// The heading where the group does not choose one.
  public static var title: String { "Common options" }
}

/// What help, manual and completions say about a verb.
public struct About: Sendable, Equatable {
  /// The verb as typed: one word, or two for a family such as `record briefing`.
  public let name: String
  /// One sentence with a capital and a full stop.
  public let summary: String
  /// Paragraphs separated by empty lines.
  public let discussion: String
  /// Whole command lines that work as they stand.
  public let examples: [String]
  /// The heading under which the verb is listed.
  public let group: String
  /// Whether a person at a terminal is asked for what the command line left out.
  public let asks: Bool

  /// Describes a verb; only name and summary are needed.
  public init(
    _ name: String, _ summary: String, discussion: String = "", examples: [String] = [],
    group: String = "Verbs", asks: Bool = false
  ) {
    self.name = name
    self.summary = summary
    self.discussion = discussion
    self.examples = examples
    self.group = group
    self.asks = asks
  }
}
