/// What entries say that moves nobody but can be held against the rest: people counted, weekdays as
/// printed, who a decree names before anybody has taken an oath, and why people left the service.
struct Remarks: Sendable {
  var weekdays: [PrintedWeekday] = []
  var tallies: [Tally] = []
  var named: [NamedLine] = []
  var departures: [Departure] = []
  var registered: [Registration] = []
}

/// An official declared under an id.
struct Registration: Sendable {
  var official: UInt32
  var entry: UInt32
}

/// The weekday that a source prints, with the dates it may go with.
struct PrintedWeekday: Sendable {
  var entry: UInt32
  /// The word, in `Facts.words`.
  var word: UInt32
  /// When the event took effect; any day where the entry does not say.
  var days: DayRange
  /// When the source was published.
  var published: Period?
  var region: UInt32
}

/// How many people an entry speaks of, in each of the ways in which it does: what a decree and its
/// ceremony must agree about.
struct Tally: Sendable {
  var entry: UInt32
  var kind: EventKind
  var days: DayRange
  var region: UInt32
  /// The decree, in `Facts.instants` from 1; 0 = none.
  var decree: UInt32
  /// The rotation, in `Facts.rotations` from 1; 0 = none.
  var rotation: UInt32
  /// The decree's number as it is written, in `Facts.words`.
  var number = Act.none
  var decreeDate: Period?
  var tmt: Period?
  /// Which part of a split annex it is; 0 = the whole.
  var part = 0
  /// The group's count, and the sum of what it is split into; -1 = not said.
  var group = -1
  var breakdown = -1
  /// How many lines the annex has by its own word; -1 = not said.
  var annex = -1
  /// How many lines there are, how many people in those with a post, and how many in all.
  var lines = 0
  var placed = 0
  var named = 0
  /// The entries that name people of it afterwards, who are counted above.
  var identified: [UInt32] = []
  /// A digest of who takes which post in the lines, whatever their order.
  var content: UInt64 = 0
}

/// Somebody whom a decree names while the oath is still to come, or whom a ceremony lists as
/// absent.
struct NamedLine: Sendable {
  var entry: UInt32
  var official: UInt32
  /// The post; `Act.none` where the line gives none.
  var post: UInt32
  var isAbsent: Bool
}

/// An official's departure, where its cause bars every later act.
struct Departure: Sendable {
  enum Cause: UInt8, Sendable { case death, retirement }

  var official: UInt32
  var days: DayRange
  var entry: UInt32
  var cause: Cause
}

extension Remarks {
  /// Adds the remarks of the stretch that follows, in its numbers.
  mutating func append(_ other: Remarks, _ numbers: Renumbering) {
    for var weekday in other.weekdays {
      weekday.word = numbers.word(weekday.word)
      weekday.region = numbers.word(weekday.region)
      weekdays.append(weekday)
    }
    for var tally in other.tallies {
      tally.region = numbers.word(tally.region)
      tally.number = numbers.word(tally.number)
      if tally.decree != 0 { tally.decree = numbers.instants[Int(tally.decree) - 1] + 1 }
      if tally.rotation != 0 { tally.rotation = numbers.rotations[Int(tally.rotation) - 1] + 1 }
      tallies.append(tally)
    }
    for var line in other.named {
      line.official = numbers.officials[Int(line.official)]
      if line.post != Act.none { line.post = numbers.posts[Int(line.post)] }
      named.append(line)
    }
    for var departure in other.departures {
      departure.official = numbers.officials[Int(departure.official)]
      departures.append(departure)
    }
    for var registration in other.registered {
      registration.official = numbers.officials[Int(registration.official)]
      registered.append(registration)
    }
  }

  /// For each number of one stretch the number of the whole.
  struct Renumbering {
    var posts: [UInt32]
    var officials: [UInt32]
    var rotations: [UInt32]
    var words: [UInt32]
    var instants: [UInt32]

    func word(_ number: UInt32) -> UInt32 { number == Act.none ? number : words[Int(number)] }
  }

  /// Takes out everything that the entries say.
  mutating func remove(_ entries: Set<Int>) {
    weekdays.removeAll { entries.contains(Int($0.entry)) }
    tallies.removeAll { entries.contains(Int($0.entry)) }
    named.removeAll { entries.contains(Int($0.entry)) }
    departures.removeAll { entries.contains(Int($0.entry)) }
    registered.removeAll { entries.contains(Int($0.entry)) }
  }

  /// Puts what corrections say, which was added at the end, where the entries stand.
  mutating func restoreOrder() {
    weekdays.sort { $0.entry < $1.entry }
    tallies.sort { $0.entry < $1.entry }
    named.sort { $0.entry < $1.entry }
    departures.sort { $0.entry < $1.entry }
    registered.sort { $0.entry < $1.entry }
  }
}

extension Facts {
  /// The tallies as later entries have them, without what an annulment leaves nothing of.
  var tallies: [Tally] {
    guard !edits.isEmpty else { return remarks.tallies }
    return remarks.tallies.compactMap { tally in
      guard let own = edits[tally.entry] else { return tally }
      var tally = tally
      for edit in own {
        switch edit.change {
        case .dropAll: return nil
        case .lessen(let count): tally.group = tally.group < 0 ? -1 : max(0, tally.group - count)
        default: break
        }
      }
      return tally
    }
  }
}
