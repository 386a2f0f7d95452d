import CommandLineKit
import Ledger

/// Which decree on record is meant by a number, an issuer and a date as somebody types them.
struct DecreeLookup {
  var number: String
  var issuer: String?
  var date: String?

  /// The decree as the journal names it, with what was given besides.
  ///
  /// - Throws: `Failure` with exit code 3 where none fits, with the nearest, or several do.
  func decree(in session: Session) throws(Failure) -> JSONValue {
    let facts = try session.asRecorded()
    let search = DecreeSearch(facts)
    let matches = search.decrees(number: number, issuer: issuer, date: date)
    guard let match = matches.first else {
      let others = search.decrees(number: number, issuer: nil, date: nil)
      let isNumberKnown = !others.isEmpty
      throw Failure(
        .refused,
        [
          "no decree \(Self.shown(number))"
            + (isNumberKnown ? " of that issuer or date" : "")
            + " is on record; nothing was recorded"
        ]
          + (try Self.list(
            isNumberKnown ? others : search.nearest(to: number, most: Self.mostShown), session,
            facts
          )))
    }
    guard matches.count == 1 else {
      throw Failure(
        .refused,
        ["\(matches.count) decrees \(Self.shown(number)) are on record; nothing was recorded"]
          + (try Self.list(matches, session, facts)) + [
            "hint: tell them apart with --issuer and --date"
          ])
    }
    let recorded = try Self.recorded(match, session, facts)
    let parts: [(FieldName, String?)] = [
      (.number, recorded[.number]?.text ?? number), (.date, recorded[.date]?.text ?? date),
      (.issuer, recorded[.issuer]?.text ?? issuer),
    ]
    return .object(parts.compactMap { name, text in text.map { .init(name.text, .string($0)) } })
  }

  /// What was typed, unless it is a person's number by mistake.
  private static func shown(_ number: String) -> String {
    IdentityGuard.finding(in: number) == nil ? UsageError.quote(number) : "(withheld)"
  }

  /// How many decrees an error lists.
  private static let mostShown = 10

  private static func list(
    _ matches: [DecreeSearch.Match], _ session: Session, _ facts: Facts
  ) throws(Failure) -> [String] {
    var lines: [String] = []
    for match in matches.prefix(mostShown) {
      let decree = try recorded(match, session, facts)
      let date = decree[.date]?.text.map { " of \($0)" } ?? ""
      let issuer = decree[.issuer]?.text.map { " by \(UsageError.quote($0))" } ?? ""
      lines.append(
        "  \(UsageError.quote(decree[.number]?.text ?? ""))\(date)\(issuer) (entry \(match.entry))")
    }
    let rest = matches.count - lines.count
    return lines.isEmpty
      ? [] : ["on record:"] + lines + (rest > 0 ? ["  and \(rest) more"] : [])
  }

  /// The decree as the first entry that names it has it now.
  private static func recorded(
    _ match: DecreeSearch.Match, _ session: Session, _ facts: Facts
  ) throws(Failure) -> JSONValue {
    let event = try Session.event(session.read(match.entry), match.entry)
    return facts.said(by: event)?[.decree] ?? .object([])
  }
}
