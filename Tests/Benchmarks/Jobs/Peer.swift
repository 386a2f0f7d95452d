/// Another program that answers the questions of a benchmark.
struct Peer {
  /// A question: its name and the post or official it is about.
  typealias Question = (name: String, id: String)

  let name: String
  /// How to have it where it is missing.
  let remedy: String
  /// How often it is measured, where that differs: who takes half a minute need not do so often.
  var runs: Int?
  /// What is done once before it is asked; false where it cannot be used here.
  var prepare: () throws(BenchmarkError) -> Bool = { true }
  /// What is undone when it was asked.
  var finish: () -> Void = {}
  /// Whether getting the entries into it is a measurement of its own.
  var loads = false
  /// The program that answers a question.
  let program: (Question) -> MeasuredProgram
}

extension Peer {
  /// Every peer that is asked for.
  static func all(_ arguments: BenchmarkArguments, _ journal: BenchmarkJournal) -> [Peer] {
    [
      python("DuckDB", "with_duckdb.py", "duckdb", arguments, journal),
      python("Polars", "with_polars.py", "polars", arguments, journal),
      sqlite(arguments, journal), postgres(arguments, journal), jq(arguments, journal),
    ].filter { arguments.peers?.contains($0.name.lowercased()) != false }
  }

  /// Where the peers' scripts lie: beside this program's source.
  private static let scripts: String = {
    let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
    return folder.joined(separator: "/") + "/Peers/"
  }()

  private static func python(
    _ name: String, _ script: String, _ module: String, _ arguments: BenchmarkArguments,
    _ journal: BenchmarkJournal
  ) -> Peer {
    Peer(
      name: name, remedy: "pip install \(module), and --python PATH if it is in a venv",
      prepare: { () throws(BenchmarkError) in
        let words = ["-c", "import \(module)"]
        return Stopwatch.attempt(MeasuredProgram(arguments.python, words))?.exitCode == 0
      },
      program: { question in
        MeasuredProgram(
          arguments.python,
          [scripts + script, question.name, question.id, arguments.day] + journal.segments)
      })
  }

  private static func jq(_ arguments: BenchmarkArguments, _ journal: BenchmarkJournal) -> Peer {
    Peer(
      name: "jq", remedy: "apt-get install jq", runs: min(3, arguments.runs),
      prepare: { () throws(BenchmarkError) in
        Stopwatch.attempt(MeasuredProgram("jq", ["--version"]))?.exitCode == 0
      },
      program: { question in
        MeasuredProgram(
          "jq",
          [
            "-nr", "--arg", "question", question.name, "--arg", "wanted", question.id, "--arg",
            "day", arguments.day, "-f", scripts + "holders.jq",
          ] + journal.segments)
      })
  }

  private static func sqlite(_ arguments: BenchmarkArguments, _ journal: BenchmarkJournal) -> Peer {
    let database = journal.root + "/peer.sqlite"
    return Peer(
      name: "sqlite3", remedy: "apt-get install sqlite3",
      prepare: { () throws(BenchmarkError) in
        Machine.remove(database)
        let load = MeasuredProgram(
          "sh", [scripts + "sqlite_load.sh", database] + journal.segments)
        return Stopwatch.attempt(load)?.exitCode == 0
      },
      finish: { Machine.remove(database) }, loads: true,
      program: { question in
        MeasuredProgram(
          "sqlite3",
          ["-readonly", "-batch", database, sql(question, on: arguments.day, character: "char")])
      })
  }

  private static func postgres(
    _ arguments: BenchmarkArguments, _ journal: BenchmarkJournal
  ) -> Peer {
    // A socket's path is short, and the folder of the journal is closed to the server's user.
    let folder = "/tmp/mutasi-postgres-\(Machine.process)"
    let script = scripts + "postgres_server.sh"
    return Peer(
      name: "PostgreSQL", remedy: "apt-get install postgresql",
      prepare: { () throws(BenchmarkError) in
        guard
          Stopwatch.attempt(MeasuredProgram("sh", [script, "start", folder]))?.exitCode == 0
        else { return false }
        let load = MeasuredProgram("sh", [script, "load", folder] + journal.segments)
        return Stopwatch.attempt(load)?.exitCode == 0
      },
      finish: {
        _ = Stopwatch.attempt(MeasuredProgram("sh", [script, "stop", folder]))
        Machine.remove(folder)
      }, loads: true,
      program: { question in
        MeasuredProgram(
          "psql",
          [
            "-X", "-q", "-A", "-t", "-h", folder, "-U", "postgres", "-c",
            sql(question, on: arguments.day, character: "chr"),
          ])
      })
  }

  /// The question in SQL, to the projection: a look into an index for each post, or for one.
  private static func sql(_ question: Question, on day: String, character: String) -> String {
    let line = ["post", "official", "'definitive'", "since", "'certain'"]
      .joined(separator: " || \(character)(9) || ")
    let last = "day <= '\(day)' ORDER BY day DESC, time DESC LIMIT 1"
    switch question.name {
    case "replay" where character == "char":
      // SQLite: one look a post is faster than a pass over all rows.
      return """
        SELECT \(line) FROM (SELECT h.* FROM posts p JOIN holdings h ON h.post = p.post
        AND (h.day, h.time) = (SELECT day, time FROM holdings WHERE post = p.post AND \(last)))
        WHERE until > '\(day)' ORDER BY post
        """
    case "replay":
      return """
        SELECT \(line) FROM holdings WHERE day <= '\(day)' AND until > '\(day)' ORDER BY post
        """
    default:
      return """
        SELECT \(line) FROM (SELECT * FROM holdings WHERE \(question.name) = '\(question.id)'
        AND \(last)) AS last WHERE until > '\(day)'
        """
    }
  }
}
