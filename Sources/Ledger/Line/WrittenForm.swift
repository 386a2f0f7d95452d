/// What a line may hold and how it is written (the written form of the journal).
///
/// Names sorted bytewise at every depth, no white space, minimal escapes, integers of at most
/// 2^53-1 in size, no `null`, no control character but a line feed in text, at most 32 deep and
/// 65,535 bytes. Such a line equals its RFC 8785 form. `check` looks at bytes, `problems` at a
/// value before it is written; they agree: see the tests.
public enum WrittenForm {
  /// The deepest nesting of objects and arrays.
  public static let maximumDepth = 32

  /// The most bytes of a line, without its line feed: what an entry bundle of
  /// [tlog-tiles](https://c2sp.org/tlog-tiles) can hold.
  public static let maximumLength = 65_535

  /// The largest size of an integer, 2^53-1.
  public static let largestInteger = JSONNumber.largest

  /// Everything that keeps this value from being a line, in the order of the value.
  ///
  /// Empty if it may be written. `LineWriter` then gives a line that `check` passes, once
  /// names are unique, as a parser's are. Numbers of persons are refused here too.
  public static func problems(of value: JSONValue) -> [LineError] {
    var survey = WrittenFormSurvey()
    survey.visit(value, depth: 1)
    guard survey.problems.isEmpty else { return survey.problems }
    let length = LineWriter.write(value).count
    return length <= maximumLength ? [] : [tooLong(length)]
  }

  /// The first byte at which these bytes are not a line in written form; nil if they are one.
  ///
  /// One pass, no tree. It does not look for numbers of persons: a line once written stays.
  public static func check(_ bytes: [UInt8]) -> LineError? {
    check(bytes.span)
  }

  /// The same for a part of the bytes; the error's offset counts from the range's start.
  public static func check(_ bytes: [UInt8], _ range: Range<Int>) -> LineError? {
    check(bytes.span.extracting(range))
  }

  /// The same for bytes that lie anywhere, such as in a mapped file.
  public static func check(_ bytes: Span<UInt8>) -> LineError? {
    guard bytes.count <= maximumLength else { return tooLong(bytes.count) }
    do throws(LineError) {
      try WrittenFormScanner.scan(bytes)
      return nil
    } catch {
      return error
    }
  }

  private static func tooLong(_ length: Int) -> LineError {
    LineError(
      .lineTooLong, at: maximumLength,
      "\(length) bytes; a line has at most \(maximumLength) (a longer annex is split into parts)")
  }
}
