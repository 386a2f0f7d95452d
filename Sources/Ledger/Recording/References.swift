/// What an entry refers to must be there: earlier entries, and decrees that are on record.
enum References {
  /// The problems of an entry's references.
  ///
  /// - Parameters:
  ///   - entry: The entry.
  ///   - number: The number it will have; it may refer to smaller ones only.
  ///   - decrees: The decrees on record.
  ///   - isRotation: Whether a rotation of this id is on record.
  /// - Returns: One problem a reference that leads nowhere.
  static func problems(
    of entry: JSONValue, before number: Int, decrees: DecreeIndex, isRotation: (String) -> Bool
  ) -> [LineError] {
    guard let data = entry[.data],
      let kind = entry[.type]?.text.flatMap({ EventKind(rawValue: $0) })
    else { return [] }
    var problems: [LineError] = []
    problems += numberProblems(data, before: number)
    if undoing.contains(kind), let decree = data[.decree], let problem = decrees.problem(of: decree)
    {
      problems.append(LineError(.unknownReference, at: nil, path: "data.decree", problem))
    }
    // A rotation alone says what is undone; beside a decree it only tells where that belongs.
    if undoing.contains(kind), data[.decree] == nil, let rotation = data[.rotation]?.text,
      !isRotation(rotation)
    {
      problems.append(
        LineError(
          .unknownReference, at: nil, path: "data.rotation",
          "no entry of such a rotation is on record"))
    }
    return problems
  }

  /// The types that act on a decree, which must be on record before them.
  static let undoing: Set<EventKind> = [.decreeAmended, .decreeRevoked, .decreeAnnulled]

  /// The references of some data to entries that do not come before it.
  static func numberProblems(_ data: JSONValue, before number: Int) -> [LineError] {
    numbers(data).filter { $0.entry >= number }.map { path, target in
      LineError(
        .unknownReference, at: nil, path: path,
        number == 0
          ? "there is no entry \(target) before this one, which is the first"
          : "there is no entry \(target) before this one; the last is \(number - 1)")
    }
  }

  /// Every entry number in the fields that hold one, with its path.
  static func numbers(_ data: JSONValue) -> [(path: String, entry: Int)] {
    var found: [(String, Int)] = []
    if let entry = data[.entry]?.integer { found.append(("data.entry", entry)) }
    for (index, entry) in (data[.entries]?.elements ?? []).enumerated() {
      if let entry = entry.integer { found.append(("data.entries[\(index)]", entry)) }
    }
    for name in [FieldName.at, .of] {
      if let entry = data[name]?[.entry]?.integer {
        found.append(("data.\(name.text).entry", entry))
      }
    }
    if let replaced = data[.replacement]?[.data] {
      found += numbers(replaced).map { ("data.replacement." + $0.path, $0.entry) }
    }
    return found
  }
}

/// The decrees on record, found by issuer, number and date, blanks and case put aside.
public struct DecreeIndex: Sendable {
  /// A decree as some entry names it, its parts normalised.
  struct Decree: Hashable, Sendable {
    var number: String
    var issuer: String
    var date: String

    /// A decree whose parts are normalised already.
    init(number: String, issuer: String, date: String) {
      (self.number, self.issuer, self.date) = (number, issuer, date)
    }

    /// A decree as it is written; what is left out is empty.
    init(written number: String, issuer: String?, date: String?) {
      self.init(
        number: DecreeKey.normalised(number), issuer: DecreeKey.normalised(issuer ?? ""),
        date: DecreeKey.normalised(date ?? ""))
    }

    /// Whether the other one says all that this one says of a decree.
    func isPart(of other: Decree) -> Bool {
      number == other.number && (issuer.isEmpty || issuer == other.issuer)
        && (date.isEmpty || date == other.date)
    }

    /// Whether both may name one decree: what one of them leaves out fits anything.
    func agrees(with other: Decree) -> Bool {
      number == other.number
        && (issuer.isEmpty || other.issuer.isEmpty || issuer == other.issuer)
        && (date.isEmpty || other.date.isEmpty || date == other.date)
    }
  }

  /// Those of the journal, which are shared with its facts, and those that came since.
  private let known: DecreeLog
  private var added: Set<Decree> = []

  /// The index of an empty journal.
  init() { known = DecreeLog() }

  /// Adds a decree.
  mutating func insert(_ decree: Decree) { added.insert(decree) }

  /// The decrees that events issue or rest on.
  init(_ facts: Facts) { known = facts.decrees }

  /// Adds the decree that an entry issues or rests on.
  mutating func add(_ entry: JSONValue, entry number: Int) {
    guard let kind = entry[.type]?.text.flatMap({ EventKind(rawValue: $0) }),
      DecreeIndex.puts(kind), let decree = entry[.data]?[.decree]
    else { return }
    if let decree = DecreeIndex.decree(decree) { insert(decree) }
  }

  /// Whether events of a type put the decree they name on record.
  static func puts(_ kind: EventKind) -> Bool {
    switch kind {
    case .decreeIssued, .officialsInaugurated, .officialsConfirmed, .assignmentEnded: true
    default: false
    }
  }

  static func decree(_ value: JSONValue) -> Decree? {
    guard let number = value[.number]?.text else { return nil }
    return Decree(written: number, issuer: value[.issuer]?.text, date: value[.date]?.text)
  }

  /// Why a reference to a decree finds none or several; `nil` if it finds one.
  func problem(of value: JSONValue) -> String? {
    guard let wanted = Self.decree(value) else {
      return "expected the decree's number, and its issuer and date where the number is not unique"
    }
    let sameNumber = Set(known.those(numbered: wanted.number).keys)
      .union(added.filter { $0.number == wanted.number })
    if sameNumber.isEmpty {
      return "no decree of this number is on record; record it first (DecreeIssued)"
    }
    let matching = sameNumber.filter(wanted.agrees)
    if matching.isEmpty {
      return "a decree of this number is on record, but of another issuer or date"
    }
    // Who names less of a decree names the one that is on record with more.
    let named = matching.filter { part in
      (!part.issuer.isEmpty || !part.date.isEmpty)
        && !matching.contains { $0 != part && part.isPart(of: $0) }
    }
    return named.count > 1
      ? "\(named.count) decrees of this number are on record; give issuer and date" : nil
  }
}
