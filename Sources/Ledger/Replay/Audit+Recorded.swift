/// Moves that are known only from the records of the tenures which they began.
extension Audit {
  /// How many tenures that are known from records only began in the period, within what else is
  /// asked for; none where the filter takes them as moves.
  ///
  /// - Parameters:
  ///   - replay: The facts, on any day.
  ///   - filter: The period and what else is asked for.
  /// - Returns: The number.
  public static func recordedStarts(_ replay: Replay, _ filter: MoveFilter) -> Int {
    guard !filter.takesRecorded else { return 0 }
    let audit = Audit(replay, filter)
    return replay.register.tenures.count { tenure in
      guard tenure.isRecorded, !tenure.isStartUnknown, filter.includes(tenure.start) else {
        return false
      }
      var move = Move(type: .tenureRecorded, entry: Int(tenure.entry), day: tenure.start.last)
      move.official = replay.facts.officials.text(tenure.official)
      move.to = replay.facts.posts.text(tenure.post)
      return audit.accepts(move)
    }
  }

  /// The start of a recorded tenure, as a move from what the official had held last.
  func start(of event: Event) -> Move {
    var move = move(event)
    let post = event[.post]?.text
    move.official = event[.official]?.text
    move.name = name(move.official, on: move.day) ?? event[.name]?.text
    move.to = post
    move.capacity = event[.capacity]?.text ?? Capacity.definitive.rawValue
    move.from = left(by: move.official, before: event).filter { $0 != post }
    return move
  }

  /// The posts of the tenures, in whatever capacity, that had ended last by the day on which a
  /// recorded one began.
  private func left(by official: String?, before event: Event) -> [String] {
    guard let start = event.daysOfMove,
      let number = official.flatMap({ replay.facts.officials.find($0) })
    else { return [] }
    let ended = replay.register.tenures(ofOfficial: number).compactMap { tenure in
      replay.register.end(of: tenure).flatMap { end in
        let isBefore = end.days.first <= start.first && end.days.last <= start.last
        let isSpan = tenure.start.first < end.days.last
        return isBefore && isSpan ? (post: tenure.post, day: end.days.last) : nil
      }
    }
    guard let latest = ended.map(\.day).max() else { return [] }
    return Set(ended.filter { $0.day == latest }.map { replay.facts.posts.text($0.post) }).sorted()
  }
}
