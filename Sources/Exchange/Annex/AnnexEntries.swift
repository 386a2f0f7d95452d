public import Ledger

/// The entries that an annex becomes: units and posts that are new, the decree or its amendment, and
/// the ceremony.
public struct AnnexEntries {
  /// An entry, and the line of the file from which it comes.
  public struct Entry: Sendable {
    /// The event, with its id.
    public let value: JSONValue
    /// The line of the file.
    public let fileLine: Int
  }

  /// The entries in order.
  public private(set) var entries: [Entry] = []
  /// The lines as they are recorded, in the order of the annex.
  public private(set) var lines: [JSONValue] = []
  /// What differs from the decree on record; `nil` where it is not on record with lines.
  public private(set) var changes: AnnexChanges?
  /// What is remarkable about it.
  public private(set) var findings: [AnnexFinding] = []

  private let matching: AnnexMatching
  private let decree: AnnexDecree
  private let edition: DecreeEdition
  private let digest: ([UInt8]) -> String
  private let takenIDs: Set<String>
  /// The positions of the lines that are absent from the oath.
  private var absent: Set<Int> = []

  /// Makes the entries of an annex whose people and posts were recognised.
  ///
  /// - Parameters:
  ///   - matching: The lines with whom and what they mean.
  ///   - decree: What is said of the decree beside its annex.
  ///   - edition: The decree as it is on record.
  ///   - takenIDs: The ids of entries about this decree, those taken back among them.
  ///   - digest: A short digest, by which an entry of the same content has the same id.
  public init(
    _ matching: AnnexMatching, _ decree: AnnexDecree, over edition: DecreeEdition,
    takenIDs: Set<String>, digest: @escaping ([UInt8]) -> String
  ) {
    self.matching = matching
    self.decree = decree
    self.edition = edition
    self.takenIDs = takenIDs
    self.digest = digest
    lines = matching.lines.indices.map { AnnexLineValue.make(matching, $0, tmt: decree.tmt) }
    findAbsent()
    if edition.lines.isEmpty { issue() } else { amend() }
    // A decree that is as it was needs no declaration either.
    if !entries.isEmpty || decree.inaugurated != nil { inaugurate() }
    if !entries.isEmpty { declare() }
    if !entries.isEmpty, let undone = edition.undone.last {
      tell(
        .decreeUndone, .warning, [],
        "the decree was revoked or annulled by entry \(undone.entry)")
    }
  }

  // MARK: Decree

  private mutating func issue() {
    let events = AnnexParts.events(lines) { part in
      var data: [JSONValue.Member] = [
        .init("annexCount", .number(lines.count)),
        .init("decree", decree.value(isWhole: true, part: part.place)),
        .init("lines", .array(Array(part.lines))),
      ]
      if let tmt = decree.tmt { data.append(.init("tmt", .string(tmt.description))) }
      if let oath = decree.oath { data.append(.init("oath", .string(oath))) }
      return event("DecreeIssued", decree.date, data)
    }
    add(events, [], "the annex")
  }

  private mutating func amend() {
    let numbered = zip(lines, matching.lines).map { (value: $0, fileLine: $1.fileLine) }
    let changes = AnnexChanges(numbered, over: edition.lines, onlyAdds: decree.onlyAdds)
    self.changes = changes
    if changes.isForeign, !decree.onlyAdds {
      return tell(
        .otherAnnex, .refusal, [],
        "the decree is on record (entry \(edition.issued.first?.entry ?? 0)) with "
          + "\(edition.lines.count) lines, none of them of an official of this file: is it a further "
          + "annex of it (--only-add), or another decree (--number, --date, --issuer)?")
    }
    for (text, line) in changes.unclear {
      findings.append(
        AnnexFinding(
          .amendmentUnclear, .refusal, lines: line == 0 ? [] : [line],
          text + "; correct the decree's entry instead (mutasi correct "
            + "\(edition.issued.first?.entry ?? 0))"))
    }
    guard changes.unclear.isEmpty, !changes.changes.isEmpty else { return }
    let removed = changes.changes.filter { $0.kind == .removed }
    if !removed.isEmpty {
      tell(
        .lineRemoved, .warning, [],
        "\(removed.count) lines on record are not in this edition and are taken out of the decree: "
          + removed.map(\.official).joined(separator: ", "))
    }
    let events = AnnexParts.events(changes.changes.map(\.line)) { part in
      var data: [JSONValue.Member] = [
        .init("decree", decree.value(isWhole: false, part: part.place)),
        .init("lines", .array(Array(part.lines))),
      ]
      if let order = decree.order { data.append(.init("order", order)) }
      if let reason = decree.reason { data.append(.init("reason", .string(reason))) }
      return event("DecreeAmended", decree.amendedOn, data)
    }
    add(events, [], "the amendment")
  }

  // MARK: Ceremony

  /// The lines that were said to be absent, by number or by official.
  private mutating func findAbsent() {
    for word in decree.absent {
      let byNumber = matching.lines.indices.filter { String(matching.lines[$0].number) == word }
      let byOfficial = matching.lines.indices.filter { matching.officials[$0]?.id == word }
      let found = byNumber.isEmpty ? byOfficial : byNumber
      if found.isEmpty {
        tell(
          .optionUnused, .refusal, [], "--absent: no line has the number or the official '\(word)'")
      } else if !byOfficial.isEmpty, !byNumber.isEmpty, byOfficial != byNumber {
        tell(
          .optionUnused, .refusal, byNumber + byOfficial,
          "--absent '\(word)' is the number of one line and the official of another")
      }
      absent.formUnion(found)
    }
  }

