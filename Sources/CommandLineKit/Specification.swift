/// All that is known of one parameter: the parser, help, completions and the manual read only this.
package struct Specification: Sendable, Equatable {
  /// How the parameter appears on the command line.
  package enum Kind: Sendable { case option, flag, argument }

  /// Option with a value, flag, or positional argument.
  package var kind: Kind
  /// The long name without dashes, in kebab case.
  package var name: String
  /// The letter after a single dash.
  package var short: Character?
  /// One or more sentences.
  package var help: String
  /// What stands for the value, in capitals; empty for a flag.
  package var placeholder: String
  /// Every possible value, when they can be listed.
  package var choices: [String] = []
  /// What a valid value looks like.
  package var expectation = ""
  /// What a shell offers when there are no choices.
  package var completion = ArgumentCompletion.none
  /// The default as it would be typed.
  package var defaultValue: String?
  /// The environment variable that is read when the option is not given.
  package var environment: String?
  /// Whether the command line is wrong without it.
  package var isRequired = false
  /// Whether it may be given more than once.
  package var isRepeatable = false
  /// The heading of the option group it comes from, or nil for the verb's own.
  package var section: String?
  /// When it is needed, as a sentence, where `isRequired` does not say it all.
  package var necessity = ""
  /// The parts that a value is made of.
  package var parts: [Part] = []

  /// A part of a value, and what it means.
  package struct Part: Sendable, Equatable {
    /// The part as it is written.
    package var term: String
    /// What it means.
    package var text: String
  }

  /// `--format FORMAT`, `--fail-fast` or `FILE...`: the parameter as errors and synopses name it.
  package var title: String {
    switch kind {
    case .option: "--\(name) \(placeholder)"
    case .flag: "--\(name)"
    case .argument: isRepeatable ? "\(placeholder)..." : placeholder
    }
  }

  /// Every spelling on the command line, long one first; empty for a positional argument.
  package var spellings: [String] {
    guard kind != .argument else { return [] }
    return ["--\(name)"] + (short.map { ["-\($0)"] } ?? [])
  }

  /// The help sentence with possible values, default and environment variable behind it.
  package var fullHelp: String {
    var sentences = [help]
    if !choices.isEmpty { sentences.append("One of: \(choices.joined(separator: ", ")).") }
    if !necessity.isEmpty {
      sentences.append(necessity)
    } else if isRequired && kind == .option {
      sentences.append("Required.")
    }
    if isRepeatable && kind == .option { sentences.append("May be repeated.") }
    if let defaultValue, !defaultValue.isEmpty { sentences.append("Default: \(defaultValue).") }
    if let environment { sentences.append("Environment: \(environment).") }
    return sentences.joined(separator: " ")
  }

  /// Turns a property name into an option name: `knownOn` and `_knownOn` become `known-on`.
  package static func kebabCase(_ label: String) -> String {
    var name: [UInt8] = []
    for byte in label.utf8.drop(while: { $0 == UInt8(ascii: "_") }) {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        if !name.isEmpty { name.append(UInt8(ascii: "-")) }
        name.append(byte | 0x20)
      case UInt8(ascii: "_"): name.append(UInt8(ascii: "-"))
      default: name.append(byte)
      }
    }
    return String(decoding: name, as: UTF8.self)
  }
}
