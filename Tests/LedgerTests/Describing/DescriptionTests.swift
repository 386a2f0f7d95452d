import Ledger
import Testing

@Suite struct `Descriptions of event types` {
  /// The types of the contract (design.md section 5).
  static let contract = """
    OfficialsBriefed OfficialsInaugurated DirectiveIssued EvaluationScheduled EvaluationHeld
    EvaluationCancelled InaugurationScheduled InaugurationRescheduled InaugurationCancelled
    RotationProposed PanelConsidered ApprovalGranted ApprovalRefused DecreeIssued DecreeAmended
    DecreeRevoked DecreeAnnulled InvitationSent DutyStarted OfficialsConfirmed ActingAssigned
    ActingExtended ActingEnded AssignmentEnded TenureRecorded HolderAsserted PostEstablished
    PostRenamed PostRegraded PostAbolished UnitEstablished UnitRenamed UnitMerged UnitDissolved
    OfficialRegistered OfficialRetired OfficialDied OfficialTransferredOut RankRaised
    DisciplineImposed OfficialIdentified CommitmentMade CommitmentKept CommitmentBroken
    HeadcountReported HeadOfRegionTerm ElectionStageSet ClaimDisputed ClaimResolved EntryCorrected
    EntryRetracted KeyAuthorized KeyRevoked
    """.split { $0 == " " || $0 == "\n" }.map { String($0) }

  @Test func `cover the types of the contract and no others`() {
    #expect(Self.contract.count == 53)
    #expect(Set(Self.contract) == Set(EventKind.allCases.map(\.rawValue)))
  }

  @Test func `describe every type exactly once`() {
    let described = EventDescription.all.map(\.kind.rawValue)
    #expect(described.count == EventKind.allCases.count)
    #expect(Set(described) == Set(EventKind.allCases.map(\.rawValue)))
    for kind in EventKind.allCases {
      let description = EventDescription.of(kind)
      #expect(description.kind == kind)
      #expect(description.data.name == kind.rawValue)
      #expect(!description.indonesian.isEmpty)
      #expect(description.about.hasSuffix("."))
      #expect(!description.effective.meaning.isEmpty)
    }
  }

  @Test func `have the common fields in every type`() {
    for description in EventDescription.all {
      for name in [FieldName.sources, .status, .note] {
        #expect(description.data.field(name)?.isRequired == false)
      }
    }
  }

  @Test func `name fields in bytewise order`() {
    let names = FieldName.allCases.map(\.text)
    for (one, next) in zip(names, names.dropFirst()) {
      #expect(one.utf8.lexicographicallyPrecedes(next.utf8))
    }
  }

  @Test func `have records whose fields are sorted, unique and explained`() {
    for record in Described.records {
      for (one, next) in zip(record.fields, record.fields.dropFirst()) {
        #expect(one.name.text.utf8.lexicographicallyPrecedes(next.name.text.utf8))
      }
      for field in record.fields { #expect(field.about.hasSuffix(".")) }
      for names in record.oneOf {
        #expect(names.count > 1)
        for name in names { #expect(record.field(name)?.isRequired == false) }
      }
    }
  }

  @Test func `have one record to a name`() {
    let names = Described.records.map(\.name)
    #expect(Set(names).count == names.count)
    for name in ["line", "group", "decree", "source", "replacement", "ActingAssigned"] {
      #expect(names.contains(name))
    }
  }

  @Test func `tell the alternatives of a value by its first byte`() {
    for shape in Described.records.flatMap(\.fields).map(\.shape) {
      guard case .either(let first, let second) = shape else { continue }
      #expect(Described.isText(first) != Described.isText(second))
    }
  }
}

/// All that the descriptions are made of.
enum Described {
  /// Every record: the fields of the types, and what these refer to; each only once by its fields.
  static let records: [Record] = {
    var found: [Record] = []
    for description in EventDescription.all { collect(.record(description.data), into: &found) }
    return found
  }()

  /// Whether a value of the shape is a string.
  static func isText(_ shape: Shape) -> Bool {
    switch shape {
    case .integer, .flag, .list, .record, .either, .eventData: false
    default: true
    }
  }

  private static func collect(_ shape: Shape, into found: inout [Record]) {
    switch shape {
    case .list(let element): collect(element, into: &found)
    case .either(let first, let second):
      collect(first, into: &found)
      collect(second, into: &found)
    case .record(let record):
      let isKnown = found.contains {
        $0.name == record.name && $0.fields.map(\.name) == record.fields.map(\.name)
      }
      guard !isKnown else { return }
      found.append(record)
      for field in record.fields { collect(field.shape, into: &found) }
    default: return
    }
  }
}
