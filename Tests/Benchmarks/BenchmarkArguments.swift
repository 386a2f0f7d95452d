/// What the benchmark was asked for.
struct BenchmarkArguments {
  /// What can be measured.
  enum Job: String, CaseIterable {
    /// A plain read and a plain SHA-256 of the same files.
    case peers
    /// `mutasi replay --at`, cold and verified.
    case replay
    /// `mutasi verify`.
    case verify
    /// Durable appends.
    case append
  }

  var entries = 1_000_000
  var posts: Int?
  var officials: Int?
  var jobs = Set(Job.allCases)
  var runs = 5
  var day = "2015-06-30"
  var isJSON = false
  var keeps = false
  var folder: String?
  var wantsHelp = false
  /// Set for the helper process that writes the journal.
  var generatesOnly = false

  static let help = """
    Measure mutasi on a journal that is the same on every machine.

    USAGE: benchmarks [OPTIONS]

      --entries N        single-line inaugurations in the journal (1000000)
      --posts N          posts among them (a fiftieth of the entries)
      --officials N      officials among them (three times the posts)
      --jobs A,B         of peers, replay, verify, append (all)
      --runs N           how often each job runs; medians are printed (5)
      --at DATE          the day replayed (2015-06-30)
      --json             print JSON
      --folder FOLDER    where the journal is made or, if it is there already, taken from
      --keep             leave it there; without --folder the folder is removed
      --generate         only make the journal

    Build the command first: swift build -c release --product mutasi

    """

  init(_ words: [String]) throws(BenchmarkError) {
    var rest = words[...]
    while let word = rest.popFirst() {
      switch word {
      case "--entries": entries = try Self.number(word, &rest)
      case "--posts": posts = try Self.number(word, &rest)
      case "--officials": officials = try Self.number(word, &rest)
      case "--runs": runs = try Self.number(word, &rest)
      case "--jobs": jobs = try Self.jobs(Self.value(word, &rest))
      case "--at": day = try Self.value(word, &rest)
      case "--folder": folder = try Self.value(word, &rest)
      case "--json": isJSON = true
      case "--keep": keeps = true
      case "--generate": generatesOnly = true
      case "--help", "-h": wantsHelp = true
      default: throw BenchmarkError("unknown option '\(word)'; try --help", isUsage: true)
      }
    }
    // What a caller names, a caller keeps.
    if folder != nil { keeps = true }
  }

  /// How many posts the journal is about.
  var postCount: Int { posts ?? max(1, entries / 50) }
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
