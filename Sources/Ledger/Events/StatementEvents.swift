/// What was said, promised, counted and fixed by the calendar.
extension EventDescription {
  static let statementEvents: [EventDescription] = [
    EventDescription(
      .directiveIssued, "arahan", "Directives were given.",
      effective: .required("the day they were given"),
      [
        rotation, place,
        .required(.by, .officials, "The officials who gave them."),
        .optional(.audience, .text, "To whom."),
        .optional(.claimedCount, .count, "How many points the source says there are."),
        .optional(.points, .list(.record(.point)), "The points, each by itself."),
      ]),
    commitment(.commitmentMade, "janji", "Somebody committed to something."),
    commitment(.commitmentKept, "janji ditepati", "A commitment was kept."),
    commitment(.commitmentBroken, "janji diingkari", "A commitment was broken."),
    EventDescription(
      .headcountReported, "jumlah pegawai", "A number of officials was reported.",
      effective: .required("the day of the report"),
      [
        by,
        .required(.figures, .list(.record(.figure)), "The figures."),
        .optional(.expectedChange, .record(.expectedChange), "The change announced."),
      ]),
    EventDescription(
      .electionStageSet, "tahapan pemilihan", "The day of a stage of an election was set.",
      effective: .optional("the day of the announcement"),
      [
        .required(.election, .identifier(.election), "The election."),
        .required(
          .stage, .word(["candidates-determined", "campaign", "vote"]), "The stage."),
        .required(.on, .period, "Its day or days."),
      ]),
  ]

  private static func commitment(
    _ kind: EventKind, _ indonesian: String, _ about: String
  ) -> EventDescription {
    EventDescription(
      kind, indonesian, about,
      effective: .required("the day it was said or done, from which `within` counts"),
      oneOf: [[.text, .of]],
      [
        by, due, within,
        .optional(.text, .text, "The commitment in words."),
        .optional(
          .of, .subject, "What it is about; where it is kept or broken, also its entry."),
      ])
  }
}
