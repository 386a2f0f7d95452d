import Foundation
import MerkleLog
import Testing

/// The edge cases of Ed25519 that verifiers decide differently (C2SP CCTV, ed25519vectors).
///
/// None of them matters for a note's security; a change of libcrypto's verdicts would still mean
/// that two programs disagree on a file, so they are pinned.
@Suite struct `Ed25519 edge cases` {
  struct Vector: Decodable {
    let number: Int
    let key: String
    let sig: String
    let msg: String
    let flags: [String]?
  }

  /// One letter for each flag of the vectors, in the order in which the tables write them.
  static let letters: [(flag: String, letter: String)] = [
    ("low_order_A", "A"), ("low_order_R", "R"), ("low_order_component_A", "a"),
    ("low_order_component_R", "r"), ("non_canonical_A", "N"), ("non_canonical_R", "M"),
    ("low_order_residue", "x"), ("reencoded_k", "k"),
  ]

  /// How many vectors of each set of flags verify; "-" is the empty set.
  static let accepted = """
    - 1, A 1, AN 3, ANk 3, AR 1, ARN 3, ARa 7, ARaN 3, ARar 35, ARarN 7, Aa 7, AaN 3, AaNk 2,
    Aar 35, AarN 7, AarNk 5, R 1, Ra 7, Rar 35, a 7, ar 35
    """

  /// How many of each do not: all with M (non-canonical R) or x (low-order residue).
  static let refused = """
    ARM 3, ARNM 9, ARaM 21, ARaMx 21, ARaNM 9, ARaNMx 9, ARaNx 3, ARarM 19, ARarMx 21,
    ARarNM 7, ARarNMx 9, ARarNx 21, ARarx 49, ARax 7, ARrMx 3, ARrNMx 9, ARrNx 21, ARrx 7,
    AaNx 3, AaNxk 4, AarNx 21, AarNxk 23, Aarx 49, Aax 7, ArNx 21, ArNxk 21, Arx 7, RM 3,
    RMk 3, RaM 21, RaMk 3, RaMx 21, RaMxk 39, RarM 19, RarMk 6, RarMx 21, RarMxk 34, Rarx 49,
    Rax 7, RrMx 3, RrMxk 3, Rrx 7, arx 49, ax 7, rx 7
    """

  static let file = SharedVectors.url("vectors/ed25519/ed25519vectors.json")

  static func bytes(_ hexadecimal: String) -> [UInt8] {
    let digits = hexadecimal.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map {
      UInt8(digits[$0] << 4 | digits[$0 + 1])
    }
  }

  @Test(.enabled(if: file != nil, "the shared vectors are not beside this checkout"))
  func `are decided as by most verifiers`() throws {
    let vectors = try JSONDecoder().decode(
      [Vector].self, from: Data(contentsOf: #require(Self.file)))
    var accepted: [String: Int] = [:]
    var refused: [String: Int] = [:]
    for vector in vectors {
      let flags = Set(vector.flags ?? [])
      let key = try VerifierKey(name: "vector", publicKey: Self.bytes(vector.key))
      let isValid = try key.isValid(Self.bytes(vector.sig), for: Array(vector.msg.utf8))
      #expect(
        isValid == flags.isDisjoint(with: ["non_canonical_R", "low_order_residue"]),
        "vector \(vector.number)")
      let known = Self.letters.filter { flags.contains($0.flag) }
      #expect(known.count == flags.count, "vector \(vector.number) has an unknown flag")
      let set = known.isEmpty ? "-" : known.map { $0.letter }.joined()
      if isValid { accepted[set, default: 0] += 1 } else { refused[set, default: 0] += 1 }
    }
    #expect(vectors.count == 914)
    #expect(accepted == Self.table(Self.accepted))
    #expect(refused == Self.table(Self.refused))
  }

  /// The counts that a table writes as `set count, set count`.
  static func table(_ text: String) -> [String: Int] {
    var counts: [String: Int] = [:]
    for entry in text.split(whereSeparator: { $0 == "," || $0 == "\n" }) {
      let parts = entry.split(separator: " ")
      counts[String(parts[0])] = Int(parts[1])
    }
    return counts
  }
}
