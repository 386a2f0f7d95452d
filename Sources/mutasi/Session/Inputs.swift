import CommandLineKit
import Journal
import Ledger

/// Reads what is to be recorded, from files or standard input.
enum Inputs {
  /// The largest input, in bytes: a gibibyte, some three million entries.
  static let limit = 1 << 30

  /// The drafts of all files in order.
  ///
  /// - Throws: `Failure` with every line that is not JSON, or with why a file cannot be read.
  static func read(_ files: [FilePath], on terminal: inout Terminal) throws(Failure) -> [Draft] {
    guard !files.isEmpty else {
      throw Failure(
        .usage, "no file to record; name JSON Lines files, or - for standard input",
        hint: "mutasi append --example OfficialsInaugurated prints an entry to start from")
    }
    var drafts: [Draft] = []
    var problems: [Refusal] = []
    for file in files {
      let bytes = try bytes(of: file.path, on: &terminal)
      let read = Draft.read(bytes, file: file.path)
      drafts += read.drafts
      problems += read.problems
    }
    guard problems.isEmpty else { throw Failure(problems) }
    guard !drafts.isEmpty else {
      throw Failure(.refused, "the input holds no entry; expected one JSON object a line")
    }
    return drafts
  }

  /// A file that holds a checkpoint or a receipt, or standard input.
  static func note(_ file: FilePath, on terminal: inout Terminal) throws(Failure) -> [UInt8] {
    guard file.path != "-" else {
      guard !terminal.inputIsTerminal else {
        throw Failure(.usage, "standard input is a keyboard; pipe the note in, or name a file")
      }
      return try bytes(of: "-", on: &terminal)
    }
    do throws(JournalError) {
      return try InputFile.read(file.path, limit: Receipt.maximumLength)
    } catch {
      guard error.code == .tooLarge else { throw Failure(error) }
      throw Failure(
        .no, "TOO_LARGE: \(file.path) is larger than any checkpoint or receipt may be")
    }
  }

  /// The content of a file, or of standard input.
  static func bytes(of path: String, on terminal: inout Terminal) throws(Failure) -> [UInt8] {
    if path == "-" {
      guard !terminal.inputIsTerminal else {
        throw Failure(
          .usage, "standard input is a keyboard; pipe entries in, or name a file",
          hint: "mutasi append FILE")
      }
      do throws(StreamError) {
        return try terminal.readInput()
      } catch {
        throw Failure(error)
      }
    }
    do throws(JournalError) {
      return try InputFile.read(path, limit: limit)
    } catch {
      throw Failure(error)
    }
  }
}
