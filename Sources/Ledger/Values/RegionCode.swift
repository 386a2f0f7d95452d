/// A region by its Kemendagri code (kode wilayah): `PP`, `PP.KK`, `PP.KK.CC` or `PP.KK.CC.XXXX`.
///
/// Province, regency or city, district, village. Kept as a number and a depth, so that codes
/// compare and hash without touching text.
public struct RegionCode: Hashable, Sendable, CustomStringConvertible {
  /// All digits as one number, such as 3510 for `35.10`.
  private let digits: UInt64
  /// How many parts there are, 1 to 4.
  private let parts: Int

  /// The region so written; throws `malformedRegion` for anything else.
  public init(parsing text: String) throws(ValueError) {
    let bytes = Array(text.utf8)
    guard let region = RegionCode(bytes.span, 0..<bytes.count) else {
      throw ValueError(
        .malformedRegion,
        "not a region code; expected digits as PP, PP.KK, PP.KK.CC or PP.KK.CC.XXXX, such as 35.10")
    }
    self = region
  }

  /// The region written in these bytes; nil for anything else.
  init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    switch range.count {
    case 2: parts = 1
    case 5: parts = 2
    case 8: parts = 3
    case 13: parts = 4
    default: return nil
    }
    var digits: UInt64 = 0
    for offset in 0..<range.count {
      let byte = bytes[range.lowerBound &+ offset]
      if offset == 2 || offset == 5 || offset == 8 {
        guard byte == 0x2E else { return nil }
      } else {
        guard byte &- 0x30 < 10 else { return nil }
        digits = digits &* 10 &+ UInt64(byte &- 0x30)
      }
    }
    self.digits = digits
  }

  /// True for the region itself and all within it: `35.10` includes `35.10.07`, not `35.1`.
  public func includes(_ other: RegionCode) -> Bool {
    guard other.parts >= parts else { return false }
    var narrowed = other.digits
    for part in stride(from: other.parts, to: parts, by: -1) {
      narrowed /= part == 4 ? 10_000 : 100
    }
    return narrowed == digits
  }

  /// The code in its dotted form, as it was given.
  public var description: String {
    let text = Array(Digits.padded(Int(digits), parts == 4 ? 10 : parts * 2).utf8)
    var pieces: [String] = []
    for part in 0..<parts {
      let end = part == 3 ? text.count : part * 2 + 2
      pieces.append(String(decoding: text[(part * 2)..<end], as: UTF8.self))
    }
    return pieces.joined(separator: ".")
  }
}
