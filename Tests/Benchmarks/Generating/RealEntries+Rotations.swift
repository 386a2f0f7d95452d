/// Rotations (gelombang mutasi): the decree, the briefing, the oath, what was said and promised.
extension RealEntries {
  /// What belongs together in one rotation.
  private struct Rotation {
    let id: String
    let region: String
    let day: Int
    let decree: String
    let annex: [String]
  }

  /// A decree with its ceremony, an annex of 1 to 300 lines.
  mutating func rotate() {
    let base = post()
    let region = world.region(base)
    let day = effectiveDay()
    let number = self.number("821.2", day)
    let decree =
      #""decree":{"date":"\#(written(day - random.below(10)))","issuer":"Bupati \#(region)","#
      + #""number":"\#(number)""#
    let rotation = Rotation(
      id: named("mutasi-\(region)-\(self.decree)"), region: region, day: day, decree: decree,
      annex: annex(near: base))
    if random.percent(60) { issue(rotation) }
    if random.percent(30) { brief(rotation, count: rotation.annex.count) }
    inaugurate(rotation)
    if random.percent(15) { direct(rotation) }
    if random.percent(15) { promise(rotation) }
  }

  /// Two reports of one briefing with different counts, and the dispute about them.
  mutating func dispute() {
    let base = post()
    let rotation = Rotation(
      id: named("mutasi-\(world.region(base))-\(decree)-pers"), region: world.region(base),
      day: effectiveDay(), decree: "", annex: [])
    let count = 20 + random.below(150)
    let first = brief(rotation, count: count)
    let second = brief(rotation, count: count + 1 + random.below(9))
    let data =
      #"{"entries":[\#(first),\#(second)],"field":"group.count","note":"dua media","#
      + #""status":"inferred"}"#
    record(EntryDraft(type: "ClaimDisputed", data: data, region: rotation.region))
  }

  /// An evaluation that was announced is held.
  mutating func evaluate() {
    guard let next = openEvaluations.popLast() else { return raiseRank() }
    let outcome = random.element(["kept", "kept", "kept", "moved", "relieved"])
    record(
      EntryDraft(
        type: "EvaluationHeld",
        data: #"{"of":"\#(next.rotation)","outcome":"\#(outcome)","status":"official-statement"}"#,
        effective: effectiveDay(), region: next.region, subject: next.rotation))
  }

