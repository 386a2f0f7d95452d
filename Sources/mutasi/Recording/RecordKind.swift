import CommandLineKit
import Ledger

/// The short names under which `record` takes the event types: the one table of them.
struct RecordKind: Sendable {
  /// The second word of the verb.
  let name: String
  /// The type it records.
  let kind: EventKind

  /// All that is known of the type.
  var description: EventDescription { EventDescription.of(kind) }

  /// Every kind of record, by family.
  ///
  /// `EntryCorrected` and `EntryRetracted` are missing: `correct` and `retract` record them.
  static let all: [RecordKind] = [
    RecordKind("inauguration", .officialsInaugurated),
    RecordKind("briefing", .officialsBriefed),
    RecordKind("directive", .directiveIssued),
    RecordKind("decree", .decreeIssued),
    RecordKind("amend", .decreeAmended),
    RecordKind("revoke", .decreeRevoked),
    RecordKind("annul", .decreeAnnulled),
    RecordKind("proposal", .rotationProposed),
    RecordKind("panel", .panelConsidered),
    RecordKind("approval", .approvalGranted),
    RecordKind("refusal", .approvalRefused),
    RecordKind("invitation", .invitationSent),
    RecordKind("schedule", .inaugurationScheduled),
    RecordKind("reschedule", .inaugurationRescheduled),
    RecordKind("cancel", .inaugurationCancelled),
    RecordKind("confirmation", .officialsConfirmed),
    RecordKind("duty", .dutyStarted),
    RecordKind("acting", .actingAssigned),
    RecordKind("acting-extension", .actingExtended),
    RecordKind("acting-end", .actingEnded),
    RecordKind("ending", .assignmentEnded),
    RecordKind("tenure", .tenureRecorded),
    RecordKind("holder", .holderAsserted),
    RecordKind("head-of-region", .headOfRegionTerm),
    RecordKind("evaluation", .evaluationScheduled),
    RecordKind("evaluation-held", .evaluationHeld),
    RecordKind("evaluation-cancelled", .evaluationCancelled),
    RecordKind("commitment", .commitmentMade),
    RecordKind("commitment-kept", .commitmentKept),
    RecordKind("commitment-broken", .commitmentBroken),
    RecordKind("headcount", .headcountReported),
    RecordKind("election-stage", .electionStageSet),
    RecordKind("official", .officialRegistered),
    RecordKind("identification", .officialIdentified),
    RecordKind("rank", .rankRaised),
    RecordKind("discipline", .disciplineImposed),
    RecordKind("retirement", .officialRetired),
    RecordKind("death", .officialDied),
    RecordKind("transfer-out", .officialTransferredOut),
    RecordKind("post", .postEstablished),
    RecordKind("rename-post", .postRenamed),
    RecordKind("regrade-post", .postRegraded),
    RecordKind("abolish-post", .postAbolished),
    RecordKind("unit", .unitEstablished),
    RecordKind("rename-unit", .unitRenamed),
    RecordKind("merge-unit", .unitMerged),
    RecordKind("dissolve-unit", .unitDissolved),
    RecordKind("dispute", .claimDisputed),
    RecordKind("resolution", .claimResolved),
    RecordKind("key-authorization", .keyAuthorized),
    RecordKind("key-revocation", .keyRevoked),
  ]

  private init(_ name: String, _ kind: EventKind) {
    self.name = name
    self.kind = kind
  }

  /// The verb as typed.
  var verb: String { "record \(name)" }

  /// What help says of the verb.
  var about: About {
    About(
      verb, "\(description.about) (\(description.indonesian), \(kind.rawValue))",
      discussion: """
        Shows the entry and how the view changes, then writes; at a terminal it asks first, and \
        asks for what is missing. A list is given by repeating its option. An option of several \
        fields takes field=value with commas between them; a comma within a value is written \\, \
        or the value is put in double quotes. Dates are days, months, years or intervals such as \
        ../2020-01-13 (no later than).
        """,
      group: "Record", asks: true)
  }
}
