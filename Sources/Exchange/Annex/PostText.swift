public import Ledger

/// A post as an annex writes it: the capacity in front (`Plt. Kepala Dinas X`) and the title.
public struct PostText: Hashable, Sendable {
  /// The capacity that the text names; `nil` where it names none.
  public let capacity: Capacity?
  /// The title without it, as it is written otherwise.
  public let title: String

  /// Takes a text apart.
  public init(_ text: String) {
    let words = AnnexText.collapsed(text).split(separator: " ").map(String.init)
    let plain = words.map { AnnexText.words($0).joined(separator: " ") }
    for (phrase, capacity) in Self.capacities {
      guard words.count > phrase.count, zip(phrase, plain).allSatisfy({ $0 == $1 }) else {
        continue
      }
      self.capacity = capacity
      title = words.dropFirst(phrase.count).joined(separator: " ")
      return
    }
    // `Plt.Kepala Dinas`, without a blank.
    if let first = words.first, let dot = first.firstIndex(of: "."),
      let capacity = Self.capacities.first(where: { $0.0 == [first[..<dot].lowercased()] })?.1
    {
      let rest = [String(first[first.index(after: dot)...])] + words.dropFirst()
      self.capacity = capacity
      title = rest.joined(separator: " ")
      return
    }
    capacity = nil
    title = words.joined(separator: " ")
  }

  private static let capacities: [([String], Capacity)] = [
    (["penjabat", "sementara"], .temporaryHead), (["pejabat", "sementara"], .temporaryHead),
    (["pelaksana", "tugas"], .acting), (["pelaksana", "harian"], .dailyActing),
    (["plt"], .acting), (["plh"], .dailyActing), (["pjs"], .temporaryHead), (["pj"], .interim),
    (["penjabat"], .interim),
  ]

  /// Whether a text says that there is no post: the official is relieved.
  public static func isNone(_ text: String) -> Bool {
    if AnnexText.isEmpty(text) { return true }
    let words = AnnexText.words(text)
    return words.joined().hasPrefix("nonjob") || words.first == "dibebaskan"
      || words.first == "diberhentikan" || words == ["tidak", "ada"] || words == ["kosong"]
  }

  /// Whether a text says that nobody holds a post.
  static func isVacant(_ text: String) -> Bool {
    let words = AnnexText.words(text)
    return words.first.map { ["lowong", "kosong", "vacant"].contains($0) } ?? false
  }

  /// The title by which two spellings are held to be one: capitals, signs, `pada` and the usual
  /// abbreviations put aside.
  public static func key(_ text: String) -> String {
    var words: [String] = []
    for word in AnnexText.words(text.replacing("&", with: " dan ")) {
      if fillers.contains(word) { continue }
      for part in abbreviations[word] ?? [word] {
        // `sub bagian` and `subbagian` are one.
        if words.last == "sub", ["bagian", "bidang"].contains(part) {
          words[words.count - 1] = "sub" + part
        } else {
          words.append(part)
        }
      }
    }
    return words.joined(separator: " ")
  }

  /// The key without the region at its end: `… kabupaten jembrana`, `… kota tegal`; `nil` where it
  /// has none.
  static func withoutRegion(_ key: String) -> String? {
    let words = key.split(separator: " ")
    guard
      let at = words.lastIndex(where: { $0 == "kabupaten" || $0 == "kota" || $0 == "provinsi" }),
      at > 1, 1...4 ~= words.count - at - 1
    else { return nil }
    return words[..<at].joined(separator: " ")
  }

  /// A readable part of an id: `kepala-dinas-pendidikan`; empty if the text holds no letter.
  static func slug(_ text: String) -> String {
    var slug = ""
    for word in AnnexText.words(text) where slug.utf8.count + word.utf8.count < longestSlug {
      slug += (slug.isEmpty ? "" : "-") + word
    }
    return slug
  }

  /// Leaves room for the region in front and for a number behind, within the 256 bytes of an id.
  private static let longestSlug = 180

  private static let fillers: Set<String> = ["pada", "di"]

  private static let abbreviations: [String: [String]] = [
    "kadis": ["kepala", "dinas"], "kaban": ["kepala", "badan"], "kabid": ["kepala", "bidang"],
    "kabag": ["kepala", "bagian"], "kasi": ["kepala", "seksi"], "kakan": ["kepala", "kantor"],
    "kasubag": ["kepala", "subbagian"], "kasubbag": ["kepala", "subbagian"],
    "kasubid": ["kepala", "subbidang"], "kasubbid": ["kepala", "subbidang"],
    "sekdis": ["sekretaris", "dinas"], "sekban": ["sekretaris", "badan"],
    "sekcam": ["sekretaris", "kecamatan"], "seklur": ["sekretaris", "kelurahan"],
    "sekda": ["sekretaris", "daerah"], "sekwan": ["sekretaris", "dprd"],
    "irban": ["inspektur", "pembantu"], "kec": ["kecamatan"], "kel": ["kelurahan"],
    "kab": ["kabupaten"], "subag": ["subbagian"], "subbag": ["subbagian"],
    "subid": ["subbidang"], "subbid": ["subbidang"], "bag": ["bagian"], "bid": ["bidang"],
    "prov": ["provinsi"], "propinsi": ["provinsi"],
  ]

