import Exchange

/// Lists and annexes as spreadsheets write them.
enum FuzzTable {
  static func read(_ bytes: [UInt8]) {
    for delimiter in [nil, CSVDelimiter.comma] {
      var reader = CSVReader(bytes, delimiter: delimiter)
      var last = 0
      var count = 0
      do throws(ImportError) {
        while let record = try reader.next() {
          expect(record.line > last, "records go backwards")
          expect(!record.cells.isEmpty, "a record without cells")
          last = record.line
          count += 1
        }
      } catch {
        expect(error.line.map { $0 > 0 } ?? true, "a line below the first")
      }
      expect(count <= bytes.count, "more records than bytes")
    }
    for encoding in TextEncoding.allCases {
      if let text = try? encoding.decode(bytes) {
        expect(String(validating: text, as: UTF8.self) != nil, "decoded to what is no UTF-8")
      }
    }
  }

  static func readCareers(_ bytes: [UInt8]) {
    var options = CareerReader.Options()
    options.mendsIDs = bytes.first.map { $0 & 1 == 1 } ?? false
    options.derivesIDs = bytes.first.map { $0 & 2 == 2 } ?? false
    guard let reading = try? CareerReader.read(bytes, options) else { return }
    let lines = reading.table.lines
    expect(lines == lines.sorted(), "rows go backwards")
    expect(reading.table.rows.count == lines.count, "rows without lines")
  }

  static func readAnnex(_ bytes: [UInt8]) {
    guard let records = try? CSVReader.records(in: bytes),
      let annex = try? AnnexReading(records)
    else { return }
    expect(!annex.lines.isEmpty, "an annex without lines")
    let numbers = annex.lines.map(\.number)
    expect(Set(numbers).count == numbers.count, "two lines of one number")
  }
}
