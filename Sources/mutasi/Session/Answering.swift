import CommandLineKit
import Exchange
import Journal
import Ledger
import MerkleLog

/// What every reading verb does alike: open the journal, read it as of the moment asked for, print.
extension TimeOptions {
  /// Which entries count as known.
  func knowledge() throws(Failure) -> Knowledge {
    try Knowledge(knownOn: knownOn, through: through)
  }

  /// The day in the world; today where none is given.
  var day: Day { at ?? Clock.today() }
}

extension JournalOptions {
  /// Opens the journal for reading.
  func open() throws(Failure) -> JournalReader { try Self.open(journal.path) }

  /// Opens the journal in a folder for reading.
  static func open(_ folder: String) throws(Failure) -> JournalReader {
    do throws(JournalError) {
      return try JournalReader(opening: folder)
    } catch {
      throw Failure(error)
    }
  }

  /// Reads the journal as of the moment asked for.
  func session(
    _ time: TimeOptions, about subject: Projection.Subject? = nil,
    keeping keeps: (@Sendable (EventKind, Period?) -> Bool)? = nil,
    on terminal: inout Terminal
  ) throws(Failure) -> Session {
    var wishes = Session.Wishes()
    wishes.knowledge = try time.knowledge()
    wishes.isVerified = !time.unverified
    wishes.keeps = keeps
    wishes.subject = subject
    return try Session.open(open(), wishes, on: &terminal)
  }
}

extension Session {
  /// What answers from this session rest on.
  func basis(_ time: TimeOptions) -> Basis {
    Basis(
      size: size, root: root?.base64, basis: basis,
      knownOn: time.knownOn?.text)
  }

  /// The state of the world on a day.
  func replay(at day: Day) throws(Failure) -> Replay {
    if let concerned { return concerned.moved(to: day) }
    do throws(LineError) {
      // What is kept is all of it.
      let replay = try Replay(
        facts, at: day, about: keeping == nil ? subject : nil, by: Cores())
      if let keeping { Derived.keep(replay, keeping) }
      return replay
    } catch {
      throw Failure(correction: error)
    }
  }
}

extension OutputOptions {
  /// Prints a report as asked for.
  func print(_ report: Report, on terminal: inout Terminal) {
    report.print(format, lang, on: &terminal)
  }
}

extension Report {
  /// Prints the report in a format, headings in a language or that of the locale.
  func print(_ format: ReportFormat, _ lang: Terminal.Language?, on terminal: inout Terminal) {
    let language = lang ?? terminal.language
    write(
      format, width: terminal.width,
      language: language == .indonesian ? .indonesian : .english, isStyled: terminal.usesColour
    ) { terminal.write(bytes: $0) }
  }
}

extension Session {
  /// What answers from this session rest on.
  func basis(_ knownText: String?) -> Basis {
    Basis(size: size, root: root?.base64, basis: basis, knownOn: knownText)
  }
}
