import Foundation
import MerkleLog
import Testing

/// The proofs of another implementation (transparency-dev/merkle), right ones and such as were
/// changed in every way its authors could think of.
@Suite struct `Proofs of others` {
  struct Vector: Decodable {
    let leafIdx: UInt64?
    let treeSize: UInt64?
    let root: String?
    let leafHash: String?
    let size1: UInt64?
    let size2: UInt64?
    let root1: String?
    let root2: String?
    let proof: [String]?
    let wantErr: Bool
  }

  static let folder = SharedVectors.url("vectors/merkle")

  /// Accepted by its authors with roots of 12 bytes, which no hash has; here it is refused.
  static let withoutHashes = "additional/sizes-are-equal-one-and-proof-is-empty.json"

  let hasher: TreeHasher

  init() throws { hasher = TreeHasher() }

  /// The vectors of a kind with their paths.
  static func vectors(_ kind: String) throws -> [(name: String, vector: Vector)] {
    let url = try #require(folder).appending(path: kind)
    let names = try FileManager.default.subpathsOfDirectory(atPath: url.path())
    return try names.filter { $0.hasSuffix(".json") }.sorted().map {
      let data = try Data(contentsOf: url.appending(path: $0))
      return ($0, try JSONDecoder().decode(Vector.self, from: data))
    }
  }

  /// The hashes, or nil if one is not of 32 bytes.
  static func hashes(_ texts: [String]) -> [Hash]? {
    let hashes = texts.compactMap { Hash(base64: $0) }
    return hashes.count == texts.count ? hashes : nil
  }

  func isIncluded(_ vector: Vector) throws -> Bool {
    let texts = try [#require(vector.leafHash), #require(vector.root)]
    guard let given = Self.hashes(texts), let proof = Self.hashes(vector.proof ?? []),
      let entry = try Int(exactly: #require(vector.leafIdx)),
      let size = try Int(exactly: #require(vector.treeSize))
    else { return false }
    return InclusionProof(hashes: proof)
      .proves(given[0], at: entry, size: size, root: given[1], hasher)
  }

  func isConsistent(_ vector: Vector) throws -> Bool {
    let texts = try [#require(vector.root1), #require(vector.root2)]
    guard let roots = Self.hashes(texts), let proof = Self.hashes(vector.proof ?? []),
      let old = try Int(exactly: #require(vector.size1)),
      let size = try Int(exactly: #require(vector.size2))
    else { return false }
    return ConsistencyProof(hashes: proof).proves(from: old, roots[0], to: size, roots[1], hasher)
  }

  @Test(.enabled(if: folder != nil, "the shared vectors are not beside this checkout"))
  func `are judged as their authors judge them`() throws {
    let inclusions = try Self.vectors("inclusion")
    let consistencies = try Self.vectors("consistency")
    #expect(inclusions.count + consistencies.count == 196)
    for (name, vector) in inclusions {
      #expect(try isIncluded(vector) == !vector.wantErr, "inclusion/\(name)")
    }
    for (name, vector) in consistencies {
      let isRight = !vector.wantErr && name != Self.withoutHashes
      #expect(try isConsistent(vector) == isRight, "consistency/\(name)")
    }
    let right = (inclusions + consistencies).filter { !$0.vector.wantErr }
    #expect(right.count > 10)
  }
}
