/// An acting term (Plt, Plh, Pj) that may be extended, ended or corrected.
struct ActingTerm {
  var official: String
  let post: Int
  let capacity: String
  let region: String
  /// The letter of order, as a member.
  let order: String
  /// The first day and the last.
  var from: Int
  var until: Int
  var number = 0

  /// The entry of that type.
  func draft(_ type: String, on day: Int) -> EntryDraft {
    EntryDraft(
      type: type,
      data:
        #"{"capacity":"\#(capacity)","official":"\#(official)",\#(order),"post":"jab-\#(post)","#
        + #""status":"official-document","until":"\#(written(until))"}"#,
      effective: day, region: region, subject: "jab-\(post)",
      tenures: type == "ActingAssigned" ? 1 : 0)
  }
}

/// What happens to single people, and what the recorder takes back.
extension RealEntries {
  mutating func assignActing() {
    let post = post()
    let day = effectiveDay()
    let order =
      #""order":{"date":"\#(written(day))","issuer":"Bupati \#(world.region(post))","#
      + #""number":"\#(number("800.1.3", day))"}"#
    var term = ActingTerm(
      official: world.id(official(near: post)), post: post,
      capacity: random.element(["acting", "acting", "acting", "daily-acting", "interim"]),
      region: world.region(post), order: order, from: day, until: day + 30 + random.below(150))
    term.number = record(term.draft("ActingAssigned", on: day))
    remember(term.number, term.region)
    if openTerms.count == 500 { openTerms.remove(at: random.below(500)) }
    openTerms.append(term)
  }

  mutating func extendActing() {
    guard !openTerms.isEmpty else { return assignActing() }
    let index = random.below(openTerms.count)
    let day = openTerms[index].until + 1
    openTerms[index].until = day + 90
    record(openTerms[index].draft("ActingExtended", on: day))
  }

  mutating func endActing() {
    guard !openTerms.isEmpty else { return assignActing() }
    let term = openTerms.remove(at: random.below(openTerms.count))
    record(term.draft("ActingEnded", on: max(term.from + 1, effectiveDay())))
  }

  /// A tenure known from a career list, its dates as vague as such lists are.
  mutating func recordTenure() {
    let post = post()
    let official = official(near: post)
    let from = effectiveDay() - 400 - random.below(3000)
    let length = random.percent(50) ? 10 : random.percent(60) ? 7 : 4
    var data = #"{"capacity":"definitive","from":"\#(written(from).prefix(length))","#
    if random.percent(20) { data += #""heldOn":["\#(written(from + 380))"],"# }
    data += #""name":"\#(Words.person(official))","official":"\#(world.id(official))","#
    data += #""post":"jab-\#(post)","status":"official-document","title":"\#(Words.title(post))""#
    if random.percent(70) { data += #","to":"\#(written(from + 390 + random.below(900)))""# }
    data += #","unit":"opd-\#(post / 20)"}"#
    let number = record(
      EntryDraft(
        type: "TenureRecorded", data: data, region: world.region(post), subject: "jab-\(post)",
        tenures: 1))
    remember(number, world.region(post))
  }

  mutating func raiseRank() {
    person("RankRaised", "823", post())
  }

  mutating func register() {
    person("OfficialRegistered", nil, post())
  }

  mutating func retire() {
    let post = post()
    person("OfficialRetired", "882", post)
  }

  private mutating func person(_ type: String, _ code: String?, _ post: Int) {
    let official = official(near: post)
    let day = effectiveDay()
    var data = "{"
    if let code {
      data += #""decree":{"date":"\#(written(day))","number":"\#(number(code, day))"},"#
    }
    data += #""name":"\#(Words.person(official))","official":"\#(world.id(official))","#
    data += #""rank":"\#(random.element(Words.ranks))","status":"official-document"}"#
    let number = record(
      EntryDraft(
        type: type, data: data, effective: day, region: world.region(post),
        subject: world.id(official)))
    if type == "RankRaised" { remember(number, world.region(post)) }
    if type == "OfficialRetired" { world.retire(official) }
  }

  /// An acting term was recorded with a wrong last day, or a wrong name.
  mutating func correct() {
    guard var term = openTerms.last else { return assignActing() }
    term.until += 1 + random.below(30)
    if random.percent(30) { term.official = world.id(official(near: term.post)) }
    let data =
      #"{"entry":\#(term.number),"reason":"salah ketik pada lampiran","#
      + #""replacement":\#(term.draft("ActingAssigned", on: term.from).replacement)}"#
    record(EntryDraft(type: "EntryCorrected", data: data, region: term.region))
  }

  /// An entry was recorded twice.
  mutating func retract() {
    guard !recent.isEmpty else { return assignActing() }
    let target = recent.remove(at: random.below(recent.count))
    record(
      EntryDraft(
        type: "EntryRetracted",
        data: #"{"entry":\#(target.number),"reason":"tercatat dua kali"}"#,
        region: target.region))
  }

  private mutating func remember(_ number: Int, _ region: String) {
    if recent.count == 100 { recent.remove(at: random.below(100)) }
    recent.append((number, region))
  }
}
