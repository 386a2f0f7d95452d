/// The language of a report's headings and of the words for true and false.
public enum ReportLanguage: String, CaseIterable, Sendable {
  /// English.
  case english = "en"
  /// Indonesian.
  case indonesian = "id"

  /// The word for a flag, as in "yes" or "tidak".
  public func word(for flag: Bool) -> String {
    switch self {
    case .english: flag ? "yes" : "no"
    case .indonesian: flag ? "ya" : "tidak"
    }
  }
}
