/// Finds what looks like the number of a person, a NIP or a NIK, without ever repeating it.
///
/// Append-only means that one slip is for ever, so this errs on the side of refusing: 18 or 16
/// digits with valid inner dates, blanks and dots ignored, starting and ending where a group of
/// digits does. Digits within a longer run, or a 16-digit run inside a hexadecimal hash, are none.
public enum IdentityGuard {
  /// Whose register the number would be from.
  public enum Kind: String, Hashable, Sendable {
    /// The civil-service number: birth date, month of appointment, sex, sequence; 18 digits.
    case nip = "NIP"
    /// The resident's number: region, birth date, sequence; 16 digits.
    case nik = "NIK"
  }

  /// What kind of personal number the text seems to hold; nil if none.
  public static func finding(in text: String) -> Kind? {
    guard holdsManyDigits(text) else { return nil }
    for cluster in DigitCluster.all(in: text) {
      if let kind = finding(in: cluster) { return kind }
    }
    return nil
  }

  /// Whether a name, a text or an integer of a value seems to hold a personal number.
  static func isMet(by value: JSONValue) -> Bool {
    switch value {
    case .object(let members):
      members.contains { finding(in: $0.name) != nil || isMet(by: $0.value) }
    case .array(let elements): elements.contains { isMet(by: $0) }
    case .string(let text): finding(in: text) != nil
    case .integer(let number): finding(in: String(number.magnitude)) != nil
    case .number, .null, .bool: false
    }
  }

  /// Tries every window of whole groups that has 16 or 18 digits.
  private static func finding(in cluster: DigitCluster) -> Kind? {
    for start in cluster.groups.indices {
      var (count, ordinary) = (0, 0)
      for group in cluster.groups[start...] {
        count += group.digits.count
        if group.isOrdinary { ordinary += group.digits.count }
        guard count <= 18 else { break }
        // At most the region of a NIK is written like an ordinary dotted number.
        guard count >= 16, ordinary <= 6 else { continue }
        let offset = cluster.groups[start].offset
        let digits = cluster.digits[offset..<(offset + count)]
        if count == 18, isNIP(Array(digits)) { return .nip }
        let isHash = cluster.groups[start].followsHexadecimal || group.precedesHexadecimal
        if count == 16, !isHash, isNIK(Array(digits)) { return .nik }
      }
    }
    return nil
  }

  /// Birth date, year and month of appointment (PPPK: year and another number), sex, sequence.
  private static func isNIP(_ digits: [Int]) -> Bool {
    let birth = number(digits, 0..<4)
    let appointed = number(digits, 8..<12)
    return 1900...2020 ~= birth
      && Day(year: birth, month: number(digits, 4..<6), day: number(digits, 6..<8)) != nil
      && birth + 14...birth + 80 ~= appointed
      && number(digits, 12..<14) > 0
      && 1...2 ~= digits[14]
  }

  /// Digits 7 to 12 are the birth date, the day raised by 40 for women; the century is not given.
  private static func isNIK(_ digits: [Int]) -> Bool {
    let given = number(digits, 6..<8)
    let day = given > 40 ? given - 40 : given
    let (month, year) = (number(digits, 8..<10), number(digits, 10..<12))
    return Day(year: 1900 + year, month: month, day: day) != nil
      || Day(year: 2000 + year, month: month, day: day) != nil
  }

  private static func number(_ digits: [Int], _ range: Range<Int>) -> Int {
    digits[range].reduce(0) { $0 * 10 + $1 }
  }

  /// Nearly every text ends here: fewer than 16 digits, and none written beyond ASCII.
  private static func holdsManyDigits(_ text: String) -> Bool {
    var count = 0
    for byte in text.utf8 where byte >= 0x80 || byte &- 0x30 < 10 {
      count += 1
      if count == 16 { return true }
    }
    return false
  }
}
