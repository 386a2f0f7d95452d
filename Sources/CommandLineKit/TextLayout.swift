/// Words laid out in lines of a given width.
package enum TextLayout {
  /// Breaks paragraphs into lines of at most `width` characters; a longer word has its own line.
  ///
  /// Paragraphs are separated by empty lines and stay so.
  package static func wrap(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = ""
      for word in paragraph.split(separator: " ") {
        if !line.isEmpty && line.count + 1 + word.count > width {
          lines.append(line)
          line = ""
        }
        line += line.isEmpty ? "\(word)" : " \(word)"
      }
      lines.append(line)
    }
    return lines
  }

  /// A list of terms and their explanations in two columns, indented by two.
  ///
  /// A term too long for the left column stands on its own line. Where fewer than 24 columns would
  /// remain, the explanation goes below the term.
  package static func definitions(_ rows: [(term: String, text: String)], width: Int) -> String {
    let longest = rows.map { $0.term.count }.filter { $0 <= 28 }.max() ?? 0
    let indent = width - (longest + 4) >= 24 ? longest + 4 : 6
    var page = ""
    for row in rows {
      let lines = wrap(row.text, width: max(16, width - indent)).filter { !$0.isEmpty }
      var head = "  \(row.term)"
      if head.count + 2 <= indent, let first = lines.first {
        head += spaces(indent - head.count) + first
        page += "\(head)\n" + lines.dropFirst().map { spaces(indent) + $0 + "\n" }.joined()
      } else {
        page += "\(head)\n" + lines.map { spaces(indent) + $0 + "\n" }.joined()
      }
    }
    return page
  }

  /// So many blanks.
  package static func spaces(_ count: Int) -> String {
    String(repeating: " ", count: max(0, count))
  }
}
