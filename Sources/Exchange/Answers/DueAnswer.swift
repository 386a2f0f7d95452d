public import Ledger

/// The answer of `due`: what falls due, what is overdue first.
public enum DueAnswer {
  /// The obligations.
  ///
  /// - Parameters:
  ///   - obligations: What was asked for, in any order.
  ///   - day: The day in the world.
  ///   - basis: What the answer rests on.
  /// - Returns: The report.
  public static func report(_ obligations: [ObligationView], at day: Day, basis: Basis) -> Report {
    let sorted = obligations.sorted { order($0) < order($1) }
    return Report(head: basis.head(at: day), sections: [ReplayAnswer.obligations(sorted)])
  }

  private static func order(_ obligation: ObligationView) -> (Int, Day, Int) {
    (obligation.state == .overdue ? 0 : 1, obligation.due?.last ?? .distantFuture, obligation.entry)
  }
}
