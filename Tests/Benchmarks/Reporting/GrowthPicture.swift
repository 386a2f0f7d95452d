/// The picture of growth: seconds and memory against entries, both on logarithmic axes, as SVG.
struct GrowthPicture {
  private let growth: Growth
  private static let colours = ["#1f6f8b", "#c0504d", "#6a994e", "#7b5ea7", "#8a8a8a"]

  init(_ growth: Growth) { self.growth = growth }

  /// The whole file.
  var svg: String {
    let last = growth.rows.last { $0.job == .replay }
    let title =
      "Time and memory from \(words(growth.sizes.first ?? 0)) to \(words(growth.sizes.last ?? 0))"
      + " entries"
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="1120" height="440" \
      viewBox="0 0 1120 440" font-family="sans-serif" font-size="13">
      <title>\(title)</title>
      <rect width="1120" height="440" fill="white"/>
      <text x="20" y="28" font-size="17" fill="black">\(title)</text>
      <text x="20" y="48" fill="dimgray">\(Machine.processor), \(Machine.cores) cores, \
      \(growth.date); medians, page cache filled; \
      \((last?.bytes ?? 0) / max(1, last?.entries ?? 1)) bytes an entry</text>
      \(seconds.svg(left: 70))
      \(memory.svg(left: 630))
      </svg>

      """
  }

  private var seconds: Panel {
    var panel = Panel(title: "seconds", sizes: growth.sizes)
    let series: [(String, [BenchmarkRow])] = [
      ("replay, cold", growth.series(.replay, "verified")),
      ("verify", growth.series(.verify, "all levels")),
      ("openssl sha256", growth.series(.floor, Measured.hash.1)),
      ("one post, snapshot", growth.series(.snapshot, "one post")),
    ]
    for (index, (name, rows)) in series.enumerated() {
      panel.add(name, rows.map { Double($0.wall.median) / 1e9 }, Self.colours[index])
    }
    panel.add("append one", growth.appends.map { Double($0.wall.median) / 1e9 }, Self.colours[4])
    return panel
  }

  private var memory: Panel {
    var panel = Panel(title: "MiB at the peak", sizes: growth.sizes)
    let series: [(String, [BenchmarkRow])] = [
      ("replay, cold", growth.series(.replay, "verified")),
      ("verify", growth.series(.verify, "all levels")),
      ("one post, snapshot", growth.series(.snapshot, "one post")),
    ]
    for (index, (name, rows)) in series.enumerated() {
      let colour = Self.colours[index == 2 ? 3 : index]
      panel.add(name, rows.map { Double($0.peak?.median ?? 0) / 1_048_576 }, colour)
    }
    panel.add(
      "the entries' bytes",
      growth.series(.replay, "verified").map { Double($0.bytes) / 1_048_576 }, Self.colours[4])
    return panel
  }
}

/// One plot on logarithmic axes.
private struct Panel {
  let title: String
  let sizes: [Int]
  private var lines: [(name: String, values: [Double], colour: String)] = []
  private static let (top, width, height) = (90.0, 290.0, 300.0)

  init(title: String, sizes: [Int]) {
    (self.title, self.sizes) = (title, sizes)
  }

  /// The powers of ten between which values lie.
  private var range: ClosedRange<Int> {
    let exponents = lines.flatMap { $0.values.map { logarithm($0) } }
    let least = Int((exponents.min() ?? 0).rounded(.down))
    return least...max(least + 1, Int((exponents.max() ?? 1).rounded(.up)))
  }

  mutating func add(_ name: String, _ values: [Double], _ colour: String) {
    if values.count == sizes.count { lines.append((name, values, colour)) }
  }

  func svg(left: Double) -> String {
    let (top, width, height) = (Self.top, Self.width, Self.height)
    var parts = [#"<text x="\#(left)" y="\#(top - 16)" fill="black">\#(title)</text>"#]
    for power in range {
      let y = top + height - height * Double(power - range.lowerBound) / Double(range.count - 1)
      parts.append(
        #"<line x1="\#(left)" y1="\#(y)" x2="\#(left + width)" y2="\#(y)" stroke="lightgray"/>"#)
      parts.append(
        #"<text x="\#(left - 8)" y="\#(y + 4)" text-anchor="end" fill="dimgray">"#
          + label(power) + "</text>")
    }
    for (size, x) in zip(sizes, abscissas(left)) {
      parts.append(
        #"<text x="\#(x)" y="\#(top + height + 20)" text-anchor="middle" fill="dimgray">"#
          + words(size) + "</text>")
    }
    let heights = labels
    for (line, labelled) in zip(lines, heights) {
      let points = zip(abscissas(left), line.values).map { "\(tenths($0)),\(tenths(ordinate($1)))" }
      parts.append(
        #"<polyline fill="none" stroke="\#(line.colour)" stroke-width="2.5" points=""#
          + points.joined(separator: " ") + #""/>"#)
      for (x, value) in zip(abscissas(left), line.values) {
        parts.append(
          #"<circle cx="\#(tenths(x))" cy="\#(tenths(ordinate(value)))" r="3.5" "#
            + #"fill="\#(line.colour)"/>"#)
      }
      parts.append(
        #"<text x="\#(left + width + 10)" y="\#(tenths(labelled + 4))" fill="\#(line.colour)">"#
          + "\(line.name): \(short(line.values.last ?? 0))</text>")
    }
    return parts.joined(separator: "\n")
  }

  /// Where the name of each line stands: at its end, but no two closer than a line of text.
  private var labels: [Double] {
    var heights = lines.map { ordinate($0.values.last ?? 0) }
    let order = heights.indices.sorted { heights[$0] < heights[$1] }
    for (upper, lower) in zip(order, order.dropFirst()) {
      heights[lower] = max(heights[lower], heights[upper] + 17)
    }
    return heights
  }

  private func abscissas(_ left: Double) -> [Double] {
    let ends = (logarithm(Double(sizes.first ?? 1)), logarithm(Double(sizes.last ?? 1)))
    return sizes.map { size in
      let share = (logarithm(Double(size)) - ends.0) / max(0.1, ends.1 - ends.0)
      return left + 20 + (Self.width - 40) * share
    }
  }

  private func ordinate(_ value: Double) -> Double {
    let share = (logarithm(value) - Double(range.lowerBound)) / Double(range.count - 1)
    return Self.top + Self.height * (1 - min(1, max(0, share)))
  }

  private func label(_ power: Int) -> String {
    power >= 0
      ? words((0..<power).reduce(1) { product, _ in product * 10 })
      : "0." + String(repeating: "0", count: -power - 1) + "1"
  }

  private func short(_ value: Double) -> String {
    value < 100
      ? decimal(value, places: value < 0.1 ? 4 : value < 10 ? 2 : 1) : words(Int(value + 0.5))
  }

  private func tenths(_ value: Double) -> String { decimal(value, places: 1) }
}
