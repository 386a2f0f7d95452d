/// A property that stands for parameters.
///
/// It is `Encodable` for the sake of the types that have such properties: the compiler writes a
/// walk over the properties of these, and `PropertyWalk` follows it. Nothing is ever encoded.
public class Declaring: Encodable {
  init() {}

  /// What it declares, in a property of that name.
  func declaration(named label: String) -> Declared { Declared([], requiring: []) }

  /// Has no parts of its own.
  public func encode(to encoder: any Encoder) {}
}

/// A walk over the properties of a command or group in the order of declaration, by the code that
/// the compiler writes for encoding it.
///
/// Reflection would find the same; but it makes its types, and looks for their protocols, each time
/// a program starts, and takes as long as all else does before a verb is run.
final class PropertyWalk: Encoder {
  /// What was declared.
  private(set) var declared = Declared([], requiring: [])
  /// The names of the properties that were met.
  private(set) var names: [String] = []
  let codingPath: [any CodingKey] = []
  let userInfo: [CodingUserInfoKey: Any] = [:]

  /// Walks over the properties of a command or group.
  init(over declaring: some Encodable) {
    do {
      try declaring.encode(to: self)
    } catch {
      preconditionFailure("what the compiler writes throws only what is thrown here: \(error)")
    }
  }

  func container<Key>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(Properties<Key>(walk: self))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer { preconditionFailure(Self.noParts) }

  func singleValueContainer() -> any SingleValueEncodingContainer {
    preconditionFailure(Self.noParts)
  }

  private func add(_ property: any Encodable, _ name: String) {
    guard let property = property as? Declaring else {
      preconditionFailure("property '\(name)' declares no parameter")
    }
    names.append(name)
    declared.add(property.declaration(named: name))
  }

  private static let noParts = "commands and groups have properties, no other parts"

  /// The properties of one command or group.
  private struct Properties<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let walk: PropertyWalk
    var codingPath: [any CodingKey] { [] }

    func encode(_ property: some Encodable, forKey key: Key) { walk.add(property, key.stringValue) }
    func encodeNil(forKey key: Key) { preconditionFailure(noParts) }

    func nestedContainer<Nested>(
      keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> { preconditionFailure(noParts) }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
      preconditionFailure(noParts)
    }

    func superEncoder() -> any Encoder { preconditionFailure(noParts) }
    func superEncoder(forKey key: Key) -> any Encoder { preconditionFailure(noParts) }
  }
}
