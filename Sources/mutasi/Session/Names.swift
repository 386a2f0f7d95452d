import CommandLineKit
import Ledger

/// What a person types for a post, an official or a unit: its id, else any title or name that it
/// ever bore, as long as that is the name of one alone.
enum Names {
  /// The id of the post meant.
  ///
  /// - Throws: `Failure` where nothing (1) or more than one (2) bears the name.
  static func post(
    _ text: String, _ replay: Replay, on terminal: inout Terminal
  ) throws(Failure) -> String {
    if replay.number(ofPost: text) != nil { return text }
    let found = replay.posts(called: text).filter { replay.number(ofPost: $0) != nil }
    let id = try one(of: found, text, "post", on: &terminal) { id in
      replay.number(ofPost: id).flatMap { replay.view(of: $0) }.map { view in
        [view.title, view.unit].compactMap { $0 }.joined(separator: ", ")
      }
    }
    guard let id else {
      throw Unknown.failure("post", text, in: replay.facts.posts) {
        replay.number(ofPost: $0) != nil
      }
    }
    return id
  }

  /// The id of the official meant.
  ///
  /// - Throws: `Failure` where nothing (1) or more than one (2) bears the name.
  static func official(
    _ text: String, _ replay: Replay, on terminal: inout Terminal
  ) throws(Failure) -> String {
    if replay.number(ofOfficial: text) != nil { return text }
    let found = replay.officials(called: text).filter { replay.number(ofOfficial: $0) != nil }
    let id = try one(of: found, text, "official", on: &terminal) { id in
      replay.history(ofOfficial: id)?.last.map { tenure in
        [tenure.post, tenure.from].compactMap { $0 }.joined(separator: ", ")
      }
    }
    if id == nil, replay.facts.officials.find(text) != nil {
      throw Failure(
        .no, "no entry gives official \(UsageError.quote(text)) a post or a name",
        hint: "'mutasi log --official \(text)' lists those that mention one of that id")
    }
    guard let id else {
      throw Unknown.failure("official", text, in: replay.facts.officials) {
        replay.number(ofOfficial: $0) != nil
      }
    }
    return id
  }

  /// The scope with the id of the unit meant; of a unit that nothing names, nothing is found.
  ///
  /// - Throws: `Failure` with exit code 2 where more than one bears the name.
  static func scope(
    _ options: ScopeOptions, _ replay: Replay, on terminal: inout Terminal
  ) throws(Failure) -> Scope {
    var scope = options.scope
    guard let unit = scope.unit, !replay.knowsUnit(unit) else { return scope }
    let id = try one(of: replay.units(called: unit), unit, "unit", on: &terminal) { _ in nil }
    scope.unit = id ?? unit
    return scope
  }

  /// The id of the post by which a list is narrowed; what nothing bears finds nothing.
  static func filter(
    post text: String?, _ replay: Replay, on terminal: inout Terminal
  ) throws(Failure) -> String? {
    guard let text, replay.number(ofPost: text) == nil, !replay.posts(called: text).isEmpty else {
      return text
    }
    return try post(text, replay, on: &terminal)
  }

  /// The id of the official by whom a list is narrowed; what nobody bears finds nothing.
  static func filter(
    official text: String?, _ replay: Replay, on terminal: inout Terminal
  ) throws(Failure) -> String? {
    guard let text, replay.number(ofOfficial: text) == nil,
      !replay.officials(called: text).isEmpty
    else { return text }
    return try official(text, replay, on: &terminal)
  }

  /// The only one of what was found, told on the side; `nil` where nothing was.
  private static func one(
    of found: [String], _ text: String, _ noun: String, on terminal: inout Terminal,
    about: (String) -> String?
  ) throws(Failure) -> String? {
    if found.count > 1 {
      let shown = found.prefix(mostShown).map { id in
        let about = about(id) ?? ""
        return "  \(id)" + (about.isEmpty ? "" : " (\(about))")
      }
      let more = found.count > mostShown ? ["  and \(found.count - mostShown) more"] : []
      throw Failure(
        .usage,
        ["\(found.count) \(noun)s bear the name \(UsageError.quote(text)); give the id of one:"]
          + shown + more)
    }
    if let id = found.first { terminal.note("\(noun) \(id)") }
    return found.first
  }

  /// How many candidates one message lists.
  private static let mostShown = 50
}
