/// When the one line of progress appears, changes and goes; it yields text and writes nothing.
struct ProgressLine {
  /// Work shorter than this shows nothing.
  private static let patience = Duration.milliseconds(500)
  /// The line does not change more often than this.
  private static let interval = Duration.milliseconds(100)
  /// Returns to the first column and erases to the end of the line (ECMA-48, EL).
  private static let erasure = "\r\u{1B}[K"

  private let isShown: Bool
  private let clock: () -> Duration
  private var shownAt: Duration?
  private var isVisible = false

  /// - Parameters:
  ///   - isShown: whether a person watches standard error.
  ///   - clock: the time since the start of the work.
  init(isShown: Bool, clock: @escaping () -> Duration) {
    self.isShown = isShown
    self.clock = clock
  }

  /// Whether it is time to show something new.
  func isDue() -> Bool {
    guard isShown else { return false }
    let now = clock()
    guard let shownAt else { return now >= Self.patience }
    return now - shownAt >= Self.interval
  }

  /// What to write so that the line shows the text, cut to the width.
  mutating func show(_ text: String, width: Int) -> String {
    shownAt = clock()
    isVisible = true
    return Self.erasure + text.prefix(max(1, width - 1))
  }

  /// What to write so that the line is gone, or nil when there is none.
  mutating func erase() -> String? {
    guard isVisible else { return nil }
    isVisible = false
    return Self.erasure
  }
}
