public import Ledger

/// The answer of `check`: what each rule comes to, and every finding with its entries.
public enum CheckAnswer {
  /// How many findings a table lists; programs get all.
  private static let mostShown = 500

  /// The answer.
  ///
  /// - Parameters:
  ///   - check: The rules and what they found.
  ///   - replay: The facts, on any day.
  ///   - showsAll: Whether findings that all is well are listed as well.
  ///   - basis: What the answer rests on.
  /// - Returns: The report.
  public static func report(
    _ check: Check, _ replay: Replay, showsAll: Bool, basis: Basis
  ) -> Report {
    let rules = Dictionary(
      check.outcomes.map { ($0.rule.id, $0.rule) }, uniquingKeysWith: { first, _ in first })
    let shown = check.findings.filter { showsAll || $0.verdict > .ok }
    let sorted = shown.enumerated().sorted { one, other in
      order(one.element, one.offset, rules) < order(other.element, other.offset, rules)
    }
    var findings = findingSection
    findings.objects = sorted.map { json($0.element, rules[$0.element.rule], replay) }
    return Report(
      head: basis.head, sections: [findings, outcomes(check.outcomes)],
      notes: [summary(check.findings)])
  }

  /// Worst first, then the heaviest, by rule, by day.
  private static func order(
    _ finding: RuleFinding, _ offset: Int, _ rules: [String: Rule]
  ) -> (Int, Int, String, Day, Int) {
    let verdict = RuleFinding.Verdict.allCases.firstIndex(of: finding.verdict) ?? 0
    let weight = rules[finding.rule].flatMap { Rule.Severity.allCases.firstIndex(of: $0.severity) }
    return (-verdict, -(weight ?? 0), finding.rule, finding.days.first, offset)
  }

  private static func summary(_ findings: [RuleFinding]) -> String {
    let counts = [RuleFinding.Verdict.violation, .needsEvidence, .undecidable].map { verdict in
      "\(findings.lazy.filter { $0.verdict == verdict }.count) \(verdict.rawValue)"
    }
    return counts.joined(separator: ", ")
  }

  private static func json(
    _ finding: RuleFinding, _ rule: Rule?, _ replay: Replay
  ) -> JSONValue {
    let version = rule?.version(on: finding.days.last)
    return .members([
      "rule": .string(finding.rule), "name": .text(rule?.name),
      "verdict": .string(finding.verdict.rawValue), "severity": .text(rule?.severity.rawValue),
      "source": .text(version?.source), "version": json(version),
      "text": .string(finding.sentence), "days": .text(finding.days.text),
      "posts": .array(finding.posts.map { .string($0) }),
      "officials": .array(finding.officials.map { .string($0) }),
      "units": .array(finding.units.map { .string($0) }), "region": .text(finding.region),
      "entries": .entries(finding.entries),
      "disputes": .entries(replay.disputes(about: finding.entries)),
    ])
  }

  private static func json(_ version: Rule.Version?) -> JSONValue {
    guard let version else { return .null }
    return .members([
      "from": .text(version.from?.description), "to": .text(version.to?.description),
    ])
  }

  private static var findingSection: Section {
    var section = Section(
      record: "finding", member: "findings", title: "Findings", "Temuan",
      columns: [
        Words.column("verdict", "Verdict", "Putusan"),
        Column("rule", "Rule", "Aturan"),
        Words.column("severity", "Severity", "Bobot"),
        Column("days", "Days", "Tanggal"),
        Column("text", "Finding", "Temuan", isFlexible: true),
        Column("posts", "Posts", "Jabatan", isFlexible: true),
        Column("officials", "Officials", "Pejabat", isFlexible: true),
        Column("source", "Source", "Dasar", isFlexible: true),
        Column("entries", "Entries", "Entri", isFlexible: true) { row in
          [
            (row["entries"]?.elements ?? []).compactMap { $0.integer.map(String.init) }
              .joined(separator: " ")
          ]
        },
        Words.disputes,
      ], emptyText: "no findings")
    section.mostShown = mostShown
    return section
  }

  private static func outcomes(_ outcomes: [Check.Outcome]) -> Section {
    Section(
      record: "rule", member: "rules", title: "Rules", "Aturan",
      objects: outcomes.map { outcome in
        .members([
          "rule": .string(outcome.rule.id), "name": .string(outcome.rule.name),
          "verdict": .string(outcome.verdict.rawValue),
          "severity": .string(outcome.rule.severity.rawValue),
          "meaning": .string(outcome.rule.meaning), "applied": .number(outcome.count),
          "sources": .array(
            outcome.rule.versions.map { version in
              .members([
                "source": .string(version.source), "from": .text(version.from?.description),
                "to": .text(version.to?.description),
              ])
            }),
        ])
      },
      columns: [
        Column("rule", "Rule", "Aturan"), Column("name", "Name", "Nama"),
        Words.column("verdict", "Verdict", "Putusan"),
        Column("applied", "Applied to", "Diterapkan", alignment: .trailing),
        Column("meaning", "Asks that", "Isi", isFlexible: true),
        Column("sources", "Source", "Dasar", isFlexible: true) { row in
          (row["sources"]?.elements ?? []).compactMap { $0["source"]?.text }
        },
      ], emptyText: "no rules")
  }
}
