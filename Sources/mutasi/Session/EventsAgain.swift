import Journal
import Ledger
import Synchronization

/// The events that a session kept, read again while an answer is written: of a long one no more is
/// there at a time than is being written.
final class EventsAgain: Sendable {
  private let kept: KeptLines
  private let reader: JournalReader
  private let failure = Mutex<JournalError?>(nil)

  init(_ session: Session) { (kept, reader) = (session.kept, session.reader) }

  /// The events, none of which is given any more once one could not be read.
  var source: EventSource { EventSource(count: kept.count) { self.events($0) } }

  private func events(_ places: [Int]) -> [Event] {
    if failure.withLock({ $0 != nil }) { return [] }
    do throws(JournalError) {
      return Session.whole(try kept.read(places, reader))
    } catch {
      failure.withLock { $0 = $0 ?? error }
      return []
    }
  }

  /// Throws if what was written lacks events that could not be read.
  func check() throws(Failure) {
    if let error = failure.withLock({ $0 }) { throw Failure(error) }
  }
}
