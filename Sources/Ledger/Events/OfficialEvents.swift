/// What happens to a person: registered, retired, died, transferred, raised, disciplined, named.
extension EventDescription {
  static let officialEvents: [EventDescription] = [
    person(
      .officialRegistered, "pendaftaran pegawai", "An official is known under an id.",
      .optional("from when the name holds"), []),
    person(
      .officialRetired, "pensiun", "An official retired; all posts end.",
      .required("the first day of retirement"), [decree]),
    person(
      .officialDied, "meninggal dunia", "An official died; all posts end.",
      .required("the day of death"), []),
    person(
      .officialTransferredOut, "pindah instansi", "An official left the service of the region.",
      .required("the first day elsewhere"),
      [decree, .optional(.to, .text, "Where to.")]),
    person(
      .rankRaised, "kenaikan pangkat", "An official was given a higher rank.",
      .required("from when the rank holds (TMT)"), [decree]),
    person(
      .disciplineImposed, "hukuman disiplin", "A disciplinary measure was imposed.",
      .required("the day of the measure"),
      [
        decree,
        .optional(.level, .text, "How severe the measure is."),
        .optional(.until, .period, "The last day of the measure."),
      ]),
    EventDescription(
      .officialIdentified, "identifikasi pejabat",
      "People recorded without a name are named, with what is now known of their posts.",
      effective: .optional("not used: naming changes what is known, not what happened"),
      [
        .required(.at, .record(.unnamedPlace), "Where they were recorded."),
        .required(.lines, .lines, "Who they are."),
      ]),
  ]

  private static let decree = Field.optional(.decree, .record(.decree), "The decree.")

  private static func person(
    _ kind: EventKind, _ indonesian: String, _ about: String, _ effective: Effective,
    _ fields: [Field]
  ) -> EventDescription {
    EventDescription(
      kind, indonesian, about, effective: effective,
      fields + [
        official,
        .optional(.name, .text, "The official's name."),
        .optional(.rank, .text, "The rank (pangkat, golongan)."),
        .optional(.reason, .text, "Why."),
      ])
  }
}