  /// The oath of those whose oath is not on record yet.
  private mutating func inaugurate() {
    guard let day = decree.inaugurated else { return }
    let recorded = edition.ceremonies.flatMap { $0[.lines]?.elements ?? [] }
    let sworn = Set(recorded.compactMap { $0[.official]?.text })
    let unnamed = Set(recorded.filter { $0[.official] == nil }.compactMap { $0[.post]?.text })
    var oath: [JSONValue] = []
    var confirmed: [JSONValue] = []
    var away: [JSONValue] = []
    for (index, line) in lines.enumerated() {
      if let official = line[.official]?.text {
        guard !sworn.contains(official) else { continue }
      } else if let post = line[.post]?.text, unnamed.contains(post) {
        continue
      }
      if absent.contains(index) {
        away.append(line)
      } else if line[.kind]?.text == MoveKind.confirmation.rawValue {
        confirmed.append(line)
      } else {
        oath.append(line)
      }
    }
    if !confirmed.isEmpty {
      tell(
        .confirmedApart, .notice, [],
        "\(confirmed.count) lines are confirmations (pengukuhan): they are recorded as "
          + "OfficialsConfirmed, by which a tenure continues")
    }
    if !oath.isEmpty {
      let events = AnnexParts.events(oath, absent: away) { part in
        var data = ceremony(part)
        if let mode = decree.mode { data.append(.init("mode", .string(mode))) }
        if !decree.witnesses.isEmpty {
          data.append(.init("witnesses", .array(decree.witnesses.map { .string($0) })))
        }
        if !part.absent.isEmpty { data.append(.init("absent", .array(Array(part.absent)))) }
        return event("OfficialsInaugurated", day, data)
      }
      add(events, [], "the ceremony")
    }
    guard !confirmed.isEmpty else { return }
    let events = AnnexParts.events(confirmed) { event("OfficialsConfirmed", day, ceremony($0)) }
    add(events, [], "the ceremony")
  }

  private func ceremony(_ part: AnnexParts.Part) -> [JSONValue.Member] {
    var data: [JSONValue.Member] = [
      .init("decree", decree.value(isWhole: false, part: part.place)),
      .init("lines", .array(Array(part.lines))),
    ]
    if let place = decree.place { data.append(.init("place", .string(place))) }
    if !decree.by.isEmpty { data.append(.init("by", .array(decree.by.map { .string($0) }))) }
    return data
  }

  // MARK: Posts and units

  /// What is new stands in front of what speaks of it.
  private mutating func declare() {
    let used = matching.newUnits.map { unit in
      event("UnitEstablished", nil, ["unit": .string(unit.id), "name": .string(unit.name)], unit)
    }
    let posts = matching.newPosts.map { post in
      var data: [JSONValue.Member] = [.init("post", .string(post.id))]
      func add(_ name: String, _ text: String?) {
        if let text, !text.isEmpty { data.append(.init(name, .string(text))) }
      }
      add("title", post.name)
      add("unit", post.unit)
      add("echelon", post.echelon)
      add("tier", post.tier)
      if post.isPool { data.append(.init("seats", .string("pool"))) }
      return event("PostEstablished", nil, data, post)
    }
    entries.insert(contentsOf: used + posts, at: 0)
  }

  private func event(
    _ type: String, _ effective: Period?, _ data: KeyValuePairs<String, JSONValue>,
    _ declared: AnnexMatching.Declared
  ) -> Entry {
    event(type, effective, data.map { JSONValue.Member($0.key, $0.value) }, declared)
  }

  private func event(
    _ type: String, _ effective: Period?, _ data: [JSONValue.Member],
    _ declared: AnnexMatching.Declared
  ) -> Entry {
    Entry(value: identified(event(type, effective, data)), fileLine: declared.fileLine)
  }

  // MARK: Envelope

  /// An event without an id.
  private func event(
    _ type: String, _ effective: Period?, _ data: [JSONValue.Member]
  ) -> JSONValue {
    var data = data
    let isDeclaration = type == "PostEstablished" || type == "UnitEstablished"
    if let rotation = decree.rotation, !isDeclaration {
      data.append(.init("rotation", .string(rotation)))
    }
    if let status = decree.status { data.append(.init("status", .string(status))) }
    if let note = decree.note, type == "DecreeIssued" {
      data.append(.init("note", .string(note)))
    }
    var members: [JSONValue.Member] = [
      .init("type", .string(type)), .init("data", .object(data)),
    ]
    if let effective { members.append(.init("effective", .string(effective.description))) }
    if let region = decree.region { members.append(.init("region", .string(region))) }
    return .object(members)
  }

  /// The event with an id made of its content; where an entry that was taken back has that id, with
  /// a number behind it.
  private func identified(_ event: JSONValue) -> JSONValue {
    guard case .object(let members) = event else { return event }
    let base = "annex:" + digest(LineWriter.write(event))
    var id = base
    var number = 1
    while takenIDs.contains(id) {
      number += 1
      id = "\(base)-\(number)"
    }
    return .object(members + [.init("id", .string(id))])
  }

  private mutating func add(_ events: [JSONValue]?, _ rows: [Int], _ what: String) {
    guard let events else {
      return tell(
        .tooLong, .refusal, rows,
        "a line of \(what) does not fit in an entry of 65,535 bytes; shorten its remarks")
    }
    entries += events.map {
      Entry(value: identified($0), fileLine: matching.lines.first?.fileLine ?? 1)
    }
  }

  private mutating func tell(
    _ kind: AnnexFinding.Kind, _ level: AnnexFinding.Level, _ rows: [Int], _ text: String
  ) {
    findings.append(
      AnnexFinding(
        kind, level, lines: rows.map { matching.lines[$0].fileLine },
        numbers: rows.map { matching.lines[$0].number }, text))
  }
}
