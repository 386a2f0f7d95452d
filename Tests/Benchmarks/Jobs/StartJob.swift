/// How long the program takes to say something small, against a C program that prints one line.
struct StartJob {
  private let root: String
  private let watch: Stopwatch

  init(_ arguments: BenchmarkArguments) {
    root = Machine.workFolder(arguments) + "/start"
    // A run takes milliseconds: many of them cost nothing and steady the median.
    watch = Stopwatch(runs: max(21, arguments.runs))
  }

  func rows() throws(BenchmarkError) -> (rows: [BenchmarkRow], notes: [String]) {
    var rows = [
      BenchmarkRow(.start, "--version", of: try watch.own(["--version"])),
      BenchmarkRow(.start, "--help", of: try watch.own(["--help"])),
      BenchmarkRow(.start, "completions bash", of: try watch.own(["completions", "bash"])),
    ]
    try Machine.makeFolder(root)
    defer { Machine.remove(root) }
    let source = root + "/line.c"
    let program = root + "/line"
    try Machine.write(
      "#include <stdio.h>\nint main(void) { return puts(\"mutasi\") < 0; }\n", to: source)
    for compiler in ["cc", "clang"] {
      let compiled = Stopwatch.attempt(MeasuredProgram(compiler, ["-O2", "-o", program, source]))
      guard compiled?.exitCode == 0, let results = try watch.peer(MeasuredProgram(program, []))
      else { continue }
      rows.append(BenchmarkRow(.start, "C program, one line", of: results))
      return (rows, [])
    }
    return (rows, ["no C compiler: starting was held against nothing (apt-get install gcc)"])
  }
}
