/// The values of the examples: one for a field wherever it stands, others where a record wants
/// them.
///
/// Every name is invented. Dates run from the proposal of January 2026 to the evaluation of
/// September; 6 March 2026, the day of the oath, is a Friday.
enum ExampleValues {
  /// The value of a field, unless `special` has another.
  static let usualValue: [FieldName: JSONValue] = [
    .annexCount: 1, .annexHash: .string(digest), .asOf: "2026-03-01",
    .audience: "pejabat yang baru dilantik", .authority: "Kepala BKN",
    .basis: "pernyataan Bupati pada saat pelantikan", .by: "bupati", .capacity: "definitive",
    .cause: "retirement", .chosen: 2, .claimedCount: 1, .concurrent: false,
    .consequence: "pejabat yang tidak memenuhi target dapat dipindahkan", .count: 2,
    .date: "2026-03-02", .definition: "PNS aktif tanpa CPNS dan PPPK", .due: "2026-09-06",
    .echelon: "II.b", .echelons: "II.b", .election: "pilkada-2029", .entries: [0, 1], .entry: 0,
    .field: "group.count", .from: "camat-sukamaju", .heldOn: "2024-08-17",
    .holder: "BKPSDM", .issuer: "Bupati", .issuerCapacity: "definitive",
    .key: "bkpsdm.example/jabatan+14b722e3+AfIJmaSkxgKrktw+vVIvtE+OEmXSRHKrxNXKIuaBWKL3",
    .kind: "promotion", .level: "sedang", .mode: "in-person", .name: "Budi Santoso, S.Pd.",
    .no: 1, .note: "sebagaimana tertulis pada sumbernya", .number: "821.2/17/BKPSDM/2026",
    .oath: "required", .of: "mutasi-2026-03", .official: "budi-santoso", .on: "2026-03-06",
    .outcome: "kept", .parent: "setda", .place: "Pendopo Kabupaten", .post: "kadis-pendidikan",
    .publisher: "Harian Contoh", .rank: "Pembina Tingkat I, IV/b",
    .reason: "salah ketik pada lampiran", .rotation: "mutasi-2026-03", .seats: 1,
    .sentAt: "2026-03-04T14:00:00+07:00", .sha256: .string(digest), .source: "Harian Contoh",
    .stage: "vote", .status: "press-report", .subject: "kadis-pendidikan",
    .successors: "disdikbud", .text: "laporan kinerja disampaikan setiap bulan",
    .tier: "JPT Pratama", .tiers: "JPT Pratama", .title: "Kepala Dinas Pendidikan",
    .tmt: "2026-03-02", .to: "..", .unit: "disdik", .units: "Dinas Pendidikan",
    .until: "2026-06-05", .url: "https://harian.example/mutasi", .vacant: true,
    .value: 2, .within: "P6M", .witnesses: "Siti Aminah, S.Sos.",
  ]

