import CommandLineKit

/// The command: one file per verb, joined here.
@main
struct Main {
  static let tool = Tool(
    name: "mutasi", version: "0.1.0",
    about: "The ledger of who holds which government post.",
    discussion: """
      An append-only journal of briefings, decrees, inaugurations, acting assignments, directives, \
      promises and evaluations. Everything else is computed from it: who held a post on any day, \
      as known on any other day, and the proof that nothing was altered.
      """,
    commands: [
      Init.self, Append.self, RecordFamily.self, CorrectVerb.self, RetractVerb.self,
      DecreeFamily.self, ImportCareersVerb.self, ImportDecreeVerb.self, ReplayVerb.self,
      PostVerb.self, OfficialVerb.self, RotationVerb.self, AuditVerb.self, CheckVerb.self,
      DueVerb.self, DiffVerb.self, Log.self, Show.self, Verify.self, RebuildVerb.self,
      ProveVerb.self,
      PublishVerb.self, CheckpointVerb.self, CheckpointCosign.self, CheckpointAddSignature.self,
      KeyShow.self, KeyExport.self, KeyImport.self, KeyNew.self, KeyAuthorize.self,
      KeyRevoke.self, KeyRotate.self, KeyAdopt.self, KeyRecover.self, SchemaVerb.self,
    ])

  static func main() {
    var terminal = Terminal.standard()
    let code = tool.run(Array(CommandLine.arguments.dropFirst()), on: &terminal)
    Terminal.exit(with: code)
  }
}
