/// What the benchmark was asked for.
struct BenchmarkArguments {
  var entries = 1_000_000
  var mix: EntryMix?
  var posts: Int?
  var officials: Int?
  var jobs: Set<Job> = Set(Job.allCases)
  var runs = 5
  var day = "2015-06-30"
  var isJSON = false
  var keeps = false
  var folder: String?
  var python = "python3"
  /// Whether databases and other programs answer the same questions beside mutasi.
  var compares = false
  /// Which of them; nil for all.
  var peers: [String]?
  /// Where the picture of growth is written; nil where none is asked for.
  var growth: String?
  /// How many entries the largest journal of that picture has.
  var growthLimit = 10_000_000
  var wantsHelp = false
  /// Set for the helper process that writes the journal.
  var generatesOnly = false

  static let help = """
    Measure mutasi on a journal that is the same on every machine.

    USAGE: benchmarks [OPTIONS]

    The journal:
      --scale NAME       regency, province, nation or nation50: 20,000, 1,000,000,
                         10,000,000 or 50,000,000 entries (province)
      --entries N        that many entries instead
      --mix NAME         real: all types of event, decrees of 1 to 300 lines (default);
                         plain: inaugurations of one line (with --compare or --growth)
      --posts N          posts (real: a twentieth of the entries; plain: a fiftieth)
      --officials N      officials (three times the posts)
      --folder FOLDER    where it is made or, if it is there already, taken from; kept
      --keep             keep it where no folder is named, too
      --generate         only make it

    What is measured:
      --jobs A,B         of \(Job.allCases.map(\.rawValue).joined(separator: ", ")) (all)
      --runs N           how often each job runs; medians are printed (5)
      --at DATE          the day that is asked about (2015-06-30)
      --program PATH     the mutasi that is measured (the one built beside this program)
      --compare          DuckDB, Polars, sqlite3, PostgreSQL and jq beside it, as far as they
                         are installed; their answers must be ours, byte by byte
      --peers A,B        only these of duckdb, polars, sqlite3, postgresql, jq
      --python PATH      the Python with duckdb and polars (python3)
      --growth FILE.svg  only how time and memory grow from 20,000 entries on, as a picture
      --growth-limit N   up to so many entries (10000000)
      --json             print JSON

    Build the command first: swift build -c release --product mutasi

    """

  init(_ words: [String]) throws(BenchmarkError) {
    var rest = words[...]
    while let word = rest.popFirst() {
      switch word {
      case "--scale": entries = try Self.scale(Self.value(word, &rest))
      case "--entries": entries = try Self.number(word, &rest)
      case "--mix": mix = try Self.mix(Self.value(word, &rest))
      case "--posts": posts = try Self.number(word, &rest)
      case "--officials": officials = try Self.number(word, &rest)
      case "--runs": runs = try Self.number(word, &rest)
      case "--jobs": jobs = try Self.jobs(Self.value(word, &rest))
      case "--at": day = try Self.value(word, &rest)
      case "--folder": folder = try Self.value(word, &rest)
      case "--python": python = try Self.value(word, &rest)
      case "--peers":
        peers = try Self.value(word, &rest).split(separator: ",").map { $0.lowercased() }
        if let unknown = peers?.first(where: { !Self.knownPeers.contains($0) }) {
          throw BenchmarkError("unknown peer '\(unknown)'; try --help", isUsage: true)
        }
        compares = true
      case "--program": Machine.set(Machine.commandVariable, try Self.value(word, &rest))
      case "--growth": growth = try Self.value(word, &rest)
      case "--growth-limit": growthLimit = try Self.number(word, &rest)
      case "--compare": compares = true
      case "--json": isJSON = true
      case "--keep": keeps = true
      case "--generate": generatesOnly = true
      case "--help", "-h": wantsHelp = true
      default: throw BenchmarkError("unknown option '\(word)'; try --help", isUsage: true)
      }
    }
    // What a caller names, a caller keeps.
    if folder != nil { keeps = true }
    if compares, mix == .real {
      throw BenchmarkError(
        "--compare takes --mix plain: a database cannot answer for the other", isUsage: true)
    }
  }

  private static let knownPeers = ["duckdb", "polars", "sqlite3", "postgresql", "jq"]

  /// What the journal is made of.
  var entryMix: EntryMix { mix ?? (compares || growth != nil ? .plain : .real) }

  /// How many posts the journal is about.
  var postCount: Int {
    posts ?? (entryMix == .plain ? max(1, entries / 50) : max(400, entries / 20))
  }

  /// How many officials.
  var officialCount: Int { officials ?? postCount * 3 }

  private static func value(
    _ option: String, _ rest: inout ArraySlice<String>
  ) throws(BenchmarkError) -> String {
    guard let word = rest.popFirst() else {
      throw BenchmarkError("\(option) needs a value", isUsage: true)
    }
    return word
  }

  private static func number(
    _ option: String, _ rest: inout ArraySlice<String>
  ) throws(BenchmarkError) -> Int {
    guard let number = Int(try value(option, &rest)), number > 0 else {
      throw BenchmarkError("\(option) needs a whole number from 1", isUsage: true)
    }
    return number
  }

  private static func scale(_ name: String) throws(BenchmarkError) -> Int {
    switch name {
    case "regency": 20_000
    case "province": 1_000_000
    case "nation": 10_000_000
    case "nation50": 50_000_000
    default: throw BenchmarkError("there is no scale '\(name)'; try --help", isUsage: true)
    }
  }

  private static func mix(_ name: String) throws(BenchmarkError) -> EntryMix {
    guard let mix = EntryMix(rawValue: name) else {
      throw BenchmarkError("there is no mix '\(name)'; try --help", isUsage: true)
    }
    return mix
  }

  private static func jobs(_ list: String) throws(BenchmarkError) -> Set<Job> {
    var jobs: Set<Job> = []
    for word in list.split(separator: ",") {
      guard let job = Job(rawValue: String(word)) else {
        throw BenchmarkError("there is no job '\(word)'; try --help", isUsage: true)
      }
      jobs.insert(job)
    }
    return jobs
  }
}
