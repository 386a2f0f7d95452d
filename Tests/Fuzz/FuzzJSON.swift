import Ledger

/// Any JSON that `append` takes.
enum FuzzJSON {
  static func read(_ bytes: [UInt8]) {
    let value: JSONValue
    do throws(LineError) {
      value = try JSONParser.parse(bytes)
    } catch {
      if let offset = error.offset {
        expect((0...bytes.count).contains(offset), "offset \(offset)")
      }
      expect(WrittenForm.check(bytes) != nil, "no JSON, and in written form")
      return
    }
    guard WrittenForm.problems(of: value).isEmpty else { return }
    // What may be written is written in one form, reads as the same, and is written the same again.
    let written = LineWriter.write(value)
    if let fault = WrittenForm.check(written) { fatalError("written: \(fault)") }
    do throws(LineError) {
      let again = try JSONParser.parse(written)
      expect(LineWriter.write(again) == written, "written twice in two ways")
    } catch {
      fatalError("what was written does not read: \(error)")
    }
    if WrittenForm.check(bytes) == nil {
      expect(written == bytes, "two written forms of one value")
    }
  }
}
