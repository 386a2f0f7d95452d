/// Where the parser puts the value of one parameter, and how it reads it.
///
/// A slot belongs to the wrapper that made it, the wrapper to its command, the command to one
/// invocation: nothing shares it between threads.
final class Slot<Value>: Parameter {
  var specification: Specification
  private(set) var isGiven = false
  private var value: Value?
  private let read: (String, inout Value?) -> Bool

  /// - Parameters:
  ///   - specification: what is known before the property's name is.
  ///   - value: the default; nil when the parameter is required.
  ///   - read: adds a word to the values given so far (nil before the first), false if it is none.
  init(
    _ specification: Specification, value: Value?, read: @escaping (String, inout Value?) -> Bool
  ) {
    self.specification = specification
    self.value = value
    self.read = read
  }

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
}

/// A property wrapper that stands for one parameter.
protocol ParameterHolder {
  /// The wrapper's slot.
  var parameter: any Parameter { get }
}

/// A property wrapper that stands for a group of parameters.
protocol GroupHolder {
  /// The parameters of the group in order.
  var parameters: [any Parameter] { get }
}

/// Lists the parameters of a command or group in the order of declaration, named after properties.
func parameters(of declared: Any) -> [any Parameter] {
  Mirror(reflecting: declared).children.flatMap { child -> [any Parameter] in
    if let group = child.value as? any GroupHolder { return group.parameters }
    guard let holder = child.value as? any ParameterHolder, let label = child.label else {
      return []
    }
    let parameter = holder.parameter
    if parameter.specification.name.isEmpty {
      parameter.specification.name = Specification.kebabCase(label)
    }
    if parameter.specification.kind == .argument && parameter.specification.placeholder.isEmpty {
      parameter.specification.placeholder = parameter.specification.name.uppercased()
    }
    return [parameter]
  }
}
