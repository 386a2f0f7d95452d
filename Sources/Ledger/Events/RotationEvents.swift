/// The steps of a rotation (gelombang mutasi), from the proposal to the evaluation afterwards.
extension EventDescription {
  static let rotationEvents: [EventDescription] = [
    step(.rotationProposed, "usulan", "A rotation was proposed.", "the day of the proposal"),
    step(
      .panelConsidered, "sidang Tim Penilai Kinerja", "The performance panel considered it.",
      "the day of the meeting"),
    step(
      .approvalGranted, "persetujuan", "An authority approved, wholly or some lines.",
      "the day of the letter"),
    step(
      .approvalRefused, "penolakan", "An authority refused, wholly or some lines.",
      "the day of the letter"),
    EventDescription(
      .invitationSent, "undangan", "People were invited to a briefing or an inauguration.",
      effective: .required("the day of the invitation"),
      [
        rotation,
        .required(.to, .word(["briefing", "inauguration"]), "What they were invited to."),
        .optional(.group, .record(.group), "The people invited, by count."),
        .optional(.official, .identifier(.official), "The one person invited."),
        .optional(.letter, .record(.letter), "The letter of invitation."),
        .optional(.sentAt, .moment, "When it was sent."),
      ]),
    EventDescription(
      .officialsBriefed, "pengarahan",
      "Officials were briefed; what was said is a DirectiveIssued of the same rotation.",
      effective: .required("the day of the briefing"),
      [
        rotation, by, place,
        .optional(.group, .record(.group), "The people briefed, by count."),
        .optional(.lines, .lines, "The people briefed, one a line."),
      ]),
    planned(.inaugurationScheduled, "rencana pelantikan", "An inauguration was announced."),
    planned(
      .inaugurationRescheduled, "penjadwalan ulang pelantikan", "An inauguration was moved."),
    planned(
      .inaugurationCancelled, "pembatalan pelantikan", "A planned inauguration was called off."),
    EventDescription(
      .officialsInaugurated, "pelantikan",
      "Officials took the oath: who is named in a line holds its post from that day.",
      effective: .required("the day of the oath"), oneOf: [[.group, .lines]],
      [
        rotation, by, place, mode,
        .optional(.decree, .record(.decree), "The decree the oath rests on."),
        .optional(.witnesses, .list(.text), "The witnesses."),
        .optional(.group, .record(.group), "The people inaugurated, by count."),
        .optional(.lines, .lines, "The people inaugurated, one a line."),
        .optional(.absent, .lines, "Who is in the decree but did not take the oath."),
      ]),
    EventDescription(
      .officialsConfirmed, "pengukuhan",
      "Officials were confirmed in a renamed or re-graded post; their tenure continues.",
      effective: .required("the day of the ceremony"), oneOf: [[.group, .lines]],
      [
        rotation, by, place,
        .optional(.decree, .record(.decree), "The decree it rests on."),
        .optional(.group, .record(.group), "The people confirmed, by count."),
        .optional(.lines, .lines, "The people confirmed, one a line."),
      ]),
    EventDescription(
      .evaluationScheduled, "rencana evaluasi", "An evaluation was announced.",
      effective: .required("the day of the announcement, from which `within` counts"),
      [
        .required(.of, .subject, "What is to be evaluated: a rotation, a post or an official."),
        within, due,
        .optional(.basis, .text, "On what the date rests."),
        .optional(.consequence, .text, "What may follow."),
      ]),
    evaluation(.evaluationHeld, "evaluasi", "An evaluation was held."),
    evaluation(.evaluationCancelled, "pembatalan evaluasi", "An evaluation was called off."),
  ]

  static let rotation = Field.optional(
    .rotation, .identifier(.rotation), "The rotation it belongs to.")
  static let by = Field.optional(.by, .officials, "The officials who did so.")
  static let place = Field.optional(.place, .text, "Where.")
  static let mode = Field.optional(.mode, .mode, "How people attended.")
  static let within = Field.optional(
    .within, .duration, "By when, counted from `effective` in calendar months.")
  static let due = Field.optional(.due, .period, "By when.")

  private static func step(
    _ kind: EventKind, _ indonesian: String, _ about: String, _ effective: String
  ) -> EventDescription {
    EventDescription(
      kind, indonesian, about, effective: .required(effective),
      [
        rotation,
        .optional(.authority, .text, "The authority or panel."),
        .optional(.letter, .record(.letter), "Its letter or minutes."),
        .optional(.lines, .lines, "The lines covered; all of the rotation if left out."),
      ])
  }

  private static func planned(
    _ kind: EventKind, _ indonesian: String, _ about: String
  ) -> EventDescription {
    EventDescription(
      kind, indonesian, about, effective: .required("the day of the announcement"),
      [
        rotation, place, mode,
        .required(.on, .period, "The day planned."),
        .optional(.group, .record(.group), "The people concerned, by count."),
        .optional(.lines, .lines, "The people concerned, one a line."),
      ])
  }

  private static func evaluation(
    _ kind: EventKind, _ indonesian: String, _ about: String
  ) -> EventDescription {
    EventDescription(
      kind, indonesian, about, effective: .required("the day of the evaluation or its end"),
      [
        .required(.of, .subject, "What was to be evaluated: a rotation, a post or an official."),
        .optional(.outcome, .outcome, "The outcome where it is one for all."),
        .optional(.lines, .lines, "The outcome, a line each."),
      ])
  }
}
