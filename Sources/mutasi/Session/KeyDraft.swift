import Ledger
import MerkleLog

/// The entries that say something about a key.
enum KeyDraft {
  /// An entry about a key that holds from a day on; from today on if none is given.
  static func make(
    _ kind: EventKind, _ key: VerifierKey, reason: String?, holder: String? = nil,
    from: Day? = nil
  ) -> Draft {
    var data = [JSONValue.Member(FieldName.key.text, .string(key.description))]
    if let holder { data.append(.init(FieldName.holder.text, .string(holder))) }
    if let reason { data.append(.init(FieldName.reason.text, .string(reason))) }
    return Draft(
      file: "key", line: 1,
      value: .object([
        .init(FieldName.type.text, .string(kind.rawValue)),
        .init(FieldName.effective.text, .string((from ?? Clock.today()).description)),
        .init(FieldName.data.text, .object(data)),
      ]))
  }
}
