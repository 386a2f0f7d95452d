/// Posts and units: founded, renamed, re-graded, merged, abolished.
extension EventDescription {
  static let postEvents: [EventDescription] = [
    post(
      .postEstablished, "pembentukan jabatan", "A post was established.",
      .optional("the day of its founding; without it the post is only declared")),
    post(
      .postRenamed, "perubahan nama jabatan", "A post was renamed or placed in another unit.",
      .required("from when the new name holds")),
    post(
      .postRegraded, "perubahan kelas jabatan", "A post was given another tier or echelon.",
      .required("from when the new grade holds")),
    post(
      .postAbolished, "penghapusan jabatan", "A post was abolished; who held it holds it no more.",
      .required("the first day without it")),
    unit(
      .unitEstablished, "pembentukan perangkat daerah", "A unit was established.",
      .optional("the day of its founding; without it the unit is only declared")),
    unit(
      .unitRenamed, "perubahan nama perangkat daerah", "A unit was renamed or moved in the tree.",
      .required("from when the new name holds")),
    unit(
      .unitMerged, "penggabungan perangkat daerah", "A unit was merged into its successors.",
      .required("the day of the merger")),
    unit(
      .unitDissolved, "penghapusan perangkat daerah", "A unit was dissolved.",
      .required("the first day without it")),
  ]

  private static func post(
    _ kind: EventKind, _ indonesian: String, _ about: String, _ effective: Effective
  ) -> EventDescription {
    EventDescription(
      kind, indonesian, about, effective: effective,
      [
        .required(.post, .identifier(.post), "The post (jabatan)."),
        .optional(.title, .text, "Its title."),
        .optional(.unit, .identifier(.unit), "The unit it belongs to (unit kerja)."),
        .optional(.tier, .text, "Its tier (jenjang)."),
        .optional(.echelon, .text, "Its echelon (eselon)."),
        .optional(
          .seats, .seats, "How many may hold it at once; 1 if left out, `pool` without limit."),
      ])
  }

  private static func unit(
    _ kind: EventKind, _ indonesian: String, _ about: String, _ effective: Effective
  ) -> EventDescription {
    EventDescription(
      kind, indonesian, about, effective: effective,
      [
        .required(.unit, .identifier(.unit), "The unit (OPD, unit kerja)."),
        .optional(.name, .text, "Its name."),
        .optional(.kind, .text, "What kind of unit it is, such as dinas or kecamatan."),
        .optional(.parent, .identifier(.unit), "The unit above it."),
        .optional(.successors, .list(.identifier(.unit)), "The units that take its place."),
        .optional(.basis, .text, "The regulation it rests on."),
      ])
  }
}
