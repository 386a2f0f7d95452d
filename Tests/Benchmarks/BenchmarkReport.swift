import Exchange
import Ledger

/// The result, as a table or as JSON.
struct BenchmarkReport {
  private let arguments: BenchmarkArguments
  private var rows: [BenchmarkRow] = []
  private var notes: [String] = []

  init(_ arguments: BenchmarkArguments) {
    self.arguments = arguments
  }

  mutating func add(_ row: BenchmarkRow) { rows.append(row) }
  mutating func add(notes more: [String]) { notes += more }

  /// The report; ratios are to the peers of the same run.
  var report: Report {
    Report(
      head: [
        .init("version", .integer(1)), .init("processor", .string(Machine.processor)),
        .init("cores", .number(Machine.cores)), .init("entries", .number(arguments.entries)),
        .init("posts", .number(arguments.postCount)),
        .init("officials", .number(arguments.officialCount)),
        .init("runs", .number(arguments.runs)), .init("notes", .array(notes.map { .string($0) })),
      ],
      sections: [
        Section(
          record: "result", member: "results", title: "Results", objects: rows.map { json($0) },
          columns: columns)
      ],
      notes: ["\(Machine.processor), \(Machine.cores) cores; medians of \(arguments.runs) runs"]
        + notes)
  }

  private func json(_ row: BenchmarkRow) -> JSONValue {
    .members([
      "job": .string(row.job), "what": .string(row.what), "entries": .number(row.entries),
      "bytes": .number(row.bytes), "nanoseconds": .number(row.wall.median),
      "least": .number(row.wall.least), "most": .number(row.wall.most),
      "processorNanoseconds": .number(row.processor?.median),
      "userNanoseconds": .number(row.user?.median), "peakBytes": .number(row.peak?.median),
      "entriesPerSecond": .number(row.entriesPerSecond),
      "gigabytesPerSecond": .number(Self.decimal(row.gigabytesPerSecond)),
      "toRead": ratio(row, "cat"), "toHash": ratio(row, "openssl dgst -sha256"),
      "toPlainFile": ratio(row, row.what.replacingSuffix(" a commit", " a sync, plain file")),
    ])
  }

  /// How many times as long as the named row this one takes.
  private func ratio(_ row: BenchmarkRow, _ peer: String) -> JSONValue {
    guard let other = rows.first(where: { $0.what == peer }), other.what != row.what,
      (other.job == "peers") != (row.job == "append")
    else { return .null }
    return .number(Self.decimal(Double(row.wall.median) / Double(other.wall.median)))
  }

  private var columns: [Column] {
    [
      Column("job", "Job", "Job"), Column("what", "What", "What"),
      Self.column("nanoseconds", "Seconds", 1e9),
      Column("least", "Least-most", "Least-most", alignment: .trailing) { row in
        [Self.seconds(row["least"]) + "-" + Self.seconds(row["most"])]
      },
      Self.column("userNanoseconds", "User s", 1e9),
      Self.column("processorNanoseconds", "CPU s", 1e9),
      Column("entriesPerSecond", "Entries/s", "Entries/s", alignment: .trailing),
      Self.column("gigabytesPerSecond", "GB/s", 1),
      Self.column("peakBytes", "Peak MiB", 1_048_576),
      Self.column("toRead", "x cat", 1), Self.column("toHash", "x openssl", 1),
      Self.column("toPlainFile", "x plain file", 1),
    ]
  }

  private static func column(_ name: String, _ title: String, _ unit: Double) -> Column {
    Column(name, title, title, alignment: .trailing) { row in
      switch row[name] {
      case .integer(let number): [decimal(Double(number) / unit)]
      case .number(let text): [text]
      default: []
      }
    }
  }

  private static func seconds(_ value: JSONValue?) -> String {
    decimal(Double(value?.integer ?? 0) / 1e9)
  }

  /// Three digits behind the point.
  private static func decimal(_ value: Double) -> String {
    let thousandths = String(Int(value * 1000 + 0.5))
    let padded = String(repeating: "0", count: max(0, 4 - thousandths.count)) + thousandths
    return padded.dropLast(3) + "." + padded.suffix(3)
  }
}

extension String {
  /// The text with another end, if it ends so.
  fileprivate func replacingSuffix(_ suffix: String, _ other: String) -> String {
    hasSuffix(suffix) ? dropLast(suffix.count) + other : "\u{0}"
  }
}
