/// The attributes of an entry: a CloudEvents 1.0 event in JSON format, with what this journal adds.
///
/// `specversion`, `id`, `source`, `type` and `subject` are CloudEvents' own, `recordedtime` is its
/// registered extension; `effective`, `region` and `recordedby` are this journal's.
extension Record {
  static let envelope = Record(
    "entry",
    [
      .required(.specversion, .word(["1.0"]), "The version of CloudEvents."),
      .required(
        .id, .filledText, "Unique in the journal; the key by which a repeated append is known."),
      .required(.source, .filledText, "Who records: a URI-reference of the recording office."),
      .required(.type, .eventType, "The event type."),
      .required(.recordedtime, .instant, "When it was recorded."),
      .optional(.effective, .period, "When it took effect in the world."),
      .optional(.region, .region, "The Kemendagri region code (kode wilayah)."),
      .optional(
        .subject, .filledText, "The rotation, post, official or entry it is chiefly about."),
      .optional(.recordedby, .text, "The clerk, as claimed."),
      .required(.data, .eventData, "The fields of the type."),
    ])

  /// Attributes that CloudEvents producers send and that carry nothing here: accepted, not kept.
  static let droppedAttributes = ["datacontenttype", "dataschema"]
}
