/// A text that is equal only to one of the same bytes, as ids are compared; to `String`, a letter
/// with its accent and the same two written one after another are equal.
struct ExactText: Hashable, Comparable, Sendable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (one: ExactText, other: ExactText) -> Bool {
    one.text.utf8.elementsEqual(other.text.utf8)
  }

  /// By their bytes.
  static func < (one: ExactText, other: ExactText) -> Bool {
    one.text.utf8.lexicographicallyPrecedes(other.text.utf8)
  }

  /// Of the same bytes the same; texts that `String` calls equal share it as well.
  func hash(into hasher: inout Hasher) { text.hash(into: &hasher) }
}
