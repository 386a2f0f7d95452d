/// What a table depends on beside its report: width, language and whether headings are bold.
struct TableStyle {
  /// Narrower terminals are taken to be this wide.
  static let leastWidth = 20

  /// Columns of the terminal; nil means without limit.
  let width: Int?
  /// The language of headings and flags.
  let language: ReportLanguage
  /// Whether headings may be bold.
  let isStyled: Bool

  /// The style for a terminal of that width.
  init(width: Int?, language: ReportLanguage, isStyled: Bool) {
    self.width = width.map { max($0, Self.leastWidth) }
    self.language = language
    self.isStyled = isStyled
  }

  /// Appends a line in bold where that is wanted, without its trailing blanks.
  func appendHeading(_ line: some Collection<UInt8>, to bytes: inout [UInt8]) {
    guard isStyled else { return Self.appendLine(line, to: &bytes) }
    bytes += "\u{1B}[1m".utf8
    Self.appendLine(line, to: &bytes)
    bytes.removeLast()
    bytes += "\u{1B}[0m\n".utf8
  }

  /// Appends a line without its trailing blanks.
  static func appendLine(_ line: some Collection<UInt8>, to bytes: inout [UInt8]) {
    let start = bytes.count
    bytes += line
    while bytes.count > start, bytes.last == 0x20 { bytes.removeLast() }
    bytes.append(0x0A)
  }
}
