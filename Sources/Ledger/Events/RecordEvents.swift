/// The record itself: disputed, corrected, retracted, and who may sign it.
extension EventDescription {
  static let recordEvents: [EventDescription] = [
    claim(.claimDisputed, "perbedaan klaim", "Sources disagree; every value is kept."),
    claim(.claimResolved, "penyelesaian klaim", "A disagreement was resolved."),
    EventDescription(
      .entryCorrected, "koreksi catatan", "The recorder was wrong; an entry is replaced whole.",
      effective: .optional("not used: a correction changes what is known, not what happened"),
      [
        .required(.entry, .count, "The entry's number."),
        .required(.replacement, .record(.replacement), "What it should have said."),
        .required(.reason, .text, "Why."),
      ]),
    EventDescription(
      .entryRetracted, "penarikan catatan", "The recorder was wrong; an entry is withdrawn.",
      effective: .optional("not used: a retraction changes what is known, not what happened"),
      [
        .required(.entry, .count, "The entry's number."),
        .required(.reason, .text, "Why."),
      ]),
    key(
      .keyAuthorized, "pemberian wewenang kunci", "A key may sign the journal.",
      "from when it may sign",
      [
        .optional(
          .proof, .text,
          "The note in which a key that may sign names this one; made when it is recorded.")
      ]),
    key(
      .keyRevoked, "pencabutan wewenang kunci", "A key may sign the journal no more.",
      "from when it may not sign", []),
  ]

  private static func claim(
    _ kind: EventKind, _ indonesian: String, _ about: String
  ) -> EventDescription {
    EventDescription(
      kind, indonesian, about,
      effective: .optional("not used: a dispute is about what is known"),
      [
        .required(.entries, .list(.count), "The numbers of the entries concerned."),
        .optional(.field, .text, "The field they disagree about."),
        .optional(.values, .list(.record(.claim)), "What each source says."),
        .optional(
          .chosen, .either(.integer(-Record.integerLimit...Record.integerLimit), .text),
          "The value taken, if one is."),
      ])
  }

  private static func key(
    _ kind: EventKind, _ indonesian: String, _ about: String, _ effective: String,
    _ more: [Field]
  ) -> EventDescription {
    EventDescription(
      kind, indonesian, about, effective: .required(effective),
      [
        .required(.key, .text, "The key as a verifier key (C2SP signed note)."),
        .optional(.holder, .text, "The office that holds it."),
        .optional(.reason, .text, "Why."),
      ] + more)
  }
}
