import CommandLineKit
import Journal
import Ledger
import MerkleLog

/// `init`: a new, empty journal and the key that signs it.
struct Init: Command {
  static let about = About(
    "init", "Create an empty journal and its signing key.",
    discussion: """
      The key lies outside the journal, in your configuration folder, or in the file that \
      MUTASI_KEY names; an existing file there is used. Keep a copy of it, and give the public \
      key that is printed to whoever is to verify the journal.
      """,
    examples: ["mutasi init --source https://bkpsdm.example --region 35.10"])

  @Options var journal: JournalOptions
  @Option(
    "The journal's name in its checkpoints, such as bkpsdm.example/mutasi; invented if not given.",
    placeholder: "ORIGIN")
  var origin: String?
  @Option(
    "The office that records, as a URI: the source of entries that do not name one.",
    placeholder: "URI")
  var source: FilledText?
  @Option("The region of entries that do not name one.") var region: RegionCode?

  init() {}

  func run(_ terminal: inout Terminal) throws -> ExitCode {
    let origin = self.origin ?? Self.inventedOrigin()
    guard VerifierKey.isValidName(origin) else {
      throw Failure(
        .usage, "an origin is not empty and holds neither white space nor '+'",
        hint: "use a name such as bkpsdm.example/mutasi")
    }
    let signer = try Self.signer(for: origin, terminal)
    do throws(JournalError) {
      let memory = SignerMemory(besideKey: signer.file.path, origin: origin)
      // The key first: a journal whose key was lost on the way could never be written.
      if signer.isNew { try signer.file.create(signer.key) }
      do throws(JournalError) {
        try JournalWriter.create(
          at: journal.journal.path,
          description: LedgerDescription(
            origin: origin, key: signer.key.verifier, source: source?.argument ?? origin,
            region: region?.description),
          key: signer.key, memory: memory)
      } catch {
        if signer.isNew { try signer.file.remove() }
        throw error
      }
    } catch {
      throw Failure(error)
    }
    terminal.write(
      """
      journal     \(journal.journal.path)
      origin      \(origin)
      public key  \(signer.key.verifier)
      signing key \(signer.file.path)

      """)
    return .done
  }

  /// An origin of its own for a journal that was given none, so that no two are taken for one.
  private static func inventedOrigin() -> String {
    let id = Clock.makeID().filter { $0 != "-" }
    return "mutasi.local/" + id.suffix(16)
  }

  /// The key that `MUTASI_KEY` names, if its file exists; else a new one.
  private static func signer(
    for origin: String, _ terminal: borrowing Terminal
  ) throws(Failure) -> (key: SigningKey, file: KeyFile, isNew: Bool) {
    let new: SigningKey
    do throws(MerkleError) {
      new = try SigningKey.generate(name: origin)
    } catch {
      throw Failure(error)
    }
    let file = try Keys.file(of: new.verifier, terminal)
    do throws(JournalError) {
      return (try file.read().renamed(origin), file, false)
    } catch {
      guard error.code == .keyMissing else { throw Failure(error) }
      return (new, file, true)
    }
  }
}
