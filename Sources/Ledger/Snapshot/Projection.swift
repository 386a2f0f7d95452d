/// What the journal says, as it stands, laid out in bytes of which an answer about one post or one
/// official reads only those that concern it, whatever the size of the journal.
public enum Projection {
  /// Whom or what an answer is about.
  public enum Subject: Sendable {
    /// A post, by its id, or by a title that it alone bore.
    case post(String)
    /// An official, by the id, or by a name that nobody else bore.
    case official(String)
    /// All posts, rotations and what is due, on a day.
    case everything(Day)
  }

  /// The number of bytes of a projection's head, which stands before all others.
  public static var headBytes: Int { ProjectionLayout.headBytes }

  /// Lays out a state of the world; its day does not matter.
  ///
  /// - Parameters:
  ///   - replay: The state.
  ///   - ids: Which entries have which id.
  ///   - sink: Takes what follows the head, in pieces in order.
  /// - Returns: The head, of ``headBytes``.
  /// - Throws: What `sink` throws.
  public static func write<Failure: Error>(
    _ replay: Replay, _ ids: IDIndex, into sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) -> [UInt8] {
    var writer = ProjectionWriter(replay, ids)
    return try writer.write(into: sink)
  }

  /// The facts by which a batch is judged, without the batch.
  ///
  /// - Parameters:
  ///   - batch: What the batch says, as it was gathered.
  ///   - ids: The ids that its entries bring along.
  ///   - tail: What was recorded since the projection was made, as it was gathered.
  ///   - source: Gives some bytes of the projection.
  /// - Returns: The facts; `nil` where it takes the whole journal to tell, or an id may be taken.
  /// - Throws: `SnapshotError` where the bytes are no projection; what `source` throws.
  public static func facts(
    near batch: Facts, bringing ids: Set<String>, after tail: Facts,
    _ source: @escaping (Range<Int>) throws(SnapshotError) -> [UInt8]
  ) throws(SnapshotError) -> Facts? {
    let reader = try ProjectionReader(source)
    for id in ids where try reader.mayHold(id: id) { return nil }
    return try Extract.facts(near: batch, from: reader, tail: tail)
  }

  /// The state of the world, as far as it concerns a subject.
  ///
  /// - Parameters:
  ///   - subject: Whom or what the answer is about; nothing is shown of others.
  ///   - tail: What was recorded since the projection was made, as it was gathered.
  ///   - source: Gives some bytes of the projection.
  /// - Returns: The state, of one post or official on a day that does not matter; `nil` where it
  ///   takes the whole journal to tell.
  /// - Throws: `SnapshotError` where the bytes are no projection; what `source` throws.
  public static func replay(
    about subject: Subject, after tail: Facts,
    _ source: @escaping (Range<Int>) throws(SnapshotError) -> [UInt8]
  ) throws(SnapshotError) -> Replay? {
    let reader = try ProjectionReader(source)
    let facts: Facts?
    switch subject {
    case .everything(let day):
      return try StandingsReader.replay(at: day, from: reader, tail: tail)
    case .post(let text):
      func about(_ id: String) throws(SnapshotError) -> Facts? {
        try Extract.facts(aboutPosts: [id], from: reader, tail: tail)
      }
      if let known = try about(text) {
        facts = known
      } else {
        facts = try reader.id(ofPostCalled: text, tail: tail).flatMap(about)
      }
    case .official(let text):
      func about(_ id: String) throws(SnapshotError) -> Facts? {
        try Extract.facts(aboutOfficial: id, from: reader, tail: tail)
      }
      if let known = try about(text) {
        facts = known
      } else {
        facts = try reader.id(ofOfficialCalled: text, tail: tail).flatMap(about)
      }
    }
    return facts.map { Replay(standing: $0, at: .distantFuture) }
  }
}
