/// The state of the world on a day, as the facts give it: every post and who holds it, the
/// rotations and how far they are, what is due, what was said and counted, and where sources
/// disagree.
public struct Replay: Sendable {
  /// The day.
  public let day: Day
  /// What the journal says, corrections applied.
  public var facts: Facts { register.facts }
  /// Every tenure.
  public let register: TenureRegister
  /// Names and titles as of the day.
  public let directory: PostDirectory
  /// Where sources disagree, by the entries concerned.
  let disputed: DisputeIndex
  /// Who holds each post, where that is not told by the register.
  let standings: Standings?

  /// Replays facts to a day.
  ///
  /// - Parameters:
  ///   - given: What the journal says, up to the point of knowledge that is asked for.
  ///   - day: The day in the world.
  ///   - subject: Whom or what alone the answer is about, so that the acts that do not concern it
  ///     are left out; nothing is to be shown of others then.
  ///   - workforce: Who builds the tenures.
  /// - Throws: `LineError` where a correction's replacement is no event; such an entry is refused
  ///   at append, so this means a journal that was not written by its rules.
  public init(
    _ given: Facts, at day: Day, about subject: Projection.Subject? = nil,
    by workforce: some Workforce = OneWorker()
  ) throws(LineError) {
    let standing = try Undoing.standing(given)
    let near = subject.flatMap { Neighbourhood(standing, about: $0) }
    self.init(standing: near.map { standing.near($0) } ?? standing, at: day, by: workforce)
  }

  /// Replays facts in which everything is undone that is to be undone, but for what was revoked.
  init(standing: Facts, at day: Day, by workforce: some Workforce = OneWorker()) {
    self.day = day
    var register = TenureBuilder.register(
      of: standing, seats: PostDirectory.seats(standing), by: workforce)
    Revocation.apply(to: &register)
    self.register = register
    directory = PostDirectory(standing, at: day)
    disputed = DisputeIndex(standing)
    standings = nil
  }

  /// The state of the world on a day of which it is known who holds what.
  ///
  /// - Parameters:
  ///   - facts: What else the journal says; acts only where something is disputed.
  ///   - standings: Who holds what.
  init(_ facts: Facts, _ standings: Standings) {
    day = standings.day
    let seats = PostDirectory.seats(facts)
    register = TenureRegister(
      facts: facts, seats: seats, enders: Enders(of: facts, [], seats: seats))
    directory = PostDirectory(facts, at: day)
    disputed = DisputeIndex(facts)
    self.standings = standings
  }

  private init(_ replay: Replay, at day: Day) {
    precondition(replay.standings == nil || day == replay.day, "standings are of one day")
    self.day = day
    register = replay.register
    directory = replay.directory.moved(to: day)
    disputed = replay.disputed
    standings = replay.standings
  }

  /// The same facts on another day.
  public func moved(to day: Day) -> Replay { Replay(self, at: day) }
}
