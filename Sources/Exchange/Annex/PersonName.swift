/// What of a name is compared: capitals, dots, commas, degrees and titles of address put aside.
///
/// `Dr. Hj. SITI AMINAH, S.Sos., M.Si` and `Siti Aminah` are one; `Moh.` and `Muhammad` are not,
/// since that would be a guess.
public enum PersonName {
  /// The name by which two spellings are held to be one; empty if the text holds none.
  public static func key(_ text: String) -> String {
    let own = text.split(separator: ",", omittingEmptySubsequences: true).first ?? ""
    var words = own.split { $0.isWhitespace || $0 == "-" || $0 == "/" || $0 == "(" || $0 == ")" }
      .map(String.init)
    while words.count > 1, let last = words.last, isDegree(last) { words.removeLast() }
    var parts = words.flatMap { word in
      word.lowercased().split(separator: ".").map { $0.filter { $0.isLetter || $0.isNumber } }
    }
    parts.removeAll(where: \.isEmpty)
    while parts.count > 1, let first = parts.first, titles.contains(first) { parts.removeFirst() }
    return joiningInitials(parts).joined(separator: " ")
  }

  /// Whether a text is nothing but degrees, as in the second line of a name.
  static func isDegrees(_ text: String) -> Bool {
    let words = text.split { $0.isWhitespace || $0 == "," }
    return !words.isEmpty && words.allSatisfy { isDegree(String($0)) }
  }

  /// A readable id for a person of that name: `siti-aminah`; empty if the text holds no letter.
  static func slug(_ text: String) -> String {
    key(text).split(separator: " ").joined(separator: "-")
  }

  /// `A.A.`, `AA` and `A. A.` are one way of writing.
  private static func joiningInitials(_ parts: [String]) -> [String] {
    var joined: [String] = []
    var isOpen = false
    for part in parts {
      let isInitial = part.count == 1
      if isInitial, isOpen, let last = joined.popLast() {
        joined.append(last + part)
      } else {
        joined.append(part)
      }
      isOpen = isInitial
    }
    return joined
  }

  private static func isDegree(_ word: String) -> Bool {
    let letters = String(word.lowercased().filter { $0.isLetter || $0.isNumber })
    if degrees.contains(letters) { return true }
    // `S.Sos`, `M.Kes`, `A.Md.Keb`: a letter or two, a dot, and more than an initial.
    let parts = word.split(separator: ".")
    guard word.contains("."), parts.count > 1, let first = parts.first, first.count <= 2,
      let initial = first.first, "SMADBP".contains(initial)
    else { return false }
    return parts.dropFirst().contains {
      $0.count >= 2 && $0.dropFirst().contains(where: \.isLowercase)
    }
  }

  /// Titles of address and of learning that stand before a name.
  private static let titles: Set<String> = [
    "prof", "dr", "dra", "drs", "drg", "drh", "ir", "h", "hj", "hi", "kh", "apt", "ns", "bd",
    "bapak", "ibu", "sdr", "sdri", "saudara", "saudari",
  ]

  /// Degrees that stand behind a name, without their dots.
  private static let degrees: Set<String> = [
    "sh", "mh", "mhum", "mm", "se", "st", "mt", "mp", "mph", "mpd", "mpdi", "spd", "spdi", "ssos",
    "sosi", "ssosi", "sip", "msi", "msc", "mag", "sag", "skm", "mkes", "mkom", "skom", "ssi", "stp",
    "sstp", "ssit", "sst", "stt", "skep", "mkep", "sked", "mked", "sfarm", "mfarm", "spt", "spi",
    "map", "mba", "mma", "mmt", "mpa", "mpar", "mtp", "mtr", "mtrap", "mak", "ak", "ca", "cpa",
    "phd", "amd", "amdkeb", "amdkep", "amk", "ama", "apd", "ba", "bba", "sthut", "mhut", "shut",
    "sptk", "spog", "spa", "spb", "spm", "ners", "ns", "sik", "sak", "sab", "sap", "mab", "mikom",
    "sikom", "mip", "sis", "stk", "slm", "llm", "sars", "mars", "mmrs", "shi", "mhi", "sei", "lc",
    "ma", "mek", "mec", "mecdev", "mpsi", "spsi", "psi", "sn", "ssn", "msn", "spar", "dess", "dea",
  ]
}
