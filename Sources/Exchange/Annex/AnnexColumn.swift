/// What a column of an annex holds, and the headings by which it is known.
public enum AnnexColumn: String, CaseIterable, Sendable {
  /// The line's number in the annex.
  case number = "no"
  /// The person: name, and perhaps NIP, birth date and rank in one cell.
  case name
  /// The id of the official in the journal.
  case official
  /// The NIP: used to tell people apart, and dropped.
  case nip
  /// The birth date: dropped.
  case birth
  /// The rank (pangkat, golongan).
  case rank
  /// The post left (jabatan lama).
  case from
  /// The id in the journal of the post left.
  case fromID = "from-id"
  /// The unit of the post left.
  case fromUnit = "from-unit"
  /// The echelon of the post left.
  case fromEchelon = "from-echelon"
  /// The post moved to (jabatan baru).
  case post
  /// The id in the journal of the post moved to.
  case postID = "post-id"
  /// The title of the post moved to, where `post-id` gives the post itself.
  case title
  /// The unit of the post moved to.
  case unit
  /// The echelon of the post moved to.
  case echelon
  /// The tier of the post moved to.
  case tier
  /// The capacity.
  case capacity
  /// The kind of move.
  case kind
  /// Whether other posts are kept (rangkap jabatan).
  case concurrent
  /// Remarks (keterangan).
  case note
  /// From when the line takes effect.
  case tmt
  /// Nothing that is recorded.
  case ignored = "ignore"

  /// What a heading stands for.
  ///
  /// - Parameter text: The heading, of both rows where there are two.
  /// - Returns: The column; nil if the heading is none of those known.
  static func meaning(of text: String) -> AnnexColumn? {
    let words = AnnexText.words(text)
    guard !words.isEmpty else { return nil }
    // The names that programs write are the journal's own: ids, not titles.
    let neutral = text.trimmingBlanks()
    if let exact = Self.neutral[neutral] { return exact }
    let isOld = !oldWords.isDisjoint(with: words)
    if words.first == "tmt" || words.joined(separator: " ").hasPrefix("terhitung mulai") {
      let isOther =
        isOld
        || !["gol", "golongan", "pangkat", "cpns", "pns"].allSatisfy {
          !words.contains($0)
        }
      return isOther ? .ignored : .tmt
    }
    for word in words {
      if let found = keyword(word, words, isOld: isOld) { return found }
    }
    if isOld, words.count == 1 { return .from }
    return !newWords.isDisjoint(with: words) && words.count <= 2 ? .post : nil
  }

  /// What a heading is because of one of its words.
  private static func keyword(
    _ word: String, _ words: [String], isOld: Bool
  ) -> AnnexColumn? {
    switch word {
    case "no", "nomor", "nr", "number":
      return words.count == 1 || words.contains("urut") || words.contains("urt") ? .number : nil
    case "jabatan", "position", "post": return isOld ? .from : .post
    case "unit", "opd", "skpd", "instansi", "unor", "satuan", "perangkat":
      return isOld ? .fromUnit : .unit
    case "eselon", "esl", "eselonering", "echelon": return isOld ? .fromEchelon : .echelon
    case "nama", "name", "pegawai", "pejabat":
      return words.contains("jabatan") || words.contains("unit") || words.contains("opd")
        ? nil : .name
    case "nip", "nipppk", "nipbaru", "niplama": return .nip
    case "lahir", "birth", "ttl": return .birth
    case "pangkat", "gol", "golongan", "rank", "golru": return .rank
    case "jenis", "kind": return .kind
    case "jenjang", "tier": return .tier
    case "capacity", "kapasitas", "penugasan": return .capacity
    case "ket", "keterangan", "remarks", "remark", "note", "notes", "catatan": return .note
    default: return nil
    }
  }

  private static let neutral: [String: AnnexColumn] = [
    "no": .number, "official": .official, "name": .name, "post": .postID, "from": .fromID,
    "title": .title, "unit": .unit, "echelon": .echelon, "tier": .tier, "kind": .kind,
    "capacity": .capacity, "concurrent": .concurrent, "note": .note, "nip": .nip, "tmt": .tmt,
    "rank": .rank, "from_unit": .fromUnit, "from_echelon": .fromEchelon,
  ]

  private static let oldWords: Set<String> = [
    "lama", "semula", "asal", "sebelumnya", "sebelum", "sekarang", "terakhir", "old", "former",
    "previous", "saat", "current",
  ]
  private static let newWords: Set<String> = [
    "baru", "dipercayakan", "menjadi", "tujuan", "sesudah", "new",
  ]

  /// Whether a heading of the second row can only be read with the one above it: `LAMA`, `BARU`.
  static func isQualifier(_ text: String) -> Bool {
    let words = AnnexText.words(text)
    guard let first = words.first, words.count <= 3 else { return false }
    return oldWords.contains(first) || newWords.contains(first)
      || [
        "jabatan", "unit", "eselon", "esl", "opd", "gol", "pangkat", "tmt", "nip", "ruang", "tgl",
      ]
      .contains(first)
  }

  /// Whether the heading itself says which of the two posts it is about.
  static func isDecided(_ text: String) -> Bool {
    let words = AnnexText.words(text)
    return !oldWords.isDisjoint(with: words) || !newWords.isDisjoint(with: words)
  }
}
