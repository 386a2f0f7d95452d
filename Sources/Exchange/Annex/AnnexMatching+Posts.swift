import Ledger

/// Posts and units: which are known, which are new, and what the lines say of them together.
extension AnnexMatching {
  mutating func settlePost(_ index: Int, _ candidates: [KnownPost]) {
    let line = lines[index]
    let recorded = onRecord(index, candidates, "post")
    posts.append(
      settle(line.post, choices.posts[line.number], recorded, index, option: "post"))
    units.append(unitOfLine(index, recorded))
  }

  mutating func settleFrom(_ index: Int, _ candidates: [KnownPost]) {
    let line = lines[index]
    var old = onRecord(index, candidates, "from")
    // Of several posts of one title the one that the official is on record in.
    let narrowed = old.filter { isHeld($0.id, by: index) }
    if old.count > 1, narrowed.count == 1 { old = narrowed }
    // Who will act keeps the old post: it is not spoken of, so it need not be declared.
    let isKept = line.capacity?.isActing == true && old.isEmpty
    from.append(
      isKept ? nil : settle(line.from, choices.from[line.number], old, index, option: "from"))
  }

  private func isHeld(_ post: String, by index: Int) -> Bool {
    officials[index]?.id.flatMap { byID[$0] }?.posts.contains(post) ?? false
  }

  /// Of several posts of one title the one that the decree itself has, where it is on record.
  private func onRecord(
    _ index: Int, _ candidates: [KnownPost], _ field: String
  ) -> [KnownPost] {
    guard candidates.count > 1, let official = officials[index]?.id,
      let edition = knowledge.edition
    else { return candidates }
    let own = edition.lines.filter { $0["official"]?.text == official }
    let same = candidates.filter { post in own.contains { $0[field]?.text == post.id } }
    return same.count == 1 ? same : candidates
  }

  /// Where several officials leave what its title alone makes one post, the title means several:
  /// only of those who are on record in it does the annex say which post they leave.
  mutating func leaveOutUnclear() {
    let several = severalSeats
    let byTitle = lines.indices.filter {
      lines[$0].from?.unit == nil && lines[$0].from?.id == nil
        && choices.from[lines[$0].number] == nil
    }
    let groups = Dictionary(grouping: byTitle, by: { from[$0]?.id ?? "" })
    for (post, rows) in groups.sorted(by: { $0.value[0] < $1.value[0] }) {
      let people = Set(rows.map { officials[$0]?.id ?? "line \($0)" })
      guard !post.isEmpty, !several.contains(post), people.count > 1 else { continue }
      let open = rows.filter { !isHeld(post, by: $0) }
      for row in open {
        from[row] = nil
        unclear.insert(row)
      }
      tell(
        .oldPostUnclear, .warning, open,
        "\(people.count) officials leave '\(lines[rows[0]].from?.title ?? post)', whose unit is not "
          + "given: it stands in the note; --from LINE=ID says which post is meant")
    }
    let used = Set((posts + from).compactMap { $0?.id })
    newPosts.removeAll { !used.contains($0.id) }
  }

  /// Posts that more than one may hold.
  private var severalSeats: Set<String> {
    Set(knowledge.posts.filter(\.hasSeveralSeats).map(\.id) + newPosts.filter(\.isPool).map(\.id))
  }

  private mutating func settle(
    _ post: AnnexPost?, _ choice: String?, _ candidates: [KnownPost], _ index: Int, option: String
  ) -> Recognised? {
    guard let post else { return nil }
    if let known = candidates.first, candidates.count == 1 {
      return Recognised(
        decision: .known, id: known.id, by: choice != nil || post.id != nil ? "given" : "title")
    }
    let written = post.title ?? post.id ?? ""
    if candidates.count > 1 {
      refuse(
        .postAmbiguous, [index],
        "'\(written)' fits \(candidates.count) posts on record: "
          + "--\(option) \(lines[index].number)=ID says which",
        candidates.map {
          AnnexFinding.Candidate(
            id: $0.id, name: $0.titles.first, about: $0.unit.map { [$0] } ?? [])
        })
      return Recognised(decision: .ambiguous, id: nil, by: nil)
    }
    let key = choice ?? post.id ?? PostMatcher.key(post)
    if let id = postsByKey[key] { return Recognised(decision: .new, id: id, by: nil) }
    // An old post without a unit may be one into which another line moves somebody.
    let title = PostText.key(post.title ?? "")
    if option == "from", post.unit == nil, post.id == nil, choice == nil,
      let same = postsByTitle[title], same.count == 1
    {
      return Recognised(decision: .new, id: same.first, by: nil)
    }
    let unit = post.unit.flatMap { self.unit($0, index) }
    let id = choice ?? post.id ?? unique(postID(post), .post)
    if choice != nil || post.id != nil { given.insert("\(IdentifierKind.post.rawValue) \(id)") }
    postsByKey[key] = id
    postsByTitle[title, default: []].insert(id)
    let isPool = post.title.map { PostText.isPool($0) } ?? false
    newPosts.append(
      Declared(
        id: id, name: post.title ?? "", unit: unit, echelon: post.echelon, tier: post.tier,
        isPool: isPool, fileLine: lines[index].fileLine))
    if isPool {
      tell(
        .poolAssumed, .notice, [index],
        "'\(written)' is new and a functional or clerical post: it is declared as a pool, which "
          + "any number of people hold")
    }
    return Recognised(decision: .new, id: id, by: nil)
  }

