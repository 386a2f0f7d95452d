import Journal

/// `ledger.json`.
enum FuzzDescription {
  static func read(_ bytes: [UInt8]) {
    guard let description = try? LedgerDescription(parsing: bytes, file: "ledger.json") else {
      return
    }
    let written = Array(description.json.utf8)
    guard let again = try? LedgerDescription(parsing: written, file: "ledger.json") else {
      fatalError("what was written does not read")
    }
    expect(again == description, "read otherwise")
  }
}
