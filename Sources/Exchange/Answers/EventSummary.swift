import Ledger

/// What an entry says, in one short line.
struct EventSummary {
  private let data: JSONValue
  private let language: ReportLanguage

  /// The line for an entry with its `type` and `data`; empty where there is nothing short to say.
  static func of(_ entry: JSONValue, in language: ReportLanguage) -> String {
    guard let data = entry["data"], let name = entry["type"]?.text,
      let kind = EventKind(rawValue: name)
    else { return "" }
    let text = EventSummary(data: data, language: language).text(of: kind)
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.count <= longest ? line : line.prefix(longest - 1) + "…"
  }

  /// The most characters of a summary.
  private static let longest = 100

  private func text(of kind: EventKind) -> String {
    switch kind {
    case .officialsBriefed: people("briefed", "diarahkan")
    case .officialsInaugurated: people("inaugurated", "dilantik")
    case .officialsConfirmed: people("confirmed", "dikukuhkan")
    case .inaugurationScheduled, .inaugurationRescheduled:
      joined(people("planned", "direncanakan"), on("for", "pada", data["on"]?.text))
    case .inaugurationCancelled: joined(say("called off", "dibatalkan"), quoted(data["on"]))
    case .rotationProposed, .panelConsidered, .approvalGranted, .approvalRefused:
      joined(data["authority"]?.text, count("line", "baris", data["lines"]))
    case .decreeIssued, .decreeAmended, .decreeRevoked, .decreeAnnulled: decree
    case .invitationSent:
      joined(
        data["official"]?.text ?? people("invited", "diundang"), on("to", "ke", data["to"]?.text))
    case .directiveIssued: points
    case .evaluationScheduled, .evaluationHeld, .evaluationCancelled, .commitmentKept,
      .commitmentBroken, .commitmentMade:
      obligation
    case .dutyStarted, .actingAssigned, .actingExtended, .tenureRecorded, .headOfRegionTerm:
      move(data, to: data["post"]?.text)
    case .actingEnded, .assignmentEnded:
      joined(data["official"]?.text, on("leaves", "meninggalkan", data["post"]?.text), cause)
    case .holderAsserted: holder
    case .postEstablished, .postRenamed, .postRegraded, .postAbolished:
      named(data["post"], data["title"])
    case .unitEstablished, .unitRenamed, .unitMerged, .unitDissolved:
      named(data["unit"], data["name"])
    case .officialRegistered, .officialRetired, .officialDied, .officialTransferredOut,
      .rankRaised, .disciplineImposed:
      named(data["official"], data["rank"] ?? data["name"])
    case .officialIdentified:
      joined(count("person named", "orang dikenali", data["lines"]), of(data["at"]?["entry"]))
    case .headcountReported:
      (data["figures"]?.elements ?? []).map { figure in
        joined(figure["count"]?.integer.map(String.init), on("in", "per", figure["asOf"]?.text))
      }.joined(separator: ", ")
    case .electionStageSet: named(data["election"], data["stage"])
    case .claimDisputed, .claimResolved:
      joined(
        data["field"]?.text,
        (data["entries"]?.elements ?? []).map { of($0) }.joined(separator: ", "),
        data["chosen"].map { "= " + Cell.text(of: $0, in: language) })
    case .entryCorrected, .entryRetracted: joined(of(data["entry"]), quoted(data["reason"]))
    case .keyAuthorized, .keyRevoked: data["holder"]?.text ?? data["key"]?.text ?? ""
    }
  }

  // MARK: Phrases

  private func say(_ english: String, _ indonesian: String) -> String {
    language == .indonesian ? indonesian : english
  }

  private func joined(_ parts: String?...) -> String {
    parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
  }

  private func on(_ english: String, _ indonesian: String, _ text: String?) -> String? {
    text.map { say(english, indonesian) + " " + $0 }
  }

  private func count(_ english: String, _ indonesian: String, _ list: JSONValue?) -> String? {
    guard let count = list?.elements.count, count > 0 else { return nil }
    return "\(count) " + (count == 1 ? say(english, indonesian) : say(plural(english), indonesian))
  }

  private func plural(_ english: String) -> String {
    english == "person named" ? "people named" : english + "s"
  }

  private func of(_ entry: JSONValue?) -> String {
    entry?.integer.map { say("entry", "entri") + " \($0)" } ?? ""
  }

  private func quoted(_ text: JSONValue?) -> String? { text?.text.map { "(\($0))" } }

  private func named(_ id: JSONValue?, _ name: JSONValue?) -> String {
    joined(id?.text, quoted(name))
  }

  private var cause: String? { quoted(data["cause"]) }

  /// How many people, or the one person and the post.
  private func people(_ english: String, _ indonesian: String) -> String {
    let lines = data["lines"]?.elements ?? []
    if let count = data["group"]?["count"]?.integer, count != 1 || lines.isEmpty {
      let noun = count == 1 ? say("official", "pejabat") : say("officials", "pejabat")
      return "\(count) \(noun) " + say(english, indonesian)
    }
    if lines.count == 1 { return move(lines[0], to: lines[0]["post"]?.text) }
    guard !lines.isEmpty else { return say(english, indonesian) }
    return "\(lines.count) " + say("officials", "pejabat") + " " + say(english, indonesian)
  }

  /// Somebody on the way to a post.
  private func move(_ line: JSONValue, to post: String?) -> String {
    let who = line["official"]?.text ?? line["name"]?.text ?? "?"
    let capacity = line["capacity"]?.text.map { "(\(Words.translated($0, language)))" }
    return joined(who, post.map { "→ " + $0 }, capacity)
  }

  private var decree: String {
    let decree = data["decree"]
    return joined(
      decree?["number"]?.text ?? data["rotation"]?.text, quoted(decree?["subject"]),
      count("line", "baris", data["lines"])
        ?? data["group"]?["count"]?.integer.map {
          "\($0) " + say("officials", "pejabat")
        })
  }

  /// How many points the source claims, and how many are recorded.
  private var points: String {
    let recorded = data["points"]?.elements.count ?? 0
    guard let claimed = data["claimedCount"]?.integer, claimed != recorded else {
      return recorded == 1
        ? data["points"]?.elements.first?["text"]?.text ?? ""
        : "\(recorded) " + say("points", "butir")
    }
    return "\(claimed) " + say("points claimed", "butir diklaim") + ", \(recorded) "
      + say("recorded", "tercatat")
  }

  /// What is promised or due, in words or by what it is of.
  private var obligation: String {
    let target = data["of"]
    let about =
      target?.text ?? target?["rotation"]?.text ?? target?["post"]?.text
      ?? target?["official"]?.text ?? of(target?["entry"])
    return joined(
      data["text"]?.text ?? about, on("within", "dalam", data["within"]?.text),
      on("by", "paling lambat", data["due"]?.text))
  }

  private var holder: String {
    let who = data["official"]?.text ?? say("nobody", "tidak seorang pun")
    return joined(data["post"]?.text.map { $0 + ":" }, who, on("on", "pada", data["on"]?.text))
  }
}
