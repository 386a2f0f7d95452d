import CommandLineKit
import Journal
import MerkleLog

/// A public key on the command line: itself, or a file that holds it.
struct KeyWord: ArgumentValue, Equatable {
  let argument: String

  init?(argument: String) {
    guard !argument.isEmpty else { return nil }
    self.argument = argument
  }

  static var placeholder: String { "KEY" }
  static var completion: ArgumentCompletion { .files }

  /// The largest file that may hold a key, in bytes.
  private static let limit = 4_096

  /// The key.
  ///
  /// - Throws: `Failure` with exit code 2 where the word is neither a key nor a file with one, or
  ///   is the key of another kind of signer; 4 where the file cannot be read.
  func key(_ algorithm: VerifierKey.Algorithm) throws(Failure) -> VerifierKey {
    let key = try key()
    guard key.algorithm == algorithm else {
      throw Failure(
        .usage,
        algorithm == .ed25519
          ? "the key of \(key.name) is that of a witness; that of a journal was expected"
          : "the key of \(key.name) is that of a journal; that of a witness was expected",
        hint: algorithm == .ed25519
          ? "witnesses are named with --witness"
          : "'key new --witness NAME' prints the key of a witness")
    }
    return key
  }

  private func key() throws(Failure) -> VerifierKey {
    let problem: MerkleError
    do throws(MerkleError) { return try VerifierKey(parsing: argument) } catch { problem = error }
    let bytes: [UInt8]
    do throws(JournalError) {
      bytes = try InputFile.read(argument, limit: Self.limit)
    } catch {
      switch error.code {
      case .notFound:
        // The word is not repeated: it may be a private key.
        throw Failure(
          .usage, "this is neither a public key nor a file that holds one: \(problem.detail)",
          hint: "a public key looks like bkpsdm.example/mutasi+0ab1c2d3+AQ…")
      case .tooLarge:
        throw Failure(.usage, "\(argument) is too large to hold a public key and nothing else")
      default: throw Failure(error)
      }
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let lines = text.split(whereSeparator: \.isNewline).filter { !$0.allSatisfy(\.isWhitespace) }
    do throws(MerkleError) {
      guard lines.count == 1 else {
        throw MerkleError(.malformedKey, "the file holds \(lines.count) lines, not one")
      }
      return try VerifierKey(parsing: String(lines[0]))
    } catch {
      throw Failure(.usage, "\(argument) holds no public key: \(error.detail)")
    }
  }
}
