/// Confirmations, by which a tenure only continues.
extension Readings {
  /// Who is confirmed in what he was given before, or in its successor, keeps his other posts.
  mutating func continueConfirmed() {
    let given =
      acts.filter { $0.kind == .takes }.map { ($0, $0.span.first) }
      + stays.filter { $0.act.capacity == "definitive" }
      .map { ($0.act, $0.isStartUnknown ? Readings.past : ranges[$0.start].lowerBound) }
    for index in acts.indices where acts[index].confirmation.0 {
      let act = acts[index]
      let isKnown = given.contains { other, first in
        other.official == act.official && other.post == act.post && other.entry != act.entry
          && first <= act.span.first
      }
      if act.confirmation.hasFrom || isKnown { acts[index].isConcurrent = true }
    }
  }
}
