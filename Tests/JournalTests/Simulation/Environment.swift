import Foundation

/// What the tester's environment asks for.
enum Environment {
  /// A number in a variable; nil if it is not set or no number.
  static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }
}
