public import Ledger

/// What an edition of an annex changes in the decree as it is on record.
public struct AnnexChanges: Sendable {
  /// A line that is different.
  public struct Change: Sendable {
    /// In which way.
    public enum Kind: String, Sendable {
      /// The official's line reads otherwise.
      case changed
      /// The official had no line.
      case added
      /// The official's line is gone.
      case removed
    }

    /// In which way.
    public let kind: Kind
    /// The official.
    public let official: String
    /// The line on record.
    public let before: JSONValue?
    /// The line of the annex.
    public let after: JSONValue?
    /// The line of the file; 0 where it has none.
    public let fileLine: Int

    /// The fields in which the lines differ.
    public var fields: [String] {
      let names = [
        "name", "post", "title", "unit", "echelon", "tier", "from", "capacity", "kind",
        "concurrent", "note",
      ]
      return names.filter { before?[$0] != after?[$0] }
    }

    /// The line of the amendment that says so; one that is gone gets a free number.
    var line: JSONValue {
      if let after { return after }
      var members: [JSONValue.Member] = [.init("official", .string(official))]
      if let name = before?["name"] { members.append(.init("name", name)) }
      return .object(members)
    }
  }

  /// What differs, in the order of the annex, and then of the lines on record.
  public private(set) var changes: [Change] = []
  /// What differs and cannot be said by an amendment.
  private(set) var unclear: [(text: String, fileLine: Int)] = []
  /// Whether no official of the one is in the other.
  private(set) var isForeign = false

  /// Compares an annex with the lines on record.
  ///
  /// - Parameters:
  ///   - lines: The lines of the annex, with the lines of the file.
  ///   - recorded: The lines on record.
  ///   - onlyAdds: Whether lines on record that the annex lacks stay.
  init(
    _ lines: [(value: JSONValue, fileLine: Int)], over recorded: [JSONValue], onlyAdds: Bool
  ) {
    func official(_ line: JSONValue) -> String { line["official"]?.text ?? "" }
    let old = Dictionary(grouping: recorded, by: official)
    let new = Dictionary(grouping: lines, by: { official($0.value) })
    isForeign = !old.isEmpty && Set(old.keys).isDisjoint(with: new.keys)
    var seen: Set<String> = []
    for (value, _) in lines {
      let id = official(value)
      guard seen.insert(id).inserted else { continue }
      compare(id, old[id] ?? [], new[id] ?? [])
    }
    guard !onlyAdds else { return }
    for line in recorded {
      let id = official(line)
      guard new[id] == nil, seen.insert(id).inserted else { continue }
      if id.isEmpty {
        unclear.append(("the annex no longer has lines without a name", 0))
      } else {
        changes.append(
          Change(kind: .removed, official: id, before: line, after: nil, fileLine: 0))
      }
    }
  }

  /// The lines of one official.
  private mutating func compare(
    _ id: String, _ old: [JSONValue], _ new: [(value: JSONValue, fileLine: Int)]
  ) {
    let before = old.map(Self.plain)
    let after = new.map { Self.plain($0.value) }
    if Set(before) == Set(after), before.count == after.count { return }
    let place = new.first?.fileLine ?? 0
    if id.isEmpty {
      unclear.append(("lines without a name are not the same as on record", place))
      return
    }
    let name = new.first?.value["name"]?.text ?? id
    let relieves = zip(new, after).contains { $0.value["post"] == nil && !before.contains($1) }
    if relieves {
      unclear.append(
        (
          "\(name) (\(id)) has no new post in this edition, which an amendment would read as "
            + "taking the line out of the decree", place
        ))
      return
    }
    if old.count <= 1, new.count == 1 {
      changes.append(
        Change(
          kind: old.isEmpty ? .added : .changed, official: id, before: old.first,
          after: new[0].value, fileLine: place))
      return
    }
    compareSeveral(id, name, old, new)
  }

  /// Of several lines of one official each is known by its post.
  private mutating func compareSeveral(
    _ id: String, _ name: String, _ old: [JSONValue], _ new: [(value: JSONValue, fileLine: Int)]
  ) {
    let posts = old.map { $0["post"]?.text }
    let isLost = posts.contains { post in !new.contains { $0.value["post"]?.text == post } }
    let isGrown = old.count == 1 && new.count > 1
    if isLost || isGrown {
      unclear.append(
        (
          "\(name) (\(id)) has \(old.count) lines on record and \(new.count) in this edition",
          new.first?.fileLine ?? 0
        ))
      return
    }
    for line in new {
      let same = old.first { $0["post"] == line.value["post"] }
      if let same, Self.plain(same) == Self.plain(line.value) { continue }
      changes.append(
        Change(
          kind: same == nil ? .added : .changed, official: id, before: same, after: line.value,
          fileLine: line.fileLine))
    }
  }

  /// A line without its number, in one order.
  private static func plain(_ line: JSONValue) -> [UInt8] {
    guard case .object(let members) = line else { return LineWriter.write(line) }
    return LineWriter.write(.object(members.filter { $0.name != "no" }))
  }
}
