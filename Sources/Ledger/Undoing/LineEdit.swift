/// What a later entry makes of an earlier one, or of one of its lines: the same decision is applied
/// to the compact acts from which tenures are computed and to the events kept whole for an audit.
struct LineEdit: Sendable {
  /// What becomes of it.
  enum Change: Sendable {
    /// Every line and the group are as if they had not been.
    case dropAll
    /// The lines that fit are as if they had not been.
    case drop
    /// The line that fits reads so; where none does, there is one more.
    case put(JSONValue)
    /// The entry has this line as well.
    case add(JSONValue)
    /// So many fewer are in its group.
    case lessen(Int)
  }

  /// The entry that is changed.
  var entry: UInt32
  /// The entry that changes it.
  var by: UInt32
  /// Which lines fit, where single ones are meant.
  var fitting = LinePattern()
  var change: Change
}

/// Which lines are meant: those of an official, those into a post, or both.
struct LinePattern: Sendable {
  /// The official, by number in `Facts.officials`; `Act.none` stands for a line without a name.
  var official: UInt32?
  /// The post, by number in `Facts.posts`.
  var post: UInt32?
  /// The line's number, where lines without a name are told apart by it.
  var no: Int?

  /// Whether a line fits; one of which nothing is asked fits none.
  func fits(official: UInt32, post: UInt32, no: Int? = nil) -> Bool {
    guard self.official != nil || self.post != nil || self.no != nil else { return false }
    if let wanted = self.official, wanted != official { return false }
    if let wanted = self.post, wanted != post { return false }
    if let wanted = self.no, let no, wanted != no { return false }
    return true
  }

  /// Whether a line of an event kept whole fits.
  func fits(_ line: JSONValue, in facts: Facts) -> Bool {
    fits(
      official: line[.official]?.text.flatMap { facts.officials.find($0) } ?? Act.none,
      post: line[.post]?.text.flatMap { facts.posts.find($0) } ?? Act.none,
      no: line[.no]?.integer)
  }
}

extension Facts {
  /// The lines that an event on a decree names, as patterns: none of an id that no entry speaks of.
  func patterns(_ lines: [JSONValue]) -> [LinePattern] {
    lines.compactMap { line in
      var pattern = LinePattern()
      if let official = line[.official]?.text {
        guard let number = officials.find(official) else { return nil }
        pattern.official = number
      }
      if let post = line[.post]?.text {
        guard let number = posts.find(post) else { return nil }
        pattern.post = number
      }
      return pattern
    }
  }

  /// An event kept whole as claims about it were resolved.
  func resolved(_ event: Event) -> Event { resolved[event.entry] ?? event }

  /// An event kept whole as later entries have it; `nil` where they leave nothing of it.
  func edited(_ event: Event) -> Event? {
    var event = resolved(event)
    guard let own = edits[UInt32(event.entry)] else { return event }
    for edit in own {
      guard let changed = event.applying(edit, in: self) else { return nil }
      event = changed
    }
    return event
  }
}

extension Facts {
  /// The lines of an event kept whole that later entries took out of it, as they read then.
  func dropped(from event: Event) -> [JSONValue] {
    var event = resolved(event)
    var dropped: [JSONValue] = []
    for edit in edits[UInt32(event.entry)] ?? [] {
      let lines = event[.lines]?.elements ?? []
      switch edit.change {
      case .dropAll: return dropped + lines
      case .drop: dropped += lines.filter { edit.fitting.fits($0, in: self) }
      default: break
      }
      guard let changed = event.applying(edit, in: self) else { break }
      event = changed
    }
    return dropped
  }
}

extension Event {
  fileprivate func applying(_ edit: LineEdit, in facts: Facts) -> Event? {
    var event = self
    let lines = self[.lines]?.elements ?? []
    switch edit.change {
    case .dropAll: return nil
    case .drop:
      guard self[.lines] != nil else {
        return edit.fitting.fits(data, in: facts) ? nil : self
      }
      event.setLines(lines.filter { !edit.fitting.fits($0, in: facts) })
    case .put(let line):
      guard let index = lines.firstIndex(where: { edit.fitting.fits($0, in: facts) }) else {
        event.setLines(lines + [line.numbered(after: lines)])
        return event
      }
      var changed = lines
      changed[index] = line.numbered(like: lines[index])
      event.setLines(changed)
    case .add(let line):
      event.setLines(lines + [line.numbered(after: lines)])
    case .lessen(let count):
      guard let group = self[.group]?[.count]?.integer else { return self }
      event.data = data.setting(
        ["group", "count"], to: .integer(Int64(max(0, group - count))))
    }
    return event
  }

  private mutating func setLines(_ lines: [JSONValue]) {
    data = data.setting(["lines"], to: lines.isEmpty ? nil : .array(lines))
  }
}

extension JSONValue {
  /// The object with one member, found by the names on the way to it, set or taken out.
  func setting(_ path: [String], to value: JSONValue?) -> JSONValue {
    guard let name = path.first else { return value ?? self }
    var members: [Member] = if case .object(let own) = self { own } else { [] }
    let place = members.firstIndex { $0.name == name }
    let inner = place.map { members[$0].value } ?? .object([])
    let changed = path.count == 1 ? value : inner.setting(Array(path.dropFirst()), to: value)
    if let place { members.remove(at: place) }
    if let changed {
      members.insert(Member(name, changed), at: place ?? members.count)
    }
    return .object(members)
  }

  /// The line under the number of another.
  fileprivate func numbered(like other: JSONValue) -> JSONValue {
    other[.no].map { setting(["no"], to: $0) } ?? self
  }

  /// The line under a number that none of the others has.
  fileprivate func numbered(after others: [JSONValue]) -> JSONValue {
    let last = others.compactMap { $0[.no]?.integer }.max() ?? 0
    return setting(["no"], to: .integer(Int64(last) + 1))
  }
}
