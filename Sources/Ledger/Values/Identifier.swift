/// The rule for identifiers of posts, officials, units and rotations.
///
/// 1 to 256 bytes of UTF-8 without white space (Unicode `White_Space`) or control characters
/// (general category Cc); case-sensitive, compared bytewise, kept as given.
public enum Identifier {
  /// The most bytes an identifier may have.
  public static let maximumLength = 256

  /// What is wrong with this identifier, without repeating it; nil if nothing is.
  public static func problem(in text: String) -> ValueError? {
    let length = text.utf8.count
    guard length > 0 else {
      return ValueError(.malformedIdentifier, "an identifier is empty; expected 1 to 256 bytes")
    }
    guard length <= maximumLength else {
      return ValueError(
        .malformedIdentifier, "an identifier of \(length) bytes; expected 256 at most")
    }
    // Nearly every identifier is of visible ASCII.
    if text.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) { return nil }
    for scalar in text.unicodeScalars {
      if scalar.properties.generalCategory == .control {
        return ValueError(.malformedIdentifier, "an identifier holds a control character")
      }
      if scalar.properties.isWhitespace {
        return ValueError(
          .malformedIdentifier, "an identifier holds white space; expected a word such as kadis-pu")
      }
    }
    return nil
  }
}
