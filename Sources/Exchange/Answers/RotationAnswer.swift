public import Ledger

/// The answer of `rotation`: one rotation with its story, or all of them.
public enum RotationAnswer {
  /// All rotations of a scope.
  ///
  /// - Parameters:
  ///   - replay: The state of the world on the day.
  ///   - scope: Which rotations it is about.
  ///   - basis: What it rests on.
  /// - Returns: The report.
  public static func report(_ replay: Replay, in scope: Scope, basis: Basis) -> Report {
    Report(
      head: basis.head(at: replay.day),
      sections: [ReplayAnswer.rotations(replay.rotations(in: scope))])
  }

  /// The story of one rotation.
  ///
  /// - Parameters:
  ///   - story: The story.
  ///   - day: The day in the world.
  ///   - basis: What it rests on.
  /// - Returns: The report.
  public static func report(_ story: RotationStory, at day: Day, basis: Basis) -> Report {
    var about = ReplayAnswer.rotations([])
    about.member = "rotation"
    about.title = "Rotation"
    about.isSingle = true
    about.objects = [story.view.map { ReplayAnswer.json($0) } ?? nothing(story.rotation)]
    return Report(
      head: basis.head(at: day),
      sections: [
        about, steps(story.steps),
        ReplayAnswer.obligations(story.obligations).hiddenWhenEmpty(),
        ReplayAnswer.directives(story.directives).hiddenWhenEmpty(),
        ReplayAnswer.disputes(story.disputes).hiddenWhenEmpty(),
      ])
  }

  /// A rotation of which nothing has happened yet.
  private static func nothing(_ rotation: String) -> JSONValue {
    .members([
      "rotation": .string(rotation), "region": .null, "stage": .null, "briefed": .null,
      "scheduledFor": .null, "inaugurated": .null, "named": .number(0),
      "unconfirmed": .bool(false), "entries": .array([]), "disputes": .array([]),
    ])
  }

  private static func steps(_ steps: [RotationStory.Step]) -> Section {
    Section(
      record: "step", member: "steps", title: "Steps", "Langkah", objects: steps.map { json($0) },
      columns: [
        Column("effective", "Date", "Tanggal"),
        Column("type", "Type", "Jenis"),
        Column("count", "People", "Orang", alignment: .trailing),
        Column("place", "Place", "Tempat", isFlexible: true),
        Column("on", "Planned for", "Direncanakan"),
        Column("decree", "Decree", "SK"),
        Words.column("status", "Status", "Status klaim"),
        Column("note", "Note", "Catatan", isFlexible: true),
        Column("entry", "Entry", "Entri", alignment: .trailing),
      ], emptyText: "nothing has happened yet")
  }

  private static func json(_ step: RotationStory.Step) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("entry", .number(step.entry)), .init("type", .string(step.type.rawValue)),
      .init("effective", .text(step.effective)), .init("count", .number(step.count)),
      .init("place", .text(step.place)), .init("on", .text(step.on)),
      .init("decree", .text(step.decree)), .init("status", .text(step.status)),
    ]
    if let note = step.note { members.append(.init("note", .string(note))) }
    return .object(members)
  }
}
