import Ledger

/// Which events a list is about; what is not asked for does not narrow it.
struct EventFilter: Equatable, Sendable {
  var region: RegionCode?
  var from: Day?
  var to: Day?
  var official: String?
  var post: String?
  var rotation: String?

  /// Whether an event is one of those asked for.
  func accepts(_ event: Event) -> Bool {
    if let region {
      guard let code = event.region.flatMap({ try? RegionCode(parsing: $0) }),
        region.includes(code)
      else { return false }
    }
    let day = Self.day(of: event)
    if let from, day < from { return false }
    if let to, day > to { return false }
    if let official, !Self.names(official, event, ["official", "by"]) { return false }
    if let post, !Self.names(post, event, ["post", "from"]) { return false }
    if let rotation, !Self.names(rotation, event, ["rotation"]) { return false }
    return true
  }

  /// The last day of its date; where that is unknown the first; where there is none, the day of
  /// recording.
  private static func day(of event: Event) -> Day {
    guard let effective = event.effective else { return event.recordedTime.day }
    if !effective.last.isUnbounded { return effective.last }
    return effective.first.isUnbounded ? event.recordedTime.day : effective.first
  }

  /// Whether the event is about an id, or has it in a member of one of these names at any depth.
  private static func names(_ id: String, _ event: Event, _ members: Set<String>) -> Bool {
    if let subject = event.subject, subject.utf8.elementsEqual(id.utf8) { return true }
    return holds(event.data, id, members, isNamed: false)
  }

  private static func holds(
    _ value: JSONValue, _ id: String, _ members: Set<String>, isNamed: Bool
  ) -> Bool {
    switch value {
    case .object(let own):
      own.contains { holds($0.value, id, members, isNamed: members.contains($0.name)) }
    case .array(let elements):
      elements.contains { holds($0, id, members, isNamed: isNamed) }
    case .string(let text): isNamed && text.utf8.elementsEqual(id.utf8)
    case .integer, .bool, .null, .number: false
    }
  }
}
