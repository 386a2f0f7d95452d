/// Events of a journal that are made whole when they are wanted, some at a time and perhaps more
/// than once, so that many of them need not be there at once.
public struct EventSource: Sendable {
  /// How many they are.
  public let count: Int
  private let read: @Sendable ([Int]) -> [Event]

  /// Events that are there.
  public init(_ events: [Event]) {
    self.init(count: events.count) { places in places.map { events[$0] } }
  }

  /// Events that are made.
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - read: Gives the events at some places, which are in order; without those of which it is
  ///     not known what they say. Called by several threads.
  public init(count: Int, _ read: @escaping @Sendable ([Int]) -> [Event]) {
    (self.count, self.read) = (count, read)
  }

  /// The events at some places.
  ///
  /// - Parameter places: Numbers below the count, in order.
  /// - Returns: The events, in order.
  public func events(_ places: some Sequence<Int>) -> [Event] { read(Array(places)) }
}
