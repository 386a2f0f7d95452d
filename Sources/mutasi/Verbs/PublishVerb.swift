import CommandLineKit
import Exchange
import Journal
import MerkleLog

/// `publish`: the journal as static files that anybody can check with tools we did not write.
struct PublishVerb: Command {
  static let about = About(
    "publish", "Write the journal as static files that the tools of others can check.",
    discussion: """
      The folder holds the checkpoint, the tiles of the tree and the entries in bundles (C2SP \
      tlog-tiles), and is brought up to date by the next call. It may be served while this runs: \
      every file appears whole, none that was published changes, and the checkpoint comes last. \
      Nothing is written that the signed root does not vouch for; a folder that holds another past \
      is left alone, with exit code 1. 'verify --log' checks such a folder without the journal.
      """,
    examples: ["mutasi publish public", "mutasi publish /srv/www/journal --all"])

  @Argument("The folder; it is made if there is none.", placeholder: "FOLDER")
  var folder: FolderPath
  @Flag("Look at every file of the folder and write those that are missing, not only what is new.")
  var all = false
  @Options var output: OutputOptions
  @Options var journal: JournalOptions

  init() {}

  func run(_ terminal: inout Terminal) throws -> ExitCode {
    let reader = try journal.open()
    do throws(JournalError) {
      let report = try Publisher.publish(reader, to: folder.path, isComplete: all)
      output.print(
        PublishAnswer.report(
          folder: folder.path, origin: reader.description.origin, root: report.root.base64,
          before: report.before, size: report.size, written: report.written,
          removed: report.removed), on: &terminal)
    } catch {
      throw Failure(error)
    }
    return .done
  }
}
