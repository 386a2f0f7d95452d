/// nobody holds two definitive posts at one time, and no post has more definitive holders
/// than seats.
///
/// Both are found in one pass over the spans by their first day: a new span is held against the one
/// of another official (or post) that goes on longest, so that the work, and what is listed, grow
/// with the tenures and not with their pairs.
enum DoubleHolding {
  /// The most holders that one sentence names.
  private static let mostNamed = 20

  static func judge(_ inspection: Inspection) -> Judgement {
    var judgement = Judgement()
    for post in inspection.posts {
      let spans = inspection.spans(ofPost: post)
      guard !spans.isEmpty else { continue }
      judgement.count += 1
      let seats = inspection.register.seats[Int(post)]
      judgement.findings +=
        seats == 1
        ? rivals(inspection, post, spans) : crowds(inspection, post, spans, seats: Int(seats))
    }
    for official in affected(inspection) {
      let spans = inspection.spans(ofOfficial: official).filter { !$0.isConcurrent }
      judgement.count += spans.isEmpty ? 0 : 1
      judgement.findings += doubles(inspection, official, spans)
    }
    return judgement
  }

  /// The officials asked about, and those who hold a post that is.
  private static func affected(_ inspection: Inspection) -> [UInt32] {
    guard let posts = inspection.postsAsked, let officials = inspection.officialsAsked else {
      return inspection.officials
    }
    var affected = officials
    for post in posts { affected.formUnion(inspection.register.tenures(of: post).map(\.official)) }
    return affected.sorted()
  }

  /// Two officials who certainly hold a post of one seat on one day.
  private static func rivals(
    _ inspection: Inspection, _ post: UInt32, _ spans: [HoldingSpan]
  ) -> [RuleFinding] {
    var findings: [RuleFinding] = []
    var seen = LongestSpans { $0.official }
    for span in spans {
      if let other = seen.longest(beside: span.tenure), span.begin < other.end {
        findings.append(
          finding(
            inspection, .violation, [other, span], posts: [post],
            "\(inspection.post(post)) has two definitive holders on \(span.begin): "
              + "\(inspection.holder(other.tenure)) and \(inspection.holder(span.tenure))"))
      }
      seen.add(span)
    }
    return findings
  }

  /// More officials than seats.
  private static func crowds(
    _ inspection: Inspection, _ post: UInt32, _ spans: [HoldingSpan], seats: Int
  ) -> [RuleFinding] {
    guard spans.count > seats else { return [] }
    var findings: [RuleFinding] = []
    let ending = spans.sorted { $0.end < $1.end }
    var ended = 0
    var holders: [UInt32: Int] = [:]
    var active: [HoldingSpan] = []
    var kept = 0
    for span in spans {
      while ended < ending.count, ending[ended].end <= span.begin {
        let official = ending[ended].tenure.official
        holders[official] = holders[official].flatMap { $0 > 1 ? $0 - 1 : nil }
        ended += 1
      }
      // What is over is dropped now and then, so that all drops together cost no more than the
      // rest.
      if active.count >= 2 * kept + 16 {
        active.removeAll { $0.end <= span.begin }
        kept = active.count
      }
      active.append(span)
      let isNew = holders[span.tenure.official] == nil
      holders[span.tenure.official, default: 0] += 1
      guard isNew, holders.count > seats else { continue }
      var named: [UInt32: HoldingSpan] = [:]
      for other in active where other.end > span.begin && named.count < mostNamed {
        named[other.tenure.official] = other
      }
      named[span.tenure.official] = span
      let present = named.values.sorted {
        ($0.tenure.entry, $0.tenure.act) < ($1.tenure.entry, $1.tenure.act)
      }
      let words = present.map { inspection.holder($0.tenure) }
      findings.append(
        finding(
          inspection, .violation, present, posts: [post],
          "\(inspection.post(post)) has \(holders.count) definitive holders on \(span.begin), "
            + "but \(seats) seats: \(Inspection.list(words, of: holders.count))"))
    }
    return findings
  }

  /// One official who certainly holds two posts on one day and keeps neither beside the other.
  private static func doubles(
    _ inspection: Inspection, _ official: UInt32, _ spans: [HoldingSpan]
  ) -> [RuleFinding] {
    var findings: [RuleFinding] = []
    var seen = LongestSpans { $0.post }
    for span in spans {
      if let other = seen.longest(beside: span.tenure), span.begin < other.end {
        let posts = [other.tenure.post, span.tenure.post]
        // A record has no word for posts that are held beside each other, so that it may be one.
        let isRecord = other.tenure.isRecorded || span.tenure.isRecorded
        let words = [other, span].map {
          "\(inspection.post($0.tenure.post)) (entry \($0.tenure.entry))"
        }
        if inspection.asks(post: posts[0], official: official)
          || inspection.asks(post: posts[1], official: official)
        {
          findings.append(
            finding(
              inspection, isRecord ? .needsEvidence : .violation, [other, span], posts: posts,
              "\(inspection.name(official)) holds two definitive posts on \(span.begin): "
                + Inspection.list(words)))
        }
      }
      seen.add(span)
    }
    return findings
  }

  private static func finding(
    _ inspection: Inspection, _ verdict: RuleFinding.Verdict, _ spans: [HoldingSpan],
    posts: [UInt32], _ sentence: String
  ) -> RuleFinding {
    var officials: [String] = []
    for span in spans {
      let id = inspection.official(span.tenure.official)
      if !officials.contains(id) { officials.append(id) }
    }
    let begin = spans.map(\.begin).max() ?? .distantPast
    let end = spans.map(\.end).min() ?? .distantFuture
    return RuleFinding(
      verdict: verdict, sentence: sentence, posts: posts.map { inspection.post($0) },
      officials: officials, days: DayRange(begin, max(begin, end.adding(days: -1))),
      entries: Inspection.entries(spans.map(\.tenure.entry)))
  }
}
