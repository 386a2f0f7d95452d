/// A verb as the tool knows it: what is said about it, and how one invocation of it is made.
///
/// A verb that is a type of its own comes from its `Command`; verbs that differ only in data, such
/// as one a kind of record, are made as values and share one type of invocation.
public struct Verb: Sendable {
  /// The verb as typed.
  public let name: String
  private let describe: @Sendable () -> About
  private let makeExamples: @Sendable () -> [String]
  private let make: @Sendable () -> any Invocation

  /// What help says about it; found out when it is asked for.
  public var about: About { describe() }

  /// A verb of that description.
  ///
  /// - Parameters:
  ///   - name: The verb as typed.
  ///   - about: Gives what help says about it, under that name.
  ///   - examples: Gives further examples where help is asked for.
  ///   - make: Makes a fresh invocation, as declared, before any argument is read.
  public init(
    _ name: String, about: @escaping @Sendable () -> About,
    examples: @escaping @Sendable () -> [String] = { [] },
    make: @escaping @Sendable () -> any Invocation
  ) {
    self.name = name
    describe = about
    makeExamples = examples
    self.make = make
  }

  /// Whole command lines that work as they stand.
  var examples: [String] { about.examples + makeExamples() }

  /// A fresh invocation with what its command line may and must give.
  func prepare() -> (invocation: any Invocation, declared: Declared) {
    let invocation = make()
    return (invocation, Declared(by: invocation))
  }
}

/// One invocation of a verb: its parameters are its properties, its work is `run`.
///
/// Properties that stand for no parameter are left out of its `CodingKeys`.
public protocol Invocation: Encodable {
  /// Does the work, writing results to the terminal.
  ///
  /// A negative answer is an exit code, not an error. An error that is a `CommandFailure` decides
  /// its exit code itself; any other error ends with `failed`.
  func run(_ terminal: inout Terminal) throws -> ExitCode
}

/// Where verbs come from: a command gives one, a family gives many.
public protocol VerbSource: SendableMetatype {
  /// The verbs in the order of help.
  static var verbs: [Verb] { get }
}

/// At least one of some parameters must be given: always, or once certain others are.
public struct Requirement: Sendable, Equatable {
  /// The names of the parameters, the usual one first.
  public let oneOf: [String]
  /// The names of those that make it a requirement; if empty, it is one always.
  public let when: [String]

  /// A requirement of one of these, once one of those is given.
  public init(oneOf: [String], when: [String] = []) {
    self.oneOf = oneOf
    self.when = when
  }
}

/// What an invocation declares: its parameters in order, and what of them must be given.
struct Declared {
  private(set) var parameters: [any Parameter] = []
  private(set) var requirements: [Requirement] = []

  /// Reads the declarations of a command or group, named after its properties.
  init(by declaring: some Encodable) {
    self = PropertyWalk(over: declaring).declared
  }

  init(_ parameters: [any Parameter], requiring requirements: [Requirement]) {
    self.parameters = parameters
    self.requirements = requirements
  }

  /// One parameter, which is named after its property where nothing else names it.
  init(_ parameter: any Parameter, _ label: String) {
    if parameter.specification.name.isEmpty {
      parameter.specification.name = Specification.kebabCase(label)
    }
    if parameter.specification.kind == .argument && parameter.specification.placeholder.isEmpty {
      parameter.specification.placeholder = parameter.specification.name.uppercased()
    }
    parameters = [parameter]
    if parameter.specification.isRequired {
      requirements = [Requirement(oneOf: [parameter.specification.name])]
    }
  }

  /// Adds what is declared next.
  mutating func add(_ next: Declared) {
    parameters += next.parameters
    requirements += next.requirements
  }

  /// The parameter of that name.
  func parameter(_ name: String) -> (any Parameter)? {
    parameters.first { $0.specification.name == name }
  }

  /// What must be given and is not: the alternatives of each requirement, in order.
  var unmet: [[any Parameter]] {
    func isGiven(_ name: String) -> Bool { parameter(name)?.isGiven == true }
    return requirements.filter { requirement in
      (requirement.when.isEmpty || requirement.when.contains(where: isGiven))
        && !requirement.oneOf.contains(where: isGiven)
    }.map { $0.oneOf.compactMap { parameter($0) } }
  }
}
