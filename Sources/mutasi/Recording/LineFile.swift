import CommandLineKit
import Exchange
import Ledger

/// Lines of an entry from a CSV file whose first row names fields of a line.
///
/// Empty cells say nothing. What is wrong is refused whole, every cell with its line and field.
struct LineFile {
  /// The record that a row is read as.
  let record: Record

  /// The lines of a file in order.
  ///
  /// - Throws: `Failure` with exit code 3 and every problem, or 4 where the file cannot be read.
  func lines(of path: String, on terminal: inout Terminal) throws(Failure) -> [JSONValue] {
    let bytes = try Inputs.bytes(of: path, on: &terminal)
    let rows: [CSVRecord]
    do throws(ImportError) {
      rows = try CSVReader.records(in: TextEncoding.utf8.decode(bytes))
    } catch {
      throw Failure(.refused, "\(path): \(error); nothing was recorded", hint: error.hint)
    }
    guard let head = rows.first, rows.count > 1 else {
      throw Failure(
        .refused,
        "\(path) holds no lines; expected a row of field names and a row for each line")
    }
    var problems: [Refusal] = []
    func report(_ line: Int, _ error: LineError) {
      problems.append(Refusal(file: path, line: line, error: error))
    }
    let fields = head.cells.map { field($0) { report(head.line, $0) } }
    guard problems.isEmpty else { throw Failure(problems) }
    let lines = rows.dropFirst().map { row in
      value(row, fields) { report(row.line, $0) }
    }
    guard problems.isEmpty else { throw Failure(problems) }
    return lines
  }

  /// The field that a cell of the first row names.
  private func field(_ cell: String, report: (LineError) -> Void) -> Field? {
    let name = Self.trimmed(cell).lowercased()
    if let field = record.fields.first(where: { $0.name.text.lowercased() == name }) {
      return field
    }
    report(record.unknown(Self.trimmed(cell)))
    return nil
  }

  private func value(
    _ row: CSVRecord, _ fields: [Field?], report: (LineError) -> Void
  ) -> JSONValue {
    if row.cells.count > fields.count {
      report(
        LineError(
          .badValue, at: nil,
          "has \(row.cells.count) cells, the first row \(fields.count); a comma within a cell "
            + "needs the cell in quotes"))
    }
    var members: [JSONValue.Member] = []
    for (cell, field) in zip(row.cells, fields) {
      let word = Self.trimmed(cell)
      guard let field, !word.isEmpty else { continue }
      do throws(LineError) {
        members.append(.init(field.name.text, try field.shape.value(of: word)))
      } catch {
        report(
          LineError(error.code, at: nil, path: field.name.text + error.path, error.message))
      }
    }
    return .object(members)
  }

  private static func trimmed(_ cell: String) -> String {
    let rest = cell.drop(while: \.isWhitespace)
    guard let last = rest.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(rest[...last])
  }
}
