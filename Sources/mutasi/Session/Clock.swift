import Glibc
import Ledger

/// The clock and the randomness of the machine, asked nowhere else.
enum Clock {
  /// The time now, in UTC.
  static func now() -> Instant {
    var time = timespec()
    let status = unsafe clock_gettime(CLOCK_REALTIME, &time)
    precondition(status == 0, "the machine has no clock")
    return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  /// Today's date, in UTC.
  static func today() -> Day { now().day }

  /// A new id for an entry.
  static func makeID() -> String {
    var generator = SystemRandomNumberGenerator()
    // Each word is asked of the system; ten bytes are needed.
    let words = [generator.next(), generator.next()] as [UInt64]
    let random = (0..<10).map { UInt8(truncatingIfNeeded: words[$0 / 8] >> (8 * ($0 % 8))) }
    return UUIDv7.make(milliseconds: now().milliseconds, random: random)
  }
}
