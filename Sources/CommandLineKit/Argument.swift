/// A positional argument: a word that is no option, in the order of declaration.
///
/// Help shows the property's name in capitals unless a placeholder is given. A property of type `T`
/// without a default is required; `T?` may be absent; `[T]` takes all words that remain, so it must
/// be the last. `-` alone is an ordinary word (by custom: standard input), and behind `--` so is
/// anything.
@propertyWrapper
public final class Argument<Value>: Declaring {
  private let slot: Slot<Value>

  /// What the command line gave, or the default; reading it before parsing is a bug.
  public var wrappedValue: Value { slot.current }

  override func declaration(named label: String) -> Declared { Declared(slot, label) }

  /// Declares a required argument.
  public init(_ help: String, placeholder: String? = nil) where Value: ArgumentValue {
    var specification = Self.specification(Value.self, help, placeholder)
    specification.isRequired = true
    slot = Slot(specification, value: nil, read: readOne)
  }

  /// Declares an argument with a default.
  public init(
    wrappedValue: Value, _ help: String, placeholder: String? = nil
  ) where Value: ArgumentValue {
    var specification = Self.specification(Value.self, help, placeholder)
    specification.defaultValue = wrappedValue.argument
    slot = Slot(specification, value: wrappedValue, read: readOne)
  }

  /// Declares an argument that may be absent.
  public init<Element: ArgumentValue>(
    _ help: String, placeholder: String? = nil
  ) where Value == Element? {
    let specification = Self.specification(Element.self, help, placeholder)
    slot = Slot(specification, value: .some(nil), read: readOptional)
  }

  /// Declares an argument that takes all remaining words; given ones replace the default.
  public init<Element: ArgumentValue>(
    wrappedValue: [Element], _ help: String, placeholder: String? = nil
  ) where Value == [Element] {
    var specification = Self.specification(Element.self, help, placeholder)
    specification.isRepeatable = true
    specification.defaultValue = wrappedValue.map { $0.argument }.joined(separator: " ")
    slot = Slot(specification, value: wrappedValue, read: readMany)
  }

  /// Declares an argument that takes all remaining words and needs at least one.
  public init<Element: ArgumentValue>(
    _ help: String, placeholder: String? = nil
  ) where Value == [Element] {
    var specification = Self.specification(Element.self, help, placeholder)
    specification.isRepeatable = true
    specification.isRequired = true
    slot = Slot(specification, value: nil, read: readMany)
  }

  private static func specification<Element: ArgumentValue>(
    _ type: Element.Type, _ help: String, _ placeholder: String?
  ) -> Specification {
    Specification(
      kind: .argument, name: "", help: help, placeholder: placeholder ?? "", choices: type.choices,
      expectation: type.expectation, completion: type.completion)
  }
}
