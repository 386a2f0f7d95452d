import Ledger

/// One format: appends the parts of a report to a buffer, in the order in which they are called.
///
/// A renderer never sees where the bytes go, so that rows can leave while others are written.
protocol Renderer {
  /// Begins the report.
  mutating func open(_ report: Report, into bytes: inout [UInt8])
  /// Begins a section; it may look at all its rows.
  mutating func open(_ section: Section, into bytes: inout [UInt8])
  /// Adds the next row of the open section.
  mutating func add(_ object: JSONValue, of section: Section, into bytes: inout [UInt8])
  /// Ends the open section.
  mutating func close(_ section: Section, into bytes: inout [UInt8])
  /// Ends the report.
  mutating func close(_ report: Report, into bytes: inout [UInt8])
}

extension Renderer {
  mutating func open(_ report: Report, into bytes: inout [UInt8]) {}
  mutating func open(_ section: Section, into bytes: inout [UInt8]) {}
  mutating func close(_ section: Section, into bytes: inout [UInt8]) {}
  mutating func close(_ report: Report, into bytes: inout [UInt8]) {}
}
