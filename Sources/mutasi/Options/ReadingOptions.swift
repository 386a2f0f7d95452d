import CommandLineKit
import Ledger

/// Which entries count as known, for verbs that do not ask about a day in the world.
struct ReadingOptions: OptionGroup {
  static let title = "Knowledge"
  @Option(
    "Use only what had been recorded by the end of this day (UTC), or by this instant.",
    placeholder: "DATE|INSTANT")
  var knownOn: KnowledgeDate?
  @Option("Use only the entries up to and including this number.", placeholder: "ENTRY")
  var through: Int?
  @Flag("Answer without verifying the journal first.") var unverified = false

  init() {}

  /// What is to be read, before the verb adds its own wishes.
  func wishes() throws(Failure) -> Session.Wishes {
    var wishes = Session.Wishes()
    wishes.knowledge = try Knowledge(knownOn: knownOn, through: through)
    wishes.isVerified = !unverified
    return wishes
  }

  /// What answers from a session rest on.
  var knownText: String? { knownOn?.text ?? through.map { "entry \($0)" } }
}

extension Knowledge {
  /// What the options of a command line ask for.
  ///
  /// - Parameters:
  ///   - knownOn: The day or instant.
  ///   - through: The entry.
  ///   - names: What the two options are called.
  /// - Throws: `Failure` with exit code 2 where both are given.
  init(
    knownOn: KnowledgeDate?, through: Int?,
    as names: (String, String) = ("--known-on", "--through")
  ) throws(Failure) {
    switch (knownOn, through) {
    case (nil, nil): self = .everything
    case (let date?, nil): self = .recordedBy(date.instant)
    case (nil, let entry?): self = .through(entry)
    default: throw Failure(.usage, "\(names.0) and \(names.1) ask for the same thing; give one")
    }
  }
}
