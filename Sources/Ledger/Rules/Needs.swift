/// What a question about one post or one official takes of a journal, as far as that is known: the
/// lines that mention some posts and officials, and some lines more.
///
/// It is found out by looking at lines: those that mention the subject tell of others that matter,
/// until nothing is added (`Neighbourhood`). What the lines that matter say of the subject is what
/// all lines say.
public struct Needs: Sendable {
  /// What a look at lines shows.
  public enum Verdict: Sendable {
    /// Nothing is lacking in what they say.
    case complete
    /// More lines matter.
    case more
    /// It takes all lines to tell: decrees were amended, annulled or revoked, or nobody and nothing
    /// of that id is on record.
    case everything
  }

  private let subject: Projection.Subject
  private var ids: Set<ExactText>
  private var entries: Set<Int> = []

  /// What is needed before any line was looked at.
  ///
  /// - Returns: `nil` where the subject is more than one post or official.
  public init?(about subject: Projection.Subject) {
    self.subject = subject
    switch subject {
    case .post(let id), .official(let id): ids = [ExactText(id)]
    case .everything: return nil
    }
  }

  /// What tells the lines that matter; `nil` if only reading them does.
  public var sieve: Sieve? { Sieve(ids: ids.map(\.text), entries: entries) }

  /// Takes in what the lines that passed the sieve show to be needed as well.
  ///
  /// - Parameter facts: What they say, known whole where that is asked for (`Facts.complete`).
  /// - Returns: Whether something is lacking in it.
  /// - Throws: `LineError` where a correction's replacement is no event.
  public mutating func add(_ facts: Facts) throws(LineError) -> Verdict {
    var targets: Set<Int> = []
    for event in facts.events where EventKind.alwaysHeard.contains(event.kind) {
      if Self.actsOnDecree(event) { return .everything }
      targets.formUnion(References.numbers(event.data).map(\.entry))
    }
    let standing = try Undoing.standing(facts)
    guard let near = Neighbourhood(standing, about: subject) else { return .everything }
    let (needed, known) = (near.ids(in: standing), (ids.count, entries.count))
    ids.formUnion(needed)
    entries.formUnion(targets)
    return (ids.count, entries.count) == known ? .complete : .more
  }

  /// Whether an entry acts on a decree, and so on whatever rests on that.
  private static func actsOnDecree(_ event: Event) -> Bool {
    if References.undoing.contains(event.kind) { return true }
    let said = event[.entry]?.integer.flatMap { event.replacement(of: $0) }
    return said.map { actsOnDecree($0) } ?? false
  }
}