  /// A readable id within the region: `35.10/kepala-dinas-pendidikan`.
  private func postID(_ post: AnnexPost) -> String {
    let title = post.title ?? ""
    let isWhole = post.unit.map { PostText.key(title).contains(PostText.key($0)) } ?? true
    let slug = PostText.slug(isWhole ? title : title + " " + (post.unit ?? ""))
    return inRegion(slug.isEmpty ? "post" : slug)
  }

  private func inRegion(_ slug: String) -> String {
    choices.region.map { "\($0)/\(slug)" } ?? slug
  }

  /// The id of a unit: a known one, one that is new, or none while it is ambiguous.
  private mutating func unit(_ text: String, _ index: Int) -> String? {
    let found = matcher.units(text)
    if let only = found.first, found.count == 1 { return only.id }
    if found.count > 1 {
      refuse(
        .unitAmbiguous, [index],
        "'\(text)' fits \(found.count) units on record; write the unit's id in the file",
        found.map { AnnexFinding.Candidate(id: $0.id, name: $0.names.first) })
      return nil
    }
    let key = PostText.key(text)
    if let id = unitsByKey[key] { return id }
    let slug = PostText.slug(text)
    let id = unique(inRegion(slug.isEmpty ? "unit" : slug), .unit)
    unitsByKey[key] = id
    newUnits.append(
      Declared(
        id: id, name: text, unit: nil, echelon: nil, tier: nil, isPool: false,
        fileLine: lines[index].fileLine))
    return id
  }

  /// The unit that is recorded with a line: that of the post on record, else the one written.
  private mutating func unitOfLine(_ index: Int, _ candidates: [KnownPost]) -> String? {
    if candidates.count == 1, let unit = candidates[0].unit { return unit }
    guard lines[index].post != nil, let text = lines[index].post?.unit else { return nil }
    return unit(text, index)
  }

  // MARK: What the lines say together

  mutating func judgeLines(_ from: [[KnownPost]]) {
    judgePosts()
    judgePeople()
    for index in lines.indices {
      judgeOldPost(index, from[index])
      judgeEchelon(index)
      guard let id = officials[index]?.id, let departed = byID[id]?.departed else { continue }
      tell(
        .officialDeparted, .warning, [index],
        "\(lines[index].name ?? id) (\(id)) died, retired or left the service by entry \(departed)")
    }
    for index in lines.indices where lines[index].capacity?.isActing == true {
      guard lines[index].from != nil else { continue }
      tell(
        .actingKeepsPost, .notice, [index],
        "line \(lines[index].number) is for an acting post: the post held so far is kept, and "
          + "stands in the note")
    }
  }

  /// Two people into one post of one seat.
  private mutating func judgePosts() {
    let several = severalSeats
    let definitive = lines.indices.filter { lines[$0].capacity?.isActing != true }
    let byPost = Dictionary(grouping: definitive, by: { posts[$0]?.id ?? "" })
    for (post, rows) in byPost.sorted(by: { $0.value[0] < $1.value[0] }) {
      let people = Set(rows.map { officials[$0]?.id ?? "line \($0)" })
      guard !post.isEmpty, !several.contains(post), people.count > 1 else { continue }
      tell(
        .twoIntoOnePost, .warning, rows, "\(people.count) people are moved into \(post)")
    }
  }

  /// One person in two lines, and one NIP beside two names.
  private mutating func judgePeople() {
    let byOfficial = Dictionary(grouping: lines.indices, by: { officials[$0]?.id ?? "" })
    for (official, rows) in byOfficial.sorted(by: { $0.value[0] < $1.value[0] })
    where !official.isEmpty && rows.count > 1 {
      tell(
        .officialTwice, .warning, rows,
        "\(lines[rows[0]].name ?? official) (\(official)) stands in \(rows.count) lines")
    }
    let numbered = lines.indices.filter { lines[$0].civilNumber != nil }
    let byNumber = Dictionary(grouping: numbered, by: { lines[$0].civilNumber })
    for rows in byNumber.values.sorted(by: { $0[0] < $1[0] }) {
      let names = Set(rows.map { lines[$0].name.map { PersonName.key($0) } ?? "" })
      guard names.count > 1 else { continue }
      tell(.numberShared, .warning, rows, "one NIP stands beside \(names.count) names")
    }
  }

  /// The official is on record in other posts than the one that the annex takes him from.
  private mutating func judgeOldPost(_ index: Int, _ from: [KnownPost]) {
    guard let written = lines[index].from, officials[index]?.decision == .known,
      let official = officials[index]?.id.flatMap({ byID[$0] }), !official.posts.isEmpty,
      official.departed == nil, !from.contains(where: { official.posts.contains($0.id) })
    else { return }
    tell(
      .oldPostDiffers, .warning, [index],
      "\(lines[index].name ?? official.id) (\(official.id)) is moved from "
        + "'\(written.title ?? written.id ?? "")' but is on record in "
        + official.posts.joined(separator: ", "),
      [AnnexFinding.Candidate(id: official.id, name: official.names.first, about: official.posts)])
  }

  private mutating func judgeEchelon(_ index: Int) {
    guard let written = lines[index].post?.echelon, let id = posts[index]?.id,
      let known = matcher.post(id)?.echelon,
      AnnexWords.echelon(known).echelon != written
    else { return }
    tell(
      .echelonDiffers, .warning, [index],
      "the annex gives \(id) the echelon \(written); on record it has \(known)")
  }
}

extension Capacity {
  /// Whether it lies on top of a definitive tenure.
  var isActing: Bool { self != .definitive }
}
