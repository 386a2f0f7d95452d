/// Where the parser puts the value of one parameter, and how it reads it.
///
/// A slot belongs to the wrapper that made it, the wrapper to its command, the command to one
/// invocation: nothing shares it between threads.
final class Slot<Value>: Parameter {
  var specification: Specification
  private(set) var isGiven = false
  private var value: Value?
  private let read: (String, inout Value?) -> Bool
  private let reason: (String) -> String?
  private let makeExample: () -> String

  /// - Parameters:
  ///   - specification: what is known before the property's name is.
  ///   - value: the default; nil when the parameter is required.
  ///   - reason: why a word is no value, where more can be said than what the parameter expects.
  ///   - example: gives a value as it would be typed, for who is asked for one; empty for none.
  ///   - read: adds a word to the values given so far (nil before the first), false if it is none.
  init(
    _ specification: Specification, value: Value?,
    reason: @escaping (String) -> String? = { _ in nil },
    example: @escaping () -> String = { "" },
    read: @escaping (String, inout Value?) -> Bool
  ) {
    self.specification = specification
    self.value = value
    self.reason = reason
    makeExample = example
    self.read = read
  }

  func refusal(of word: String) -> String? { reason(word) }

  var example: String { makeExample() }

  /// What was given, or the default.
  var current: Value {
    guard let value else {
      preconditionFailure("'\(specification.name)' was read before the command line was parsed")
    }
    return value
  }

  func take(_ word: String) -> Bool {
    var updated = isGiven ? value : nil
    guard read(word, &updated) else { return false }
    value = updated
    isGiven = true
    return true
  }
}

/// A slot whose type of value does not matter: what the parser works on.
protocol Parameter: AnyObject {
  /// What is known of the parameter.
  var specification: Specification { get set }
  /// Whether a value was taken.
  var isGiven: Bool { get }
  /// Takes a word as a (further) value; false when it is not a value of this parameter.
  func take(_ word: String) -> Bool
  /// A value as it would be typed, for who is asked for one; may be empty.
  var example: String { get }
  /// Why a word is not taken, without repeating it; nil where the parameter's type says it all.
  func refusal(of word: String) -> String?
}