  /// What is more apt in this record, by the record's name (for the fields of a type, the type's).
  static let special: [String: [FieldName: JSONValue]] = [
    "decree": [.subject: "pengangkatan dalam jabatan pimpinan tinggi pratama"],
    "expected change": [.count: -1, .cause: "pensiun", .asOf: "2026-12"],
    "figure": [.count: 8123],
    "group": [.text: "dua kepala dinas"],
    "instrument": [.number: "800.1.3/21/BKPSDM/2026"],
    "letter": [.number: "800.1.3/9/BKPSDM/2026"],
    "part": [.of: 1],
    "point": [.kind: "order"],
    "replacement": [.effective: "2026-03-06", .subject: "camat-sukamaju"],
    "source": [.title: "Mutasi pejabat kabupaten", .note: "berita tidak menyebut nomor SK"],
    kind(.panelConsidered): [.authority: "Tim Penilai Kinerja PNS"],
    kind(.invitationSent): [.to: "inauguration"],
    kind(.officialsInaugurated): [.absent: [["no": 2, "official": "agus-wijaya"]]],
    kind(.evaluationHeld): [.lines: [["no": 1, "official": "budi-santoso", "outcome": "kept"]]],
    kind(.decreeRevoked): [.reason: "ditetapkan tanpa persetujuan"],
    kind(.decreeAnnulled): [.reason: "ditetapkan tanpa persetujuan"],
    kind(.actingAssigned): acting("2026-06-05"), kind(.actingExtended): acting("2026-08-31"),
    kind(.actingEnded): acting("2026-08-31"),
    kind(.assignmentEnded): [.decree: decree("pemberhentian karena pensiun")],
    kind(.tenureRecorded): [.from: "2023-05"],
    kind(.headOfRegionTerm): [
      .official: "sri-wulandari", .post: "bupati", .from: "2025-02-20", .to: "2030-02-20",
    ],
    kind(.officialRegistered): [.reason: "pindahan dari instansi lain"],
    kind(.officialRetired): [
      .reason: "mencapai batas usia pensiun", .decree: decree("pemberhentian karena pensiun"),
    ],
    kind(.officialDied): [.reason: "sakit"],
    kind(.officialTransferredOut): [
      .to: "Pemerintah Provinsi", .reason: "permintaan sendiri", .decree: decree("perpindahan"),
    ],
    kind(.rankRaised): [.reason: "reguler", .decree: decree("kenaikan pangkat")],
    kind(.disciplineImposed): [
      .reason: "pelanggaran jam kerja", .decree: decree("hukuman disiplin"), .until: "2027-04-19",
    ],
    kind(.unitEstablished): unit, kind(.unitRenamed): unit, kind(.unitMerged): unit,
    kind(.unitDissolved): unit,
    kind(.electionStageSet): [.on: "2029-11-21"],
    kind(.commitmentKept): [.of: ["entry": 0]], kind(.commitmentBroken): [.of: ["entry": 0]],
    kind(.claimDisputed): [.values: disputed], kind(.claimResolved): [.values: disputed],
    kind(.keyAuthorized): [.reason: "kunci cadangan BKPSDM"],
    kind(.keyRevoked): [.reason: "diganti dengan kunci baru"],
  ]

  /// What a complete example leaves out, because another field of the record rules it out.
  static let leftOut: [String: [FieldName]] = [
    "line": [.outcome],
    "place of unnamed people": [.group],
    "subject": [.post, .official, .entry, .no],
    kind(.invitationSent): [.official],
    kind(.keyAuthorized): [.proof],
    kind(.holderAsserted): [.vacant],
    kind(.evaluationScheduled): [.due],
    kind(.commitmentMade): [.within],
    kind(.commitmentKept): [.within],
    kind(.commitmentBroken): [.within],
    kind(.claimDisputed): [.chosen],
    kind(.evaluationCancelled): [.outcome],
    kind(.unitEstablished): [.successors],
    kind(.unitRenamed): [.successors],
  ]

  /// What is nearly always given though it may be left out, by the record's name.
  static let usual: [String: [FieldName]] = [
    "decree": [.number, .date, .issuer],
    "instrument": [.number, .date, .issuer],
    "letter": [.number, .date],
    "line": [.no, .official, .post],
    "point": [.no, .kind], "replacement": [.effective],
    "figure": [.asOf],
    "place of unnamed people": [.no],
    kind(.rotationProposed): [.rotation, .lines], kind(.panelConsidered): [.rotation, .letter],
    kind(.approvalGranted): [.rotation, .authority, .letter],
    kind(.approvalRefused): [.rotation, .authority, .letter],
    kind(.invitationSent): [.rotation, .group], kind(.officialsBriefed): [.rotation, .group],
    kind(.officialsInaugurated): [.rotation, .decree, .lines],
    kind(.officialsConfirmed): [.decree, .lines], kind(.decreeIssued): [.rotation, .lines],
    kind(.inaugurationScheduled): [.rotation], kind(.inaugurationRescheduled): [.rotation],
    kind(.inaugurationCancelled): [.rotation], kind(.evaluationScheduled): [.within],
    kind(.evaluationHeld): [.outcome], kind(.directiveIssued): [.points],
    kind(.actingAssigned): [.capacity, .until, .order],
    kind(.actingExtended): [.capacity, .until, .order], kind(.actingEnded): [.capacity],
    kind(.assignmentEnded): [.cause], kind(.tenureRecorded): [.from],
    kind(.headOfRegionTerm): [.from, .to], kind(.postEstablished): [.title, .unit],
    kind(.postRenamed): [.title], kind(.postRegraded): [.echelon, .tier],
    kind(.unitEstablished): [.name], kind(.unitRenamed): [.name],
    kind(.unitMerged): [.successors], kind(.officialRegistered): [.name],
    kind(.rankRaised): [.rank], kind(.disciplineImposed): [.level],
    kind(.claimDisputed): [.field], kind(.claimResolved): [.field, .chosen],
    kind(.commitmentMade): [.by, .text, .due], kind(.commitmentKept): [.of],
    kind(.commitmentBroken): [.of],
  ]

