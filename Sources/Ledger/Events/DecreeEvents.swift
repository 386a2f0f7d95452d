/// Decrees (SK) and what undoes them.
extension EventDescription {
  static let decreeEvents: [EventDescription] = [
    EventDescription(
      .decreeIssued, "SK ditetapkan",
      "A decree was issued. It gives nobody a post: the oath does, unless `oath` is `none`.",
      effective: .requiredUnless(
        .decree, .date, "the date of the decree, where `decree.date` does not give it"),
      [
        rotation,
        .required(.decree, .record(.decree), "The decree."),
        .optional(.tmt, .period, "From when it takes effect (TMT)."),
        .optional(
          .oath, .word(["required", "none"]),
          "Whether posts are taken by oath; `none` for staff, police and army."),
        .optional(.group, .record(.group), "The people it moves, by count."),
        .optional(.lines, .lines, "The annex, a line each."),
        .optional(.annexCount, .count, "How many lines the annex has."),
        .optional(.annexHash, .sha256, "The digest of the annex."),
      ]),
    undoing(
      .decreeAmended, "perubahan SK", "A decree was amended.", "from when the amendment holds"),
    undoing(
      .decreeRevoked, "pencabutan SK", "A decree was revoked, from its date onwards.",
      "from when it is revoked"),
    undoing(
      .decreeAnnulled, "pembatalan SK", "A decree was annulled, as if it had never been.",
      "the day of the annulment"),
  ]

  private static func undoing(
    _ kind: EventKind, _ indonesian: String, _ about: String, _ effective: String
  ) -> EventDescription {
    EventDescription(
      kind, indonesian, about, effective: .required(effective), oneOf: [[.decree, .rotation]],
      [
        rotation, by,
        .optional(.decree, .record(.decree), "The decree concerned."),
        .optional(.order, .record(.instrument), "The instrument that does so."),
        .optional(.reason, .text, "Why."),
        .optional(
          .lines, .lines, "The lines concerned, matched by official and post; all if left out."),
        .optional(
          .group, .record(.group),
          "How many of the decree's people are concerned, where they have no names; else all."),
      ])
  }
}
