/// What resolving a disagreement means for replay: the value chosen takes the place of the field in
/// every entry concerned that has such a field.
///
/// A field is named as a correction names it. What the sources said stays in the dispute. It acts
/// in knowledge time only: once it is known, the entries stand for every date as if they had said
/// so. The latest resolution of a field wins.
enum ClaimResolution {
  /// Resolves everything that stands resolved.
  ///
  /// - Parameter facts: The facts, corrections applied; the entries concerned are known whole
  ///   (`Facts.complete`).
  /// - Throws: `LineError` where a resolved entry cannot be read back.
  static func apply(to facts: inout Facts) throws(LineError) {
    let resolved = outcome(in: facts).events
    guard !resolved.isEmpty else { return }
    try facts.replace(resolved)
    facts.resolved = resolved
  }

  /// Why resolutions say nothing of what they are about: a field that none of the entries has, or a
  /// value that a field cannot hold.
  ///
  /// - Parameter facts: As for `apply`.
  /// - Returns: The problems by the resolutions' entries.
  static func problems(in facts: Facts) -> [Int: [LineError]] { outcome(in: facts).problems }

  /// The entries that must be known whole for what stands resolved, and perhaps more.
  static func targets(in events: [Event]) -> Set<Int> {
    var resolutions: [Event] = []
    var disputes: [Int: [Event]] = [:]
    var open = events
    while let event = open.popLast() {
      switch event.kind {
      case .claimResolved: resolutions.append(event)
      case .claimDisputed: disputes[event.entry, default: []].append(event)
      case .entryCorrected:
        guard let target = event[.entry]?.integer, let said = event.replacement(of: target) else {
          continue
        }
        open.append(said)
      default: break
      }
    }
    var targets: Set<Int> = []
    for entry in resolutions.flatMap(\.claimedEntries) {
      targets.insert(entry)
      targets.formUnion((disputes[entry] ?? []).flatMap(\.claimedEntries))
    }
    return targets
  }

  private static func outcome(
    in facts: Facts
  ) -> (events: [Int: Event], problems: [Int: [LineError]]) {
    let resolutions = facts.events.filter { $0.kind == .claimResolved && $0[.chosen] != nil }
    guard !resolutions.isEmpty else { return ([:], [:]) }
    let wanted = targets(in: facts.events)
    var known = facts.whole
    for event in facts.events where wanted.contains(event.entry) { known[event.entry] = event }
    var events: [Int: Event] = [:]
    var problems: [Int: [LineError]] = [:]
    for resolution in resolutions {
      let claim = Claim(resolution, known)
      guard let field = claim.field, let chosen = resolution[.chosen] else { continue }
      var lacking: [LineError] = []
      var isHeld = false
      for entry in claim.entries.sorted() {
        // Of an entry that was retracted nothing is left to resolve.
        guard let event = events[entry] ?? known[entry] else { continue }
        do throws(LineError) {
          events[entry] = try event.resolved(field, to: chosen)
          isHeld = true
        } catch {
          if error.code == .unknownField {
            lacking.append(Claim.lacks(event, error))
          } else {
            problems[resolution.entry, default: []].append(Claim.refuses(event, field, error))
          }
        }
      }
      if !isHeld, problems[resolution.entry] == nil, !lacking.isEmpty {
        problems[resolution.entry] = lacking
      }
    }
    return (events, problems)
  }

  /// What a resolution is about; to name the dispute is to name what that is about.
  private struct Claim {
    var field: String?
    var entries: Set<Int> = []

    init(_ resolution: Event, _ known: [Int: Event]) {
      field = resolution[.field]?.text
      for entry in resolution.claimedEntries {
        if let dispute = known[entry], dispute.kind == .claimDisputed {
          field = field ?? dispute[.field]?.text
          entries.formUnion(dispute.claimedEntries)
        } else {
          entries.insert(entry)
        }
      }
    }

