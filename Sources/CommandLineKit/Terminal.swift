/// Everything a verb says and hears: results, notes, progress, and the reader's preferences.
///
/// The rules of the interface:
/// - results go to standard output, everything else to standard error;
/// - a message has no capital and no full stop, and may be followed by `hint: ` lines;
/// - colour and the progress line appear only where a person looks, and carry no meaning alone;
/// - a reader who stops reading (`| head`) ends the output, not the program, and is no error.
///
/// Output is collected and written in large pieces, at the latest by `flush`, which `Tool` calls.
public struct Terminal {
  /// A language the interface speaks.
  public enum Language: String, ArgumentValue, CaseIterable, Sendable {
    /// English, written `en`.
    case english = "en"
    /// Indonesian, written `id`.
    case indonesian = "id"

    /// What stands for it in help.
    public static var placeholder: String { "LANGUAGE" }
  }

  /// The language for headings and sentences; from the locale until an option changes it.
  public var language: Language
  /// Whether results may be coloured.
  public var usesColour: Bool
  /// Columns of the reader's terminal; nil means that lines may be as long as they are.
  public let width: Int?
  /// Whether the reader of standard output has gone, so that further results are dropped.
  public private(set) var isOutputClosed = false
  /// Why results were lost, if they were; the run then ends with `failed`.
  public private(set) var outputFailure: StreamError?
  /// What is done whatever becomes of the answer, as a sentence without a full stop: told where the
  /// answer cannot be written.
  public var accomplishment: String?
  /// The name in front of messages; `Tool` sets it.
  package var name = ""

  private var streams: StandardStreams
  private var buffer: [UInt8] = []
  private var progressLine: ProgressLine
  private let lookUp: (String) -> String?

  /// The terminal of this process; from now on a broken pipe is an error value, not a signal.
  public static func standard() -> Terminal {
    StandardStreams.ignoreWriteSignals()
    let start = ContinuousClock.now
    return Terminal(
      streams: StandardStreams(), lookUp: { StandardStreams.environment($0) },
      clock: { ContinuousClock.now - start })
  }

  /// A terminal in memory, for tests.
  ///
  /// The width comes from `COLUMNS` in the environment, if it is there. The clock tells the time
  /// since the start.
  public init(
    capturing environment: [String: String], input: String = "", isTerminal: Bool = false,
    clock: @escaping () -> Duration = { .zero }
  ) {
    self.init(
      streams: StandardStreams(
        memory: .init(
          input: Array(input.utf8), terminals: isTerminal ? [.input, .output, .errors] : [])),
      lookUp: { environment[$0] }, clock: clock)
  }

  init(
    streams: StandardStreams, lookUp: @escaping (String) -> String?,
    clock: @escaping () -> Duration
  ) {
    func filled(_ name: String) -> String? { lookUp(name).flatMap { $0.isEmpty ? nil : $0 } }
    let isPlain = filled("TERM") == "dumb"
    let columns = filled("COLUMNS").flatMap { Int(argument: $0) }.flatMap { $0 > 0 ? $0 : nil }
    let locale = filled("LC_ALL") ?? filled("LC_MESSAGES") ?? filled("LANG") ?? ""
    language = locale.hasPrefix("id") ? .indonesian : .english
    usesColour = streams.isTerminal(.output) && filled("NO_COLOR") == nil && !isPlain
    width = columns ?? streams.columns()
    progressLine = ProgressLine(isShown: streams.isTerminal(.errors) && !isPlain, clock: clock)
    self.streams = streams
    self.lookUp = lookUp
  }

  /// Whether standard input is a keyboard, so that waiting for it needs an explanation.
  public var inputIsTerminal: Bool { streams.isTerminal(.input) }
  /// Whether results are read by a person directly.
  public var outputIsTerminal: Bool { streams.isTerminal(.output) }
  /// Whether messages are read by a person directly.
  public var errorsAreTerminal: Bool { streams.isTerminal(.errors) }

  /// Whether a person can be asked: who types the answers also sees the questions.
  public var isInteractive: Bool { inputIsTerminal && errorsAreTerminal }

  /// Asks a person for a line, without blanks at its ends; nil where the input has ended.
  ///
  /// - Throws: `StreamError` where standard input cannot be read.
  public mutating func ask(_ prompt: String) throws(StreamError) -> String? {
    flush()
    clearProgress()
    while true {
      tell(prompt)
      guard let bytes = try streams.readLine() else {
        tell("\n")
        return nil
      }
      if let line = String(validating: bytes, as: UTF8.self) { return Self.trimmed(line) }
      tell("that is not UTF-8 text\n")
    }
  }

