/// A type whose values can be written as one word of a command line.
///
/// An enumeration with `String` raw values and `CaseIterable` needs no more than the conformance:
/// its raw values are its possible values.
public protocol ArgumentValue {
  /// Reads the word, or answers nil when it is no value of this type.
  init?(argument: String)
  /// The value as it would be typed; shown as a default in help.
  var argument: String { get }
  /// The word that stands for the value in help, in capitals.
  static var placeholder: String { get }
  /// Every possible value, when they can be listed; otherwise empty.
  static var choices: [String] { get }
  /// What a valid word looks like, for the error: "a date such as 2021-11-05". May be empty.
  static var expectation: String { get }
  /// What the shell offers when there are no choices.
  static var completion: ArgumentCompletion { get }
}

/// What a shell offers as a value where a type has no fixed list of choices.
public enum ArgumentCompletion: Sendable, Equatable {
  /// Nothing: free text.
  case none
  /// Names of files and of the directories that lead to them.
  case files
  /// Names of directories.
  case directories
  /// The verbs of the tool itself.
  case verbs
}

extension ArgumentValue {
  /// The value's description.
  public var argument: String { String(describing: self) }
  /// A word that says no more than that a value follows.
  public static var placeholder: String { "VALUE" }
  /// No fixed list.
  public static var choices: [String] { [] }
  /// Nothing to add to the error.
  public static var expectation: String { "" }
  /// Nothing to offer.
  public static var completion: ArgumentCompletion { .none }
}

extension ArgumentValue where Self: CaseIterable & RawRepresentable, RawValue == String {
  /// Takes a raw value exactly as it is written.
  public init?(argument: String) { self.init(rawValue: argument) }
  /// The raw value.
  public var argument: String { rawValue }
  /// The raw values in the order of the cases.
  public static var choices: [String] { allCases.map { $0.rawValue } }
}

extension String: ArgumentValue {
  /// Takes any word, the empty one included.
  public init?(argument: String) { self = argument }
  /// The text itself.
  public var argument: String { self }
  /// Free text.
  public static var placeholder: String { "TEXT" }
}

extension Int: ArgumentValue {
  /// Takes decimal ASCII digits after an optional `-`; no `+`, blank, separator or overflow.
  public init?(argument: String) {
    let digits =
      argument.utf8.first == UInt8(ascii: "-") ? argument.utf8.dropFirst() : argument.utf8[...]
    guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    self.init(argument, radix: 10)
  }
  /// A count.
  public static var placeholder: String { "N" }
  /// What the error asks for.
  public static var expectation: String { "a whole number" }
}
