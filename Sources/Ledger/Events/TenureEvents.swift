/// Who holds a post, and when that ends, apart from an inauguration.
extension EventDescription {
  static let tenureEvents: [EventDescription] = [
    EventDescription(
      .dutyStarted, "SPMT", "An official started duty in a post.",
      effective: .required("the first day of duty"),
      [
        official, post,
        .optional(.letter, .record(.letter), "The statement of duty."),
      ]),
    acting(
      .actingAssigned, "penunjukan Plt/Plh/Pj/Pjs", "An official was assigned to act.",
      "the first day"),
    acting(
      .actingExtended, "perpanjangan Plt/Plh/Pj/Pjs", "An acting term was extended.",
      "from when the extension holds"),
    acting(
      .actingEnded, "berakhirnya Plt/Plh/Pj/Pjs", "An acting assignment ended.",
      "the first day without it"),
    EventDescription(
      .assignmentEnded, "pemberhentian dari jabatan", "An official left a post.",
      effective: .required("the first day out of the post"),
      [
        official, post,
        .optional(
          .cause,
          .word([
            "retirement", "death", "resignation", "discipline", "post-abolished", "transfer-out",
            "removed", "term-end", "other",
          ]), "Why."),
        .optional(.decree, .record(.decree), "The decree that says so."),
      ]),
    EventDescription(
      .tenureRecorded, "riwayat jabatan", "A tenure is known from a record or a report.",
      effective: .optional("not needed: the tenure has dates of its own"),
      [
        official, post,
        .optional(.name, .text, "The official's name as the source writes it."),
        .optional(.title, .text, "The post's title as the source writes it."),
        .optional(.unit, .identifier(.unit), "The unit the post belongs to."),
        .optional(.capacity, .text, "In which capacity; other words than ours are kept."),
        .optional(.from, .period, "The first day; unknown if left out."),
        .optional(
          .to, .openPeriod,
          "The first day after it; `..` = the record shows none; unknown if left out."),
        .optional(.heldOn, .list(.period), "Days on which the source says it was held."),
      ]),
    EventDescription(
      .headOfRegionTerm, "masa jabatan kepala daerah",
      "The term of a head of region; it is also their tenure.",
      effective: .optional("not needed: the term has dates of its own"),
      [
        official, post,
        .optional(.from, .period, "The first day."),
        .optional(.to, .openPeriod, "The first day after it; unknown if left out."),
      ]),
    EventDescription(
      .holderAsserted, "pernyataan pemangku",
      "Who held a post on a day, which everything recorded must satisfy; it makes no tenure.",
      effective: .optional("not needed: `on` is the day"), oneOf: [[.official, .vacant]],
      [
        post,
        .required(.on, .period, "The day."),
        .optional(.official, .identifier(.official), "Who held it."),
        .optional(.vacant, .flag, "True where nobody held it."),
      ]),
  ]

  static let official = Field.required(.official, .identifier(.official), "The official.")
  static let post = Field.required(.post, .identifier(.post), "The post.")

  private static func acting(
    _ kind: EventKind, _ indonesian: String, _ about: String, _ effective: String
  ) -> EventDescription {
    EventDescription(
      kind, indonesian, about, effective: .required(effective),
      [
        official, post,
        .optional(
          .capacity, .actingCapacity,
          "Plt `acting`, Plh `daily-acting`, Pj, Pjs; acting if left out."),
        .optional(.until, .period, "The last day of the term."),
        .optional(.order, .record(.instrument), "The letter of order."),
      ])
  }
}
