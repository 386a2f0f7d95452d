public import Ledger

/// What is said of a decree beside its annex, and of the ceremony that rests on it.
public struct AnnexDecree: Sendable {
  /// The decree's number.
  public var number: String
  /// Its date.
  public var date: Period
  /// Who issued it.
  public var issuer: String?
  /// In which capacity the issuer held office.
  public var issuerCapacity: Capacity?
  /// What it is about.
  public var subject: String?
  /// From when it takes effect.
  public var tmt: Period?
  /// The rotation.
  public var rotation: String?
  /// The region code.
  public var region: String?
  /// Whether posts are taken by oath: `required` or `none`.
  public var oath: String?
  /// How well it is attested.
  public var status: String?
  /// What a reader should know.
  public var note: String?
  /// The day of the oath, if it was taken.
  public var inaugurated: Period?
  /// Where.
  public var place: String?
  /// In which way: `in-person`, `online` or `hybrid`.
  public var mode: String?
  /// Who administered it, by id.
  public var by: [String] = []
  /// The witnesses.
  public var witnesses: [String] = []
  /// Who was not there: numbers of lines, or ids of officials.
  public var absent: [String] = []
  /// The instrument by which the decree is amended.
  public var order: JSONValue?
  /// Why it is amended.
  public var reason: String?
  /// From when the amendment holds.
  public var amendedOn: Period
  /// Whether lines on record that the annex lacks stay.
  public var onlyAdds = false

  /// A decree of that number and date.
  ///
  /// - Parameters:
  ///   - number: The number.
  ///   - date: The date.
  ///   - amendedOn: From when it counts as amended, if it is on record with other lines.
  public init(number: String, date: Period, amendedOn: Period) {
    self.number = number
    self.date = date
    self.amendedOn = amendedOn
  }

  /// What tells the decree from others.
  public var reference: JSONValue { .object(referenceMembers) }

  private var referenceMembers: [JSONValue.Member] {
    var members: [JSONValue.Member] = [
      .init("date", .string(date.description)), .init("number", .string(number)),
    ]
    if let issuer { members.append(.init("issuer", .string(issuer))) }
    return members
  }

  /// The decree as an event names it, as one of several parts or whole.
  func value(isWhole: Bool, part: (number: Int, of: Int)?) -> JSONValue {
    var members = referenceMembers
    if isWhole, let issuerCapacity {
      members.append(.init("issuerCapacity", .string(issuerCapacity.rawValue)))
    }
    if isWhole, let subject { members.append(.init("subject", .string(subject))) }
    if let part {
      members.append(
        .init("part", .members(["no": .number(part.number), "of": .number(part.of)])))
    }
    return .object(members)
  }
}

/// A line of an annex as an event has it.
enum AnnexLineValue {
  /// The line in the journal's fields; what the journal has no field for stands in the note.
  static func make(_ matching: AnnexMatching, _ index: Int, tmt: Period?) -> JSONValue {
    let line = matching.lines[index]
    var members: [JSONValue.Member] = [.init("no", .number(line.number))]
    func add(_ name: String, _ text: String?) {
      if let text, !text.isEmpty { members.append(.init(name, .string(text))) }
    }
    let isActing = line.capacity?.isActing == true
    add("official", matching.officials[index]?.id)
    add("name", line.name)
    add("post", matching.posts[index]?.id)
    if line.post != nil {
      add("title", line.post?.title)
      add("unit", matching.units[index])
      add("echelon", line.post?.echelon)
      add("tier", line.post?.tier)
    }
    if !isActing { add("from", matching.from[index]?.id) }
    if isActing { add("capacity", line.capacity?.rawValue) }
    add("kind", line.kind?.rawValue)
    if line.isConcurrent { members.append(.init("concurrent", .bool(true))) }
    add(
      "note", note(line, isActing: isActing, isUnclear: matching.unclear.contains(index), tmt: tmt))
    return .object(members)
  }

  /// Remarks, the rank as written on the day, and what has no field: a TMT of the line's own, the
  /// post that somebody who acts keeps.
  private static func note(_ line: AnnexLine, isActing: Bool, isUnclear: Bool, tmt: Period?)
    -> String
  {
    var parts = [line.note].compactMap { $0 }
    if isActing, let kept = line.from?.title ?? line.from?.id {
      parts.append("jabatan definitif: \(kept)")
    }
    if isUnclear, let old = line.from?.title { parts.append("jabatan lama: \(old)") }
    if let rank = line.rank { parts.append("pangkat: \(rank)") }
    if let own = line.tmt, own != tmt { parts.append("TMT: \(own)") }
    return parts.joined(separator: "; ")
  }
}
