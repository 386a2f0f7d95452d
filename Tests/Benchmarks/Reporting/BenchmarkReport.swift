import Exchange
import Ledger

/// The result, as a table or as JSON.
struct BenchmarkReport {
  private let arguments: BenchmarkArguments
  private var rows: [BenchmarkRow] = []
  private var notes: [String] = []
  /// What the journal holds, as far as a job asked.
  private var contents: JournalContents? { rows.last { $0.contents != nil }?.contents }
  /// Whether others were at work when the run began.
  private let load = Machine.load

  init(_ arguments: BenchmarkArguments) {
    self.arguments = arguments
  }

  mutating func add(_ row: BenchmarkRow) { rows.append(row) }

  mutating func add(_ more: (rows: [BenchmarkRow], notes: [String])) {
    rows += more.rows
    notes += more.notes
  }

  /// The report: what was measured, and what it is held against.
  var report: Report {
    Report(
      head: [
        .init("version", .integer(2)), .init("processor", .string(Machine.processor)),
        .init("cores", .number(Machine.cores)), .init("date", .string(written(Machine.today))),
        .init("load", .string(load)), .init("mix", .string(arguments.entryMix.rawValue)),
        .init("entries", .number(arguments.entries)),
        .init("posts", .number(arguments.postCount)),
        .init("officials", .number(arguments.officialCount)),
        .init("tenures", .number(contents?.tenures)),
        .init("nameBytes", .number(contents?.nameBytes)),
        .init("at", .string(arguments.day)), .init("runs", .number(arguments.runs)),
        .init("notes", .array(notes.map { .string($0) })),
      ],
      sections: [
        Section(
          record: "result", member: "results", title: "Results", objects: rows.map { json($0) },
          columns: columns),
        Target.section(rows),
      ],
      notes: sentences)
  }

  private var sentences: [String] {
    [
      "\(Machine.processor), \(Machine.cores) cores, load \(load) before and "
        + "\(Machine.load) after; medians of \(arguments.runs) runs, \(written(Machine.today))",
      journal,
      floor,
    ] + notes
  }

  /// A child begins with this program's peak as its own, so that nothing smaller can be told.
  private var floor: String {
    let least = Double(rows.compactMap { $0.peak?.least }.min() ?? 0) / 1_048_576
    return "peaks of \(decimal(least, places: 1)) MiB may be less: they are this program's own"
  }

  private var journal: String {
    let mix = arguments.entryMix.rawValue
    guard arguments.growth == nil else { return "journals of the \(mix) mix" }
    let held = contents.map {
      ", \(words($0.tenures)) tenures, \(words($0.nameBytes)) bytes of ids and names"
    }
    return
      "\(words(arguments.entries)) entries of the \(mix) mix: \(words(arguments.postCount)) posts, "
      + "\(words(arguments.officialCount)) officials\(held ?? "")"
  }

  private func json(_ row: BenchmarkRow) -> JSONValue {
    .members([
      "job": .string(row.job.rawValue), "what": .string(row.what),
      "entries": row.entries == 0 ? .null : .number(row.entries),
      "bytes": row.bytes == 0 ? .null : .number(row.bytes),
      "nanoseconds": .number(row.wall.median), "least": .number(row.wall.least),
      "most": .number(row.wall.most), "processorNanoseconds": .number(row.processor?.median),
      "userNanoseconds": .number(row.user?.median), "peakBytes": .number(row.peak?.median),
      "beyondEmptyBytes": .number(row.beyondEmpty),
      "bytesPerTenure": .number(row.beyondEmpty.flatMap { share($0, row.contents?.tenures) }),
      "bytesPerEntry": .number(row.beyondEmpty.flatMap { share($0, row.entries) }),
      "entriesPerSecond": .number(row.entriesPerSecond),
      "gigabytesPerSecond": row.gigabytesPerSecond.map { .number(decimal($0)) } ?? .null,
      "toHash": timesHash(row).map { .number(decimal($0)) } ?? .null,
    ])
  }

  /// How many times as long it takes as hashing the same files does.
  private func timesHash(_ row: BenchmarkRow) -> Double? {
    let hash = rows.first { $0.what == Measured.hash.1 && $0.entries == row.entries }
    guard let hash, row.bytes == hash.bytes else { return nil }
    return Double(row.wall.median) / Double(hash.wall.median)
  }

  private func share(_ bytes: Int, _ count: Int?) -> Int? {
    guard let count, count > 0 else { return nil }
    return bytes / count
  }

  private var columns: [Column] {
    [
      Column("job", "Job", "Job"), Column("what", "What", "What"),
      Column("entries", "Entries", "Entries", alignment: .trailing),
      Self.column("nanoseconds", "Seconds", 1e9, places: 4),
      Column("least", "Least-most", "Least-most", alignment: .trailing) { row in
        [Self.seconds(row["least"]) + "-" + Self.seconds(row["most"])]
      },
      Self.column("processorNanoseconds", "CPU s", 1e9),
      Column("entriesPerSecond", "Entries/s", "Entries/s", alignment: .trailing),
      Self.column("gigabytesPerSecond", "GB/s", 1), Self.column("toHash", "x openssl", 1),
      Self.column("peakBytes", "Peak MiB", 1_048_576, places: 1),
      Column("bytesPerTenure", "B/tenure", "B/tenure", alignment: .trailing),
      Column("bytesPerEntry", "B/entry", "B/entry", alignment: .trailing),
    ]
  }

  private static func column(
    _ name: String, _ title: String, _ unit: Double, places: Int = 3
  ) -> Column {
    Column(name, title, title, alignment: .trailing) { row in
      switch row[name] {
      case .integer(let number): [decimal(Double(number) / unit, places: places)]
      case .number(let text): [text]
      default: []
      }
    }
  }

  private static func seconds(_ value: JSONValue?) -> String {
    decimal(Double(value?.integer ?? 0) / 1e9, places: 4)
  }
}

/// A number with so many digits behind the point.
func decimal(_ value: Double, places: Int = 3) -> String {
  let scale = (0..<places).reduce(1) { power, _ in power * 10 }
  let digits = String(Int(value * Double(scale) + 0.5))
  let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
  return padded.dropLast(places) + "." + padded.suffix(places)
}