  private mutating func issue(_ rotation: Rotation) {
    let isPrinted = random.percent(30)
    let parts = isPrinted ? Self.parts(rotation.annex) : [[]]
    for (index, part) in parts.enumerated() {
      var data = #"{"annexCount":\#(rotation.annex.count),"# + rotation.decree
      data += Self.partMember(index, parts.count) + "},"
      if isPrinted { data += #""lines":[\#(part.joined(separator: ","))],"# }
      data += #""rotation":"\#(rotation.id)","status":"official-document","#
      data += #""tmt":"\#(written(rotation.day))"}"#
      record(
        EntryDraft(
          type: "DecreeIssued", data: data, effective: rotation.day, region: rotation.region,
          subject: rotation.id))
    }
  }

  @discardableResult private mutating func brief(_ rotation: Rotation, count: Int) -> Int {
    let data =
      #"{"by":["bupati-\#(rotation.region)"],"group":{"count":\#(count),"echelons":["III","IV"],"#
      + #""text":"\#(count) pejabat"},"place":"\#(random.element(Words.places))","#
      + #""rotation":"\#(rotation.id)",\#(source(rotation.day)),"status":"press-report"}"#
    return record(
      EntryDraft(
        type: "OfficialsBriefed", data: data, effective: rotation.day - random.below(3),
        region: rotation.region, subject: rotation.id))
  }

  private mutating func inaugurate(_ rotation: Rotation) {
    let parts = Self.parts(rotation.annex)
    for (index, part) in parts.enumerated() {
      var data = #"{"by":["bupati-\#(rotation.region)"],"# + rotation.decree
      data += Self.partMember(index, parts.count) + #"},"lines":["#
      data += part.joined(separator: ",")
      data += #"],"mode":"in-person","place":"\#(random.element(Words.places))","#
      data += #""rotation":"\#(rotation.id)","#
      if random.percent(50) { data += source(rotation.day) + "," }
      data += #""status":"official-document"}"#
      record(
        EntryDraft(
          type: "OfficialsInaugurated", data: data, effective: rotation.day,
          region: rotation.region, subject: rotation.id, tenures: part.count))
    }
  }

  private mutating func direct(_ rotation: Rotation) {
    let count = 1 + random.below(5)
    let points = (1...count).map { number in
      #"{"kind":"order","no":\#(number),"text":"\#(random.element(Words.points))"}"#
    }
    let data =
      #"{"audience":"pejabat yang baru dilantik","by":["bupati-\#(rotation.region)"],"#
      + #""claimedCount":\#(count),"points":[\#(points.joined(separator: ","))],"#
      + #""rotation":"\#(rotation.id)","status":"press-report"}"#
    record(
      EntryDraft(
        type: "DirectiveIssued", data: data, effective: rotation.day, region: rotation.region,
        subject: rotation.id))
  }

  private mutating func promise(_ rotation: Rotation) {
    let data =
      #"{"basis":"pernyataan pada saat pelantikan","of":"\#(rotation.id)","#
      + #""status":"official-statement","within":"P6M"}"#
    record(
      EntryDraft(
        type: "EvaluationScheduled", data: data, effective: rotation.day,
        region: rotation.region, subject: rotation.id))
    if openEvaluations.count < 200 {
      openEvaluations.insert((rotation.id, rotation.region), at: 0)
    }
  }

  /// The lines of a decree; none names a post or an official twice.
  private mutating func annex(near base: Int) -> [String] {
    let wanted =
      switch random.below(100) {
      case ..<40: 1
      case ..<70: 2 + random.below(4)
      case ..<90: 6 + random.below(25)
      case ..<98: 31 + random.below(90)
      default: 121 + random.below(180)
      }
    let count = min(wanted, max(1, min(world.established, world.officials) / 4))
    let region = world.region(base)
    var named = (posts: Set<Int>(), officials: Set<Int>())
    var lines: [String] = []
    // Where a neighbourhood is nearly used up, the annex stays shorter.
    for _ in 0..<(count * 20) where lines.count < count {
      let post = (base + random.below(1000)) % world.established
      let official = official(near: post)
      guard !named.posts.contains(post), !named.officials.contains(official),
        world.region(post) == region
      else { continue }
      named.posts.insert(post)
      named.officials.insert(official)
      lines.append(line(lines.count + 1, official, to: post))
      world.move(official, to: post)
    }
    if lines.isEmpty {
      lines.append(line(1, base % world.officials, to: base))
      world.move(base % world.officials, to: base)
    }
    return lines
  }

  private mutating func line(_ number: Int, _ official: Int, to post: Int) -> String {
    var line = #"{"echelon":"\#(Words.echelon(post))","#
    if let seat = world.seat(official), seat != post { line += #""from":"jab-\#(seat)","# }
    line += #""kind":"\#(random.element(Words.kinds))","name":"\#(Words.person(official))","#
    line += #""no":\#(number),"official":"\#(world.id(official))","post":"jab-\#(post)","#
    line += #""tier":"\#(Words.tier(post))","title":"\#(Words.title(post))","#
    return line + #""unit":"opd-\#(post / 20)"}"#
  }

  /// A line of the journal has at most 65,535 bytes: a longer annex is split well before that.
  private static func parts(_ annex: [String]) -> [[String]] {
    var parts: [[String]] = [[]]
    var bytes = 0
    for line in annex {
      if bytes + line.utf8.count > 40_000 {
        parts.append([])
        bytes = 0
      }
      parts[parts.count - 1].append(line)
      bytes += line.utf8.count + 1
    }
    return parts
  }

  private static func partMember(_ index: Int, _ count: Int) -> String {
    count == 1 ? "" : #","part":{"no":\#(index + 1),"of":\#(count)}"#
  }

  private mutating func source(_ day: Int) -> String {
    #""sources":[{"published":"\#(written(day + random.below(2)))","#
      + #""publisher":"\#(random.element(Words.publishers))","title":"Mutasi pejabat","#
      + #""url":"https://berita.example/\#(decree)"}]"#
  }
}
