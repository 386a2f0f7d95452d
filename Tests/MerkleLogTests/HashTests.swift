import MerkleLog
import Testing

@Suite struct `Hash and base64` {
  @Test func `keeps its 32 bytes in order`() {
    let bytes = (0..<32).map { UInt8($0 * 8) }
    let hash = Hash(bytes)
    #expect(hash?.bytes == bytes)
    #expect(hash == Hash(bytes[...]))
    #expect(
      hash?.description == "0008101820283038404850586068707880889098a0a8b0b8c0c8d0d8e0e8f0f8")
    #expect(hash.flatMap { Hash(base64: $0.base64) } == hash)
  }

  @Test func `differs when any bit differs`() throws {
    let hash = Hash.empty
    for bit in 0..<256 {
      var bytes = hash.bytes
      bytes[bit / 8] ^= 1 << (bit % 8)
      let other = try #require(Hash(bytes))
      #expect(other != hash)
      #expect(other.description != hash.description)
    }
  }

  @Test(arguments: [0, 1, 31, 33, 64]) func `has no other length`(count: Int) {
    #expect(Hash([UInt8](repeating: 7, count: count)) == nil)
    #expect(Hash(base64: Base64.encode([UInt8](repeating: 7, count: count))) == nil)
  }

  @Test func `is found at an offset that leaves room`() {
    let bytes = (0..<70).map { UInt8($0) }
    #expect(Hash(bytes, at: 38) == Hash(bytes[38...]))
    #expect(Hash(bytes, at: 0) == Hash(bytes[..<32]))
    for offset in [-1, 39, 70, 71, Int.max, Int.min] { #expect(Hash(bytes, at: offset) == nil) }
    #expect(Hash([], at: 0) == nil)
  }

  @Test func `is laid end to end and read back`() throws {
    let hasher = TreeHasher()
    let hashes = PlainTree(hasher: hasher).leaves(5)
    let bytes = Hash.bytes(of: hashes)
    #expect(bytes.count == 160)
    #expect(Hash.list(from: bytes) == hashes)
    #expect(Hash.list(from: []) == [])
    #expect(Hash.list(from: bytes.dropLast()) == nil)
  }

  @Test func `encodes the examples of RFC 4648 section 10`() {
    let examples = [
      "": "", "f": "Zg==", "fo": "Zm8=", "foo": "Zm9v", "foob": "Zm9vYg==", "fooba": "Zm9vYmE=",
      "foobar": "Zm9vYmFy",
    ]
    for (plain, encoded) in examples {
      #expect(Base64.encode(Array(plain.utf8)) == encoded)
      #expect(Base64.decode(encoded) == Array(plain.utf8))
    }
  }

  @Test func `decodes what it encodes`() {
    var generator = SystemRandomNumberGenerator()
    for count in 0..<100 {
      let bytes = (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
      #expect(Base64.decode(Base64.encode(bytes)) == bytes)
    }
  }

  @Test func `accepts one spelling only, of every four characters`() {
    let characters = Array("AQgwx0+/=-_ \n")
    var accepted = 0
    for first in characters {
      for second in characters {
        for third in characters {
          for fourth in characters {
            let text = String([first, second, third, fourth])
            guard let bytes = Base64.decode(text) else { continue }
            accepted += 1
            #expect(Base64.encode(bytes) == text)
          }
        }
      }
    }
    // Eight are of the alphabet; A, Q, g, w and 0 end in two zero bits, all but 0 of them in four.
    #expect(accepted == 8 * 8 * 8 * 8 + 8 * 8 * 5 + 8 * 4)
  }

  @Test(arguments: [
    "Zg=", "Zg", "Zg===", "Zh==", "Zm9=", "=Zg=", "Z=g=", "====", "Zg==Zg==", "Zm9v\n", " Zm9v",
    "Zm9v=", "Zm-v", "Zm_v", "Zm9vYg==\r\n", "A", "=", "==", "\u{0}AAA",
  ]) func `refuses loose base64`(text: String) {
    #expect(Base64.decode(text) == nil)
  }
}
