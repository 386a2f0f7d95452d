import Ledger

/// JSON over several lines: what `Report.json()` holds, row by row, and a line feed at the end.
struct JSONRenderer: Renderer {
  private var hasMember = false
  private var hasRow = false

  mutating func open(_ report: Report, into bytes: inout [UInt8]) {
    bytes.append(0x7B)
    for member in report.head { add(member, into: &bytes) }
  }

  mutating func open(_ section: Section, into bytes: inout [UInt8]) {
    hasRow = false
    guard !section.isMerged else { return }
    let opening = JSONValue.Member(section.member, .array([]))
    add(opening, into: &bytes)
    // The bracket that closes comes with the end of the section.
    bytes.removeLast()
  }

  mutating func add(_ object: JSONValue, of section: Section, into bytes: inout [UInt8]) {
    if section.isMerged {
      for member in object.rowMembers { add(member, into: &bytes) }
      return
    }
    if hasRow { bytes.append(0x2C) }
    hasRow = true
    JSONText.breakLine(4, in: &bytes)
    JSONText.append(.object(object.rowMembers), indent: 4, to: &bytes)
  }

  mutating func close(_ section: Section, into bytes: inout [UInt8]) {
    guard !section.isMerged else { return }
    if hasRow { JSONText.breakLine(2, in: &bytes) }
    bytes.append(0x5D)
  }

  mutating func close(_ report: Report, into bytes: inout [UInt8]) {
    if hasMember { bytes.append(0x0A) }
    bytes += "}\n".utf8
  }

  private mutating func add(_ member: JSONValue.Member, into bytes: inout [UInt8]) {
    if hasMember { bytes.append(0x2C) }
    hasMember = true
    JSONText.breakLine(2, in: &bytes)
    JSONText.append(member, indent: 2, to: &bytes)
  }
}
