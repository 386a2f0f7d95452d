import MerkleLog

/// One log, worked out by another implementation and accepted by a third, byte for byte.
enum Example {
  static let name = "ledger.example/asn"
  static let vkey = "ledger.example/asn+9b2cc048+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
  static let skey =
    "PRIVATE+KEY+ledger.example/asn+9b2cc048+AQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"
  static let records = ["a", "b", "c"].enumerated().map { "{\"seq\":\($0),\"type\":\"\($1)\"}" }
  static let text = "ledger.example/asn\n3\nTRx+9a+ca4Z3clD+R8CvjUBzcJKnpmJKfocJTL96CZw=\n"
  static let signatureLine =
    "— ledger.example/asn myzASEx11ABFGcnr9T8HhI9v6wbbjZJegDit6H9YvxYDIpuU+YLDYRGK6lg+vXJ"
    + "/ELQDq2NoHZNeTy0xgNjXo4fpmAQ="
  static let file = Array("\(text)\n\(signatureLine)\n".utf8)

  static let witnessVkey =
    "witness.example/w1+20324abe+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X"
  static let witnessLine =
    "— witness.example/w1 IDJKvgAAAABpVbkA7rArqv+s89FqwfknU6s/tY8mIKtakzcmqU6m9eSNkPKu81jzlRZKsKq7t"
    + "d60HNS4dKOzseKFuEAPpE8w4sfGDw=="
}

/// A tree by the definition of RFC 6962 section 2.1, over plain digests, with no cleverness.
struct PlainTree {
  let hasher: TreeHasher

  func leaf(_ record: [UInt8]) -> Hash { hasher.digest([0] + record) }

  func root(_ leaves: ArraySlice<Hash>) -> Hash {
    guard let first = leaves.first else { return hasher.digest([]) }
    guard leaves.count > 1 else { return first }
    var split = 1
    while split * 2 < leaves.count { split *= 2 }
    let middle = leaves.startIndex + split
    return hasher.digest([1] + root(leaves[..<middle]).bytes + root(leaves[middle...]).bytes)
  }

  /// Leaves that all differ.
  func leaves(_ count: Int) -> [Hash] {
    (0..<count).map { leaf([UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]) }
  }
}

/// The code of the error that `body` throws, or nil.
func failure(_ body: () throws(MerkleError) -> Void) -> MerkleError.Code? {
  do {
    try body()
    return nil
  } catch {
    return error.code
  }
}
