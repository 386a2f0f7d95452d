/// A JSON value as it was read: members in the order given, text kept to the byte.
///
/// Two values are equal if their texts are equal bytewise and their members come in the same
/// order. (Swift's `==` on strings would hold different spellings of an accent to be one text.)
public enum JSONValue: Hashable, Sendable {
  /// One name of an object and its value.
  public struct Member: Hashable, Sendable {
    /// The name, unescaped.
    public let name: String
    /// The value.
    public let value: JSONValue

    /// A member of that name and value.
    public init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }

    /// Equal names, bytewise, and equal values.
    public static func == (one: Member, other: Member) -> Bool {
      one.name.utf8.elementsEqual(other.name.utf8) && one.value == other.value
    }

    /// Feeds the bytes of the name, not its canonical form.
    public func hash(into hasher: inout Hasher) {
      JSONValue.feed(name, to: &hasher)
      hasher.combine(value)
    }
  }

  /// Members in the order given.
  case object([Member])
  /// Elements in order.
  case array([JSONValue])
  /// Text, unescaped.
  case string(String)
  /// An integer of at most 2^53-1 in size, written as an integer.
  case integer(Int64)
  /// `true` or `false`.
  case bool(Bool)
  /// `null`, which no line may hold; kept to be refused by name.
  case null
  /// Any other number JSON allows, as it was written; kept to be refused by name.
  case number(String)

  /// The value of the member of that name, bytewise; nil if there is none or this is no object.
  public subscript(_ name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    let count = name.utf8.count
    for member in members
    where member.name.utf8.count == count && member.name.utf8.elementsEqual(name.utf8) {
      return member.value
    }
    return nil
  }

  /// Equal in kind, bytes and order.
  public static func == (one: JSONValue, other: JSONValue) -> Bool {
    switch (one, other) {
    case (.object(let a), .object(let b)): a == b
    case (.array(let a), .array(let b)): a == b
    case (.string(let a), .string(let b)): a.utf8.elementsEqual(b.utf8)
    case (.integer(let a), .integer(let b)): a == b
    case (.bool(let a), .bool(let b)): a == b
    case (.null, .null): true
    case (.number(let a), .number(let b)): a.utf8.elementsEqual(b.utf8)
    case (.object, _), (.array, _), (.string, _), (.integer, _), (.bool, _), (.null, _),
      (.number, _):
      false
    }
  }

  /// Feeds the kind and the bytes.
  public func hash(into hasher: inout Hasher) {
    switch self {
    case .object(let members):
      hasher.combine(0)
      hasher.combine(members)
    case .array(let elements):
      hasher.combine(1)
      hasher.combine(elements)
    case .string(let text):
      hasher.combine(2)
      JSONValue.feed(text, to: &hasher)
    case .integer(let number):
      hasher.combine(3)
      hasher.combine(number)
    case .bool(let flag):
      hasher.combine(4)
      hasher.combine(flag)
    case .null:
      hasher.combine(5)
    case .number(let text):
      hasher.combine(6)
      JSONValue.feed(text, to: &hasher)
    }
  }

  private static func feed(_ text: String, to hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
    hasher.combine(UInt8(0xFF))
  }
}