    static func lacks(_ event: Event, _ error: LineError) -> LineError {
      LineError(
        .unknownField, at: nil, path: "data.field",
        "entry \(event.entry) (\(event.kind.rawValue)) has no such field: \(error.description)")
    }

    static func refuses(_ event: Event, _ field: String, _ error: LineError) -> LineError {
      LineError(
        error.code, at: nil, path: "data.chosen",
        "is not what this field of entry \(event.entry) (\(event.kind.rawValue)) can hold: "
          + error.description)
    }
  }
}

extension Event {
  /// The entries that a dispute or a resolution names.
  var claimedEntries: [Int] { (self[.entries]?.elements ?? []).compactMap(\.integer) }

  /// The event with a value in the place of that of a field.
  ///
  /// Where the event has just one line, the name of a field of the line alone is enough.
  ///
  /// - Throws: `LineError` where it has no such field (`unknownField`), or cannot hold the value.
  fileprivate func resolved(
    _ field: String, to chosen: JSONValue
  ) throws(LineError) -> Event {
    if kind == .entryCorrected || kind == .entryRetracted || kind == .claimResolved {
      throw LineError(
        .unknownField, at: nil, path: "",
        "what it says of other entries is changed by a correction or a retraction of it")
    }
    var editor = EntryEditor(self)
    let word = chosen.text ?? chosen.integer.map(String.init) ?? ""
    try editor.replace(pathOfOnlyLine(field) ?? field, with: word)
    guard let event = standing(as: editor.value, entry: entry) else {
      throw LineError(.badValue, at: nil, "expected the name of an event type")
    }
    if let problem = EntryChecker.problems(of: event.json).first {
      throw LineError(.badValue, at: nil, path: problem.path, problem.message)
    }
    return event
  }

  /// The path to a field of the only line, where the event itself has no such field.
  private func pathOfOnlyLine(_ field: String) -> String? {
    let name = field.hasPrefix("data.") ? String(field.dropFirst("data.".count)) : field
    func has(_ record: Record) -> Bool { record.fields.contains { $0.name.text == name } }
    guard self[.lines]?.elements.count == 1, has(.line), !has(.replacement),
      !has(EventDescription.of(kind).data)
    else { return nil }
    return "lines[0]." + name
  }
}

extension Facts {
  /// The entries that are still to be known whole (`complete`): claims about them were resolved,
  /// and what the facts keep of them does not tell what else they say.
  public var incomplete: [Int] {
    guard events.contains(where: { EventKind.revising.contains($0.kind) }) else { return [] }
    let missing = ClaimResolution.targets(in: events).subtracting(whole.keys)
    guard !missing.isEmpty else { return [] }
    return missing.subtracting(events.map(\.entry)).sorted()
  }

  /// Takes entries whole, as they were recorded.
  public mutating func complete(with events: [Event]) {
    for event in events { whole[event.entry] = event }
  }

  /// Why entries from some number on, or what they put in the place of earlier ones, resolve
  /// nothing: the field or value that the entries concerned cannot have.
  ///
  /// - Parameter first: The number.
  /// - Returns: The problems, each with the entry that has it, in order.
  /// - Throws: `LineError` where a correction's replacement is no event.
  public func claimProblems(
    since first: Int
  ) throws(LineError) -> [(entry: Int, error: LineError)] {
    var new: [Int: Int] = [:]
    for event in events where event.entry >= first {
      if event.kind == .claimResolved { new[event.entry] = event.entry }
      if event.kind == .entryCorrected, let target = event[.entry]?.integer,
        event.replacement(of: target)?.kind == .claimResolved
      {
        new[target] = event.entry
      }
    }
    guard !new.isEmpty else { return [] }
    let problems = ClaimResolution.problems(in: try Undoing.corrected(self))
    return new.sorted { $0.value < $1.value }.flatMap { claim, entry in
      (problems[claim] ?? []).map { (entry, $0) }
    }
  }
}
