import Ledger

/// The words of an answer as tables show them: the English interface shows the contract's own
/// words, the Indonesian one the terms of the field.
enum Words {
  private static let indonesian: [String: String] = [
    "held": "terisi", "acting": "Plt", "vacant": "lowong", "unknown": "tidak diketahui",
    "certain": "pasti", "possible": "mungkin", "definitive": "definitif", "daily-acting": "Plh",
    "interim": "Pj", "temporary-head": "Pjs", "proposed": "diusulkan", "decreed": "ber-SK",
    "briefed": "diarahkan", "scheduled": "dijadwalkan", "cancelled": "dibatalkan",
    "inaugurated": "dilantik", "annulled": "batal", "open": "terbuka", "kept": "ditepati",
    "broken": "diingkari", "overdue": "lewat tempo", "evaluation": "evaluasi",
    "commitment": "janji", "acting-term": "masa Plt", "inauguration": "pelantikan",
    "promotion": "promosi", "lateral": "rotasi", "demotion": "demosi",
    "confirmation": "pengukuhan", "conversion": "penyetaraan",
    "official-document": "dokumen resmi", "official-statement": "pernyataan resmi",
    "retracted": "ditarik", "corrected": "dikoreksi", "violation": "pelanggaran",
    "warning": "peringatan", "press-report": "laporan pers", "inferred": "disimpulkan",
    "granted": "disetujui", "refused": "ditolak",
    "no day": "tak satu hari pun", "ok": "sesuai", "needs-evidence": "perlu bukti",
    "undecidable": "tak dapat ditentukan", "not-applicable": "tidak berlaku",
    "disputed": "diperselisihkan", "resolved": "selesai",
    "established": "dibentuk", "abolished": "dihapus", "vacated": "menjadi lowong",
    "filled": "menjadi terisi", "changed hands": "berganti pejabat", "changed": "berubah",
    "became certain": "menjadi pasti", "became uncertain": "menjadi tidak pasti",
    "high": "tinggi", "medium": "sedang", "low": "rendah", "info": "informasi",
  ]

  /// A word of the contract in a language.
  static func translated(_ word: String, _ language: ReportLanguage?) -> String {
    language == .indonesian ? indonesian[word] ?? word : word
  }

  /// A column whose values are words of the contract; CSV keeps them as they are.
  static func column(_ name: String, _ english: String, _ indonesian: String) -> Column {
    Column(
      name, english, indonesian,
      localized: { row, language in
        row[name]?.text.map { [translated($0, language)] } ?? []
      })
  }

  /// How sure a row is; people are shown only what is not certain.
  static let doubt = Column(
    "certainty", "Certainty", "Kepastian",
    localized: { row, language in
      guard let word = row["certainty"]?.text else { return [] }
      return language != nil && word == "certain" ? [] : [translated(word, language)]
    })

  /// The entries that record disagreement about what a row rests on.
  static let disputes = Column(
    "disputes", "Disputed in", "Diperselisihkan di",
    value: { row in
      let entries = (row["disputes"]?.elements ?? []).compactMap { $0.integer.map(String.init) }
      return entries.isEmpty ? [] : [entries.joined(separator: " ")]
    })

  /// The holders of a post, one a line: name, capacity where not definitive, doubt where there is
  /// one.
  static func holders(_ row: JSONValue, _ language: ReportLanguage?) -> [String] {
    (row["holders"]?.elements ?? []).map { holder in
      remarked(holder["name"]?.text ?? holder["official"]?.text ?? "", holder, language)
    }
  }

  /// A post that somebody holds: its title, and the same remarks.
  static func holding(_ holding: JSONValue, _ language: ReportLanguage?) -> String {
    let title = holding["title"]?.text.map { " " + $0 } ?? ""
    return remarked((holding["post"]?.text ?? "") + title, holding, language)
  }

  private static func remarked(
    _ text: String, _ holder: JSONValue, _ language: ReportLanguage?
  ) -> String {
    var remarks: [String] = []
    if let capacity = holder["capacity"]?.text, capacity != "definitive" {
      remarks.append(translated(capacity, language))
    }
    if let certainty = holder["certainty"]?.text, certainty != "certain" {
      remarks.append(translated(certainty, language))
    }
    if holder["disputed"]?.isTrue == true {
      remarks.append(translated("disputed", language))
    }
    return remarks.isEmpty ? text : text + " (" + remarks.joined(separator: ", ") + ")"
  }
}