  /// When it took effect; a type that is missing here needs no such date.
  ///
  /// Its letters, orders and sources bear the same date.
  static let effective: [EventKind: String] = [
    .rotationProposed: "2026-01-12", .panelConsidered: "2026-01-19",
    .approvalGranted: "2026-02-09", .approvalRefused: "2026-02-09",
    .inaugurationScheduled: "2026-02-27", .inaugurationRescheduled: "2026-03-03",
    .inaugurationCancelled: "2026-03-05", .decreeIssued: "2026-03-02",
    .decreeAmended: "2026-03-16", .decreeRevoked: "2026-04-01", .decreeAnnulled: "2026-04-01",
    .invitationSent: "2026-03-04", .officialsBriefed: "2026-03-05",
    .officialsInaugurated: "2026-03-06", .officialsConfirmed: "2026-03-06",
    .directiveIssued: "2026-03-06", .evaluationScheduled: "2026-03-06",
    .evaluationHeld: "2026-09-07", .evaluationCancelled: "2026-09-07",
    .dutyStarted: "2026-03-09", .actingAssigned: "2026-03-06", .actingExtended: "2026-06-06",
    .actingEnded: "2026-09-01", .assignmentEnded: "2026-06-01", .postEstablished: "2026-01-02",
    .postRenamed: "2026-01-02", .postRegraded: "2026-01-02", .postAbolished: "2026-01-02",
    .unitEstablished: "2026-01-02", .unitRenamed: "2026-01-02", .unitMerged: "2026-01-02",
    .unitDissolved: "2026-01-02", .officialRegistered: "2026-01-02",
    .officialRetired: "2026-06-01", .officialDied: "2026-05-11",
    .officialTransferredOut: "2026-05-01", .rankRaised: "2026-05-01",
    .disciplineImposed: "2026-04-20", .commitmentMade: "2026-03-06",
    .commitmentKept: "2026-09-04", .commitmentBroken: "2026-09-07",
    .headcountReported: "2026-03-06", .electionStageSet: "2026-02-16",
    .keyAuthorized: "2026-01-02", .keyRevoked: "2026-12-31",
  ]

  /// The day of the letters and sources of a type that needs no date of its own.
  static let usualDay = "2026-03-06"

  /// The type of the entry that stands in for a corrected one.
  static let replacementKind = EventKind.actingAssigned

  /// The SHA-256 of no bytes.
  static let digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

  private static let disputed: JSONValue = [
    ["value": 2, "source": "Harian Contoh"], ["value": 3, "source": "Kabar Contoh"],
  ]

  private static let unit: [FieldName: JSONValue] = [
    .name: "Dinas Pendidikan", .kind: "dinas", .basis: "Perda Nomor 4 Tahun 2025",
  ]

  private static func acting(_ until: String) -> [FieldName: JSONValue] {
    [
      .capacity: "acting", .official: "siti-aminah", .post: "camat-sukamaju",
      .until: .string(until),
    ]
  }

  private static func decree(_ subject: String) -> JSONValue {
    [
      "number": "800.1/5/BKPSDM/2026", "date": "2026-04-06", "issuer": "Bupati",
      "subject": .string(subject),
    ]
  }

  private static func kind(_ kind: EventKind) -> String { kind.rawValue }
}
