public import Ledger

/// Short ways to build the JSON of an answer, where a member is `null` rather than left out.
extension JSONValue {
  /// An object with these members in this order.
  public static func members(_ pairs: KeyValuePairs<String, JSONValue>) -> JSONValue {
    .object(pairs.map { Member($0.key, $0.value) })
  }

  /// A text, or `null`.
  public static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

  /// A number, or `null`.
  public static func number(_ number: Int?) -> JSONValue {
    number.map { .integer(Int64($0)) } ?? .null
  }

  /// A date as it was written, or `null`.
  public static func date(_ period: Period?) -> JSONValue { .text(period?.description) }

  /// Entry numbers.
  public static func entries(_ entries: [Int]) -> JSONValue {
    .array(entries.map { .integer(Int64($0)) })
  }
}

/// What an answer rests on, as it stands at the head of every JSON answer.
public struct Basis: Sendable {
  /// The version of the JSON contract.
  public static let version = 1

  /// The number of entries used.
  public var size: Int
  /// The root of the tree over them, in base64; `nil` where nothing was verified.
  public var root: String?
  /// `full`, `snapshot` or `unverified`.
  public var basis: String
  /// Up to when records count as known, as it was asked for; `nil` for all.
  public var knownOn: String?

  /// Describes what an answer rests on.
  public init(size: Int, root: String?, basis: String, knownOn: String?) {
    self.size = size
    self.root = root
    self.basis = basis
    self.knownOn = knownOn
  }

  /// The head of an answer about a day.
  public func head(at day: Day) -> [JSONValue.Member] {
    [
      .init("version", .integer(Int64(Self.version))), .init("at", .string(day.description)),
      .init("knownOn", .text(knownOn)), .init("size", .number(size)), .init("root", .text(root)),
      .init("basis", .string(basis)),
    ]
  }

  /// The head of an answer that is not about a day.
  public var head: [JSONValue.Member] {
    [
      .init("version", .integer(Int64(Self.version))), .init("knownOn", .text(knownOn)),
      .init("size", .number(size)), .init("root", .text(root)), .init("basis", .string(basis)),
    ]
  }
}
