/// Finds posts, officials and units by any title or name that they ever bore: exactly as written
/// first; only if that finds nothing, without regard to case and blanks.
extension Replay {
  /// The posts of that title, by id.
  public func posts(called title: String) -> [String] {
    found(title) { word in
      var posts: Set<UInt32> = []
      for note in facts.postNotes where note.title != Act.none && word(note.title) {
        posts.insert(note.post)
      }
      for tenure in register.tenures where tenure.title != Act.none && word(tenure.title) {
        posts.insert(tenure.post)
      }
      return posts.map { facts.posts.text($0) }
    }
  }

  /// The officials of that name, by id.
  public func officials(called name: String) -> [String] {
    found(name) { word in
      let notes = facts.officialNotes.filter { $0.name != Act.none && word($0.name) }
      return Set(notes.map(\.official)).map { facts.officials.text($0) }
    }
  }

  /// The units of that name, by id.
  public func units(called name: String) -> [String] {
    found(name) { word in
      let notes = facts.unitNotes.filter { $0.name != Act.none && word($0.name) }
      return Set(notes.map(\.unit)).map { facts.units.text($0) }
    }
  }

  /// Whether some entry speaks of a unit of that id.
  public func knowsUnit(_ id: String) -> Bool { facts.units.find(id) != nil }

  /// What a search by words finds: those of the very text, else those that are alike.
  private func found(_ text: String, _ search: ((UInt32) -> Bool) -> [String]) -> [String] {
    if let exact = facts.words.find(text) {
      let ids = search { $0 == exact }
      if !ids.isEmpty { return ids.sorted() }
    }
    let wanted = Self.normalised(text)
    guard !wanted.isEmpty else { return [] }
    var alike: Set<UInt32> = []
    for word in 0..<UInt32(facts.words.count)
    where Self.normalised(facts.words.text(word)) == wanted { alike.insert(word) }
    return alike.isEmpty ? [] : search { alike.contains($0) }.sorted()
  }

  /// A name without regard to case and to how many blanks stand between its words.
  static func normalised(_ text: String) -> String {
    text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