  /// Whether a title is that of a functional or clerical post, of which there is no fixed number.
  static func isPool(_ title: String) -> Bool {
    let words = Set(AnnexText.words(title))
    if ["kepala", "camat", "lurah", "sekretaris", "direktur"].contains(where: words.contains) {
      return false
    }
    let grades: Set<String> = ["pertama", "muda", "madya", "utama"]
    return words.contains("ahli") && !words.isDisjoint(with: grades)
      || !words.isDisjoint(with: [
        "terampil", "mahir", "penyelia", "pemula", "pelaksana", "staf", "guru", "perawat", "bidan",
        "dokter", "pengadministrasi", "jfu",
      ])
  }
}

/// Words of an annex that the journal has words of its own for.
enum AnnexWords {
  /// An echelon in the form `III.a`, and the tier that is written with it; what is neither is kept.
  static func echelon(_ text: String) -> (echelon: String?, tier: String?) {
    guard !AnnexText.isEmpty(text) else { return (nil, nil) }
    let words = AnnexText.words(text)
    let plain = words.filter { $0 != "eselon" && $0 != "esl" && $0 != "es" }
    let tier = tiers.first { words.joined(separator: " ").contains($0.phrase) }?.tier
    let own = tier == nil ? plain : plain.filter { grade([$0]) != nil || $0.count == 1 }
    if let grade = grade(own) { return (grade, tier) }
    return tier == nil ? (AnnexText.collapsed(text), nil) : (nil, tier)
  }

  /// `["iii", "a"]`, `["iiia"]`, `["3a"]` and `["iii"]` as `III.a` and `III`.
  private static func grade(_ words: [String]) -> String? {
    guard var joined = words.first, words.count <= 2 else { return nil }
    if words.count == 2 { joined += words[1] }
    let letter = joined.last.flatMap { "abcd".contains($0) ? $0 : nil }
    let number = letter == nil ? joined : String(joined.dropLast())
    let numbers = [
      "i": "I", "ii": "II", "iii": "III", "iv": "IV", "v": "V", "1": "I", "2": "II",
      "3": "III", "4": "IV", "5": "V",
    ]
    guard let roman = numbers[number] else { return nil }
    return letter.map { roman + "." + String($0) } ?? roman
  }

  private static let tiers: [(phrase: String, tier: String)] = [
    ("jpt pratama", "jpt-pratama"), ("pimpinan tinggi pratama", "jpt-pratama"),
    ("jpt madya", "jpt-madya"), ("pimpinan tinggi madya", "jpt-madya"),
    ("administrator", "administrator"), ("pengawas", "pengawas"),
  ]

  /// The kind of move that a remark names, if it names one and no other.
  static func kind(_ text: String) -> MoveKind? {
    let found = Set(AnnexText.words(text).compactMap { kinds[$0] })
    return found.count == 1 ? found.first : nil
  }

  /// Whether a remark says nothing beyond the kind of move.
  static func isKindAlone(_ text: String) -> Bool {
    let words = AnnexText.words(text)
    // `mutasi` is said of every kind: the word itself is kept.
    return words.count == 1 && words[0] != "mutasi" && kinds[words[0]] != nil
  }

  private static let kinds: [String: MoveKind] = [
    "promosi": .promotion, "promotion": .promotion, "rotasi": .lateral, "mutasi": .lateral,
    "lateral": .lateral, "demosi": .demotion, "demotion": .demotion,
    "pengukuhan": .confirmation, "dikukuhkan": .confirmation, "confirmation": .confirmation,
    "penyetaraan": .conversion, "conversion": .conversion,
  ]

  /// A capacity in the journal's word or the field's.
  static func capacity(_ text: String) -> Capacity? {
    let word = AnnexText.words(text).joined(separator: "-")
    if let capacity = Capacity(rawValue: word) { return capacity }
    let words: [String: Capacity] = [
      "definitif": .definitive, "plt": .acting, "plh": .dailyActing, "pj": .interim,
      "pjs": .temporaryHead, "pelaksana-tugas": .acting, "pelaksana-harian": .dailyActing,
      "penjabat": .interim, "penjabat-sementara": .temporaryHead,
    ]
    return words[word]
  }
}