  /// Asks whether to go on: true for yes (`y`, `yes`, `ya`), false for any other line; nil where
  /// the input has ended.
  ///
  /// - Throws: `StreamError` where standard input cannot be read.
  public mutating func confirm(_ prompt: String) throws(StreamError) -> Bool? {
    guard let answer = try ask(prompt) else { return nil }
    return ["y", "yes", "ya"].contains(answer.lowercased())
  }

  private static func trimmed(_ line: String) -> String {
    let isBlank = { (character: Character) in character.isWhitespace }
    let rest = line.drop(while: isBlank)
    guard let last = rest.lastIndex(where: { !isBlank($0) }) else { return "" }
    return String(rest[...last])
  }

  /// The value of an environment variable, or nil when it is not set.
  public func environment(_ name: String) -> String? { lookUp(name) }

  /// Reads standard input to its end.
  public mutating func readInput() throws(StreamError) -> [UInt8] { try streams.readAll() }

  /// Adds text to the results, without a line end of its own.
  public mutating func write(_ text: String) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= 1 << 16 { flush() }
  }

  /// Adds bytes to the results.
  public mutating func write(bytes: [UInt8]) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= 1 << 16 { flush() }
  }

  /// Hands collected results to the system.
  ///
  /// A failure is kept in `outputFailure` or `isOutputClosed` and ends the output.
  public mutating func flush() {
    guard !buffer.isEmpty else { return }
    if streams.isTerminal(.output) { clearProgress() }
    if !isOutputClosed && outputFailure == nil {
      do {
        try streams.write(buffer, to: .output)
      } catch {
        if error.isBrokenPipe { isOutputClosed = true } else { outputFailure = error }
      }
    }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Says something about the work on a line of standard error, as it is.
  public mutating func note(_ line: String) { say(line) }

  /// Warns on standard error; the exit code does not change.
  public mutating func warn(_ line: String) {
    say("\(name.isEmpty ? "" : "\(name): ")warning: \(line)")
  }

  /// Reports why the run failed: the first line as an error, the others as they are.
  package mutating func report(_ lines: [String]) {
    guard let first = lines.first else { return }
    say("\(name.isEmpty ? "" : "\(name): ")error: \(first)")
    for line in lines.dropFirst() { say(line) }
  }

  /// Shows how far the work is, once it has taken half a second and a person watches.
  ///
  /// The text replaces the previous one, at most ten times a second, and is built only then.
  public mutating func progress(_ text: @autoclosure () -> String) {
    guard progressLine.isDue() else { return }
    tell(progressLine.show(text(), width: width ?? 80))
  }

  /// Erases the progress line, if there is one.
  public mutating func clearProgress() {
    if let erasure = progressLine.erase() { tell(erasure) }
  }

  /// Text in a style, or as it is where colour is not wanted.
  public func styled(_ text: String, _ style: TerminalStyle) -> String {
    usesColour ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// All results written so far to a terminal in memory.
  public var capturedOutput: String {
    String(decoding: (streams.memory?.output ?? []) + buffer, as: UTF8.self)
  }

  /// All messages written so far to a terminal in memory.
  public var capturedErrors: String {
    String(decoding: streams.memory?.errors ?? [], as: UTF8.self)
  }

  /// Ends the process with the run's exit code; for the last line of `main`.
  public static func exit(with code: ExitCode) -> Never { StandardStreams.exit(code.rawValue) }

  private mutating func say(_ line: String) {
    // What was written earlier is read earlier.
    flush()
    clearProgress()
    tell("\(line)\n")
  }

  private mutating func tell(_ text: String) {
    do {
      try streams.write(Array(text.utf8), to: .errors)
    } catch {
      // Nobody is left to be told: standard error is where this would be reported. The exit code
      // still tells how the run ended.
    }
  }
}

/// How a piece of a result stands out, as the parameter of the terminal's SGR sequence (ECMA-48).
public enum TerminalStyle: Int, Sendable, CaseIterable {
  /// Heavier letters.
  case bold = 1
  /// Lighter letters.
  case dim = 2
  /// For what is wrong.
  case red = 31
  /// For what is right.
  case green = 32
  /// For what needs attention.
  case yellow = 33
}
