/// Files of entries to be appended by processes of their own.
///
/// They have no time of recording: the program that takes them sets it.
struct AppendLines {
  /// How many entries a file has.
  let size: Int
  let files: [String]
  /// How many bytes the lines of all files have.
  let bytes: Int

  /// Writes them.
  init(size: Int, count: Int, in root: String) throws(BenchmarkError) {
    self.size = size
    var source = PlainEntries(count: size * count, posts: 20_000, officials: 60_000)
    var files: [String] = []
    var bytes = 0
    for number in 0..<count {
      let text = source.lines(size).map { Self.untimed($0) + "\n" }.joined()
      bytes += text.utf8.count
      files.append("\(root)/\(size)-\(number).jsonl")
      try Machine.write(text, to: files[number])
    }
    (self.files, self.bytes) = (files, bytes)
  }

  private static func untimed(_ line: [UInt8]) -> String {
    let text = String(decoding: line, as: UTF8.self)
    let name = #""recordedtime":""#
    guard let start = text.firstRange(of: name) else { return text }
    // The instant, its closing quote and the comma.
    let end = text.index(start.upperBound, offsetBy: 26)
    return String(text[..<start.lowerBound] + text[end...])
  }
}
