/// An option with a value: `--name VALUE`, `--name=VALUE`, `-n VALUE` or `-nVALUE`.
///
/// The long name is the property's name in kebab case. A property of type `T` without a default is
/// required, with one it is not; `T?` may be absent; `[T]` may be repeated. A value that begins
/// with `-` is written behind `=`, because a forgotten value must not swallow the next option.
@propertyWrapper
public final class Option<Value>: Declaring {
  private let slot: Slot<Value>

  /// What the command line gave, or the default; reading it before parsing is a bug.
  public var wrappedValue: Value { slot.current }

  override func declaration(named label: String) -> Declared { Declared(slot, label) }

  /// Declares a required option.
  public init(
    _ help: String, name: String? = nil, short: Character? = nil, placeholder: String? = nil,
    environment: String? = nil
  ) where Value: ArgumentValue {
    var specification = Self.specification(Value.self, help, name, short, placeholder, environment)
    specification.isRequired = true
    slot = Slot(specification, value: nil, read: readOne)
  }

  /// Declares an option with a default.
  public init(
    wrappedValue: Value, _ help: String, name: String? = nil, short: Character? = nil,
    placeholder: String? = nil, environment: String? = nil
  ) where Value: ArgumentValue {
    var specification = Self.specification(Value.self, help, name, short, placeholder, environment)
    specification.defaultValue = wrappedValue.argument
    slot = Slot(specification, value: wrappedValue, read: readOne)
  }

  /// Declares an option that may be absent.
  public init<Element: ArgumentValue>(
    _ help: String, name: String? = nil, short: Character? = nil, placeholder: String? = nil,
    environment: String? = nil
  ) where Value == Element? {
    let specification = Self.specification(
      Element.self, help, name, short, placeholder, environment)
    slot = Slot(specification, value: .some(nil), read: readOptional)
  }

  /// Declares an option that may be repeated; the values given replace the default.
  public init<Element: ArgumentValue>(
    wrappedValue: [Element], _ help: String, name: String? = nil, short: Character? = nil,
    placeholder: String? = nil
  ) where Value == [Element] {
    var specification = Self.specification(Element.self, help, name, short, placeholder, nil)
    specification.isRepeatable = true
    specification.defaultValue = wrappedValue.map { $0.argument }.joined(separator: " ")
    slot = Slot(specification, value: wrappedValue, read: readMany)
  }

  /// Declares an option that must be given once or more.
  public init<Element: ArgumentValue>(
    _ help: String, name: String? = nil, short: Character? = nil, placeholder: String? = nil
  ) where Value == [Element] {
    var specification = Self.specification(Element.self, help, name, short, placeholder, nil)
    specification.isRepeatable = true
    specification.isRequired = true
    slot = Slot(specification, value: nil, read: readMany)
  }

  private static func specification<Element: ArgumentValue>(
    _ type: Element.Type, _ help: String, _ name: String?, _ short: Character?,
    _ placeholder: String?, _ environment: String?
  ) -> Specification {
    Specification(
      kind: .option, name: name ?? "", short: short, help: help,
      placeholder: placeholder ?? type.placeholder, choices: type.choices,
      expectation: type.expectation, completion: type.completion, environment: environment)
  }
}

/// A switch without a value: false unless `--name` is given; giving it twice changes nothing.
@propertyWrapper
public final class Flag: Declaring {
  private let slot: Slot<Bool>

  /// Whether the flag was given.
  public var wrappedValue: Bool { slot.current }

  override func declaration(named label: String) -> Declared { Declared(slot, label) }

  /// Declares a flag; the only default is false.
  public init(
    wrappedValue: Bool = false, _ help: String, name: String? = nil, short: Character? = nil
  ) {
    precondition(!wrappedValue, "a flag cannot be switched off, so it cannot begin switched on")
    let specification = Specification(
      kind: .flag, name: name ?? "", short: short, help: help, placeholder: "")
    slot = Slot(specification, value: false) { _, value in
      value = true
      return true
    }
  }
}

/// A group of options that several verbs share, embedded where it is declared.
@propertyWrapper
public final class Options<Value: OptionGroup>: Declaring {
  /// The group; its options are read as properties of it.
  public let wrappedValue: Value

  /// Embeds the group as its type declares it.
  public override init() { wrappedValue = Value() }

  override func declaration(named label: String) -> Declared {
    let members = Declared(by: wrappedValue)
    for member in members.parameters { member.specification.section = Value.title }
    return members
  }
}

/// Reads a word as the only value.
func readOne<Value: ArgumentValue>(_ word: String, into value: inout Value?) -> Bool {
  value = Value(argument: word)
  return value != nil
}

/// Reads a word as the only value of a parameter that may be absent.
func readOptional<Element: ArgumentValue>(_ word: String, into value: inout Element??) -> Bool {
  guard let element = Element(argument: word) else { return false }
  value = .some(element)
  return true
}

/// Reads a word as one more value.
func readMany<Element: ArgumentValue>(_ word: String, into values: inout [Element]?) -> Bool {
  guard let element = Element(argument: word) else { return false }
  values = (values ?? []) + [element]
  return true
}
