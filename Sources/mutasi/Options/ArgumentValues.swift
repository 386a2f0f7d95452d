public import CommandLineKit
public import Exchange
public import Ledger
public import MerkleLog

extension Day: ArgumentValue {
  /// Takes a day.
  public init?(argument: String) { self.init(parsing: argument) }
  /// The text that reads back as this value.
  public var argument: String { description }
  /// What stands for it in help.
  public static var placeholder: String { "DATE" }
  /// What a valid word looks like.
  public static var expectation: String { "a day such as 2021-08-01" }
}

extension RegionCode: ArgumentValue {
  /// Takes a region code.
  public init?(argument: String) {
    guard let code = try? RegionCode(parsing: argument) else { return nil }
    self = code
  }
  /// The text that reads back as this value.
  public var argument: String { description }
  /// What stands for it in help.
  public static var placeholder: String { "CODE" }
  /// What a valid word looks like.
  public static var expectation: String { "a region code such as 35.10" }
}

extension VerifierKey: ArgumentValue {
  /// Takes a verifier key in its text form (C2SP signed note).
  public init?(argument: String) {
    guard let key = try? VerifierKey(parsing: argument) else { return nil }
    self = key
  }
  /// The text that reads back as this value.
  public var argument: String { description }
  /// What stands for it in help.
  public static var placeholder: String { "KEY" }
  /// What a valid word looks like.
  public static var expectation: String {
    "a public key such as bkpsdm.example/mutasi+0ab1c2d3+AQ…"
  }
}

/// Text that says something.
struct FilledText: ArgumentValue {
  let argument: String

  init?(argument: String) {
    guard !argument.isEmpty else { return nil }
    self.argument = argument
  }

  static var placeholder: String { "TEXT" }
  static var expectation: String { "text that is not empty" }
}

extension ReportFormat: ArgumentValue {}

extension ObligationView.Kind: ArgumentValue {}

extension CalendarDuration: ArgumentValue {
  /// Takes an ISO 8601 duration.
  public init?(argument: String) {
    guard let duration = try? CalendarDuration(parsing: argument) else { return nil }
    self = duration
  }
  /// The text that reads back as this value.
  public var argument: String { description }
  /// What stands for it in help.
  public static var placeholder: String { "DURATION" }
  /// What a valid word looks like.
  public static var expectation: String {
    "an ISO 8601 duration in years, months, weeks and days, such as P90D"
  }
}
