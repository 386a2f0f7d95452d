/// The name of a member, wherever one may stand in an entry: the vocabulary of the journal's lines.
///
/// The cases are declared in the bytewise order of their names, so that comparing two raw positions
/// compares two names: a line in the written form lists its members in this order.
public enum FieldName: Int, CaseIterable, CodingKey {
  // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
  // because each name is explained where a record uses it, in its `Field`.
  case
    absent, annexCount, annexHash, asOf, at, audience, authority, basis,
    breakdown, by, capacity, cause, chosen, claimedCount, concurrent, consequence,
    count, data, date, decree, definition, due, echelon, echelons,
    effective, election, entries, entry, expectedChange, field, figures, from,
    group, heldOn, holder, id, issuer, issuerCapacity, key, kind,
    letter, level, lines, mode, name, no, note, number,
    oath, of, official, on, order, outcome, parent, part,
    place, points, post, proof, published, publisher, rank, reason, recordedby,
    recordedtime, region, replacement, rotation, seats, sentAt, sha256, source,
    sources, specversion, stage, status, subject, successors, text, tier,
    tiers, title, tmt, to, type, unit, units, until,
    url, vacant, value, values, weekday, within, witnesses

  /// The name as it is written in an entry; a case bears the name it stands for.
  ///
  /// The compiler knows the names of cases as those of coding keys; to ask for the description of
  /// every case takes longer than all else before a first entry is read.
  public var text: String { stringValue }

  /// The place of the name among all.
  var number: UInt8 { UInt8(truncatingIfNeeded: rawValue) }

  /// The UTF-8 bytes of the name.
  var utf8: [UInt8] { FieldName.bytes[rawValue] }

  private static let bytes: [[UInt8]] = allCases.map { Array($0.text.utf8) }
}
