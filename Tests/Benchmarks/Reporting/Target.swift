import Exchange
import Ledger

/// One row of what the program must reach, held against what the run measured.
struct Target {
  /// What is measured, and against what.
  let job: String
  let against: String
  let limit: Double
  /// Whether more is better: a rate.
  var isLeast = false
  /// What was reached; nil where the run did not measure it.
  let reached: Double?

  /// Whether the run reached it.
  var isReached: Bool? {
    reached.map { isLeast ? $0 >= limit : $0 <= limit }
  }

  /// The table of targets, of rows that were measured in one run.
  static func section(_ rows: [BenchmarkRow]) -> Section {
    Section(
      record: "target", member: "targets", title: "Targets",
      objects: all(Measured(rows: rows)).map(\.json),
      columns: [
        Column("job", "Job", "Job"), Column("against", "Against", "Against"),
        Column("limit", "Target", "Target", alignment: .trailing),
        Column("reached", "Reached", "Reached", alignment: .trailing),
        Column("holds", "Holds", "Holds"),
      ])
  }

  private var json: JSONValue {
    .members([
      "job": .string(job), "against": .string(against),
      "limit": .string((isLeast ? ">= " : "<= ") + decimal(limit)),
      "reached": reached.map { .string(decimal($0)) } ?? .null,
      "holds": isReached.map { .string($0 ? "yes" : "no") } ?? .string("not measured"),
    ])
  }

  private static func all(_ rows: Measured) -> [Target] {
    let (openssl, bytes) = (Measured.hash, Measured.hash.1)
    return [
      Target(
        job: "verify of the bytes (signature, root)", against: bytes, limit: 1.2,
        reached: rows.ratio((.verify, "bytes: signature, root"), openssl)),
      Target(
        job: "verify, all levels", against: bytes, limit: 3,
        reached: rows.ratio((.verify, "all levels"), openssl)),
      Target(
        job: "cold replay, verified", against: "DuckDB", limit: 0.6,
        reached: rows.ratio((.replay, "verified"), (.compare, "DuckDB, replay"))),
      Target(
        job: "cold replay, --unverified", against: "DuckDB", limit: 0.35,
        reached: rows.ratio((.replay, "--unverified"), (.compare, "DuckDB, replay"))),
    ] + one("post", rows) + one("official", rows) + [
      Target(
        job: "one post, snapshot", against: "sqlite3 shell", limit: 2,
        reached: rows.ratio(
          (.compare, "mutasi beside sqlite3, post"), (.compare, "sqlite3, post"))),
      Target(
        job: "one post, snapshot, 10,000,000", against: "1,000,000", limit: 1.3,
        reached: rows.growth((.snapshot, "one post"), from: 1_000_000, to: 10_000_000)),
      Target(
        job: "replay, snapshot", against: "sqlite3 shell", limit: 1,
        reached: rows.ratio(
          (.compare, "mutasi beside sqlite3, replay"), (.compare, "sqlite3, replay"))),
    ] + appends(rows) + [
      Target(
        job: "append to this journal", against: "to one of 10", limit: 1.1,
        reached: rows.longest.flatMap { rows.ratio((.length, $0), (.length, "1 to 10")) })
    ] + memory(rows) + [
      Target(
        job: "--version, milliseconds more", against: "C program, one line", limit: 4,
        reached: rows.difference((.start, "--version"), (.start, "C program, one line")))
    ]
  }

  private static func one(_ what: String, _ rows: Measured) -> [Target] {
    [("DuckDB", 0.6), ("jq", 0.02)].map { peer, limit in
      Target(
        job: "one \(what), cold", against: peer, limit: limit,
        reached: rows.ratio((.ask, "one \(what)"), (.compare, "\(peer), \(what)")))
    }
  }

  private static func memory(_ rows: Measured) -> [Target] {
    let shares = rows.memory
    let against = "64 B a tenure + 24 B an entry + names once"
    guard !shares.isEmpty else {
      return [Target(job: "memory of a cold replay", against: against, limit: 1, reached: nil)]
    }
    return shares.map { size, share in
      Target(
        job: "memory of a cold replay, \(words(size))", against: against, limit: 1, reached: share)
    }
  }

  /// Processes that validate and seal, and the writer that seals what it is given.
  private static func appends(_ rows: Measured) -> [Target] {
    [(Job.commit, "a process"), (Job.append, "a commit")].flatMap { job, unit in
      [(1, 0.45), (100, 1), (10_000, 1)].map { size, limit in
        let own = "\(size) \(unit)"
        return Target(
          job: "durable append, \(own), rate", against: "SQLite WAL FULL", limit: limit,
          isLeast: true, reached: rows.ratio((job, own + ", sqlite3"), (job, own)))
      }
    }
  }
}

/// The rows of a run, found by what they measure.
struct Measured {
  let rows: [BenchmarkRow]

  /// Hashing the same files.
  static let hash = (Job.floor, "openssl dgst -sha256")

  /// How many times as long the first one takes as the second one.
  func ratio(_ one: (Job, String), _ other: (Job, String)) -> Double? {
    guard let one = find(one), let other = find(other) else { return nil }
    return Double(one.wall.median) / Double(other.wall.median)
  }

  /// How many milliseconds more the first one takes.
  func difference(_ one: (Job, String), _ other: (Job, String)) -> Double? {
    guard let one = find(one), let other = find(other) else { return nil }
    return max(0, Double(one.wall.median - other.wall.median) / 1e6)
  }

  /// How many times as long the same takes with more entries.
  func growth(_ name: (Job, String), from small: Int, to large: Int) -> Double? {
    guard let one = find(name, entries: large), let other = find(name, entries: small) else {
      return nil
    }
    return Double(one.wall.median) / Double(other.wall.median)
  }

  /// By size, the peak of a cold replay beyond that of an empty journal, as a share of what it
  /// may be.
  var memory: [(entries: Int, share: Double)] {
    rows.filter { $0.job == .replay && $0.what == "verified" }.compactMap { row in
      guard let beyond = row.beyondEmpty, let contents = row.contents else { return nil }
      let allowed = 64 * contents.tenures + 24 * row.entries + contents.nameBytes
      return allowed == 0 ? nil : (row.entries, Double(beyond) / Double(allowed))
    }
  }

  /// What an append to the longer journal is called.
  var longest: String? {
    rows.last { $0.job == .length && $0.what != "1 to 10" }?.what
  }

  private func find(_ name: (Job, String), entries: Int? = nil) -> BenchmarkRow? {
    rows.last {
      $0.job == name.0 && $0.what == name.1 && (entries == nil || $0.entries == entries)
    }
  }
}
