/// The words of a benchmark journal: people, posts, ranks and places that nobody bears.
enum Words {
  /// Every full name.
  static let people: [String] = lastNames.flatMap { last in firstNames.map { $0 + " " + last } }

  /// The name of an official.
  static func person(_ official: Int) -> String { people[official % people.count] }

  /// The title of a post.
  static func title(_ post: Int) -> String {
    let field = fields[post / heads.count % fields.count]
    return heads[post % heads.count].title + " " + field
  }

  /// The echelon of a post.
  static func echelon(_ post: Int) -> String { heads[post % heads.count].echelon }

  /// The tier of a post.
  static func tier(_ post: Int) -> String { heads[post % heads.count].tier }

  /// What a unit is called.
  static func unit(_ unit: Int) -> String { "Dinas " + fields[unit % fields.count] }

  private static let firstNames = [
    "Budi", "Siti", "Agus", "Sri", "Dewi", "Eko", "Wayan", "Made", "Nur", "Hendra", "Ratna", "Joko",
    "Rina", "Ahmad", "Yusuf", "Lestari",
  ]
  private static let lastNames = [
    "Santoso", "Aminah", "Wijaya", "Wulandari", "Kartika", "Prasetyo", "Sudarma", "Astuti",
    "Hidayat", "Gunawan", "Permata", "Susilo", "Marlina", "Fauzi", "Rahman", "Handayani",
  ]
  private static let fields = [
    "Pendidikan", "Kesehatan", "Perhubungan", "Pertanian", "Perikanan", "Pariwisata", "Sosial",
    "Lingkungan Hidup", "Pekerjaan Umum", "Tenaga Kerja", "Perdagangan", "Kearsipan",
    "Pemberdayaan Masyarakat Desa", "Kependudukan dan Pencatatan Sipil", "Ketahanan Pangan",
    "Komunikasi dan Informatika",
  ]
  private static let heads = [
    (title: "Kepala Seksi", echelon: "IV.a", tier: "pengawas"),
    (title: "Kepala Subbagian", echelon: "IV.a", tier: "pengawas"),
    (title: "Kepala Bidang", echelon: "III.b", tier: "administrator"),
    (title: "Kepala Subbidang", echelon: "IV.a", tier: "pengawas"),
    (title: "Sekretaris Dinas", echelon: "III.a", tier: "administrator"),
    (title: "Kepala UPT", echelon: "IV.a", tier: "pengawas"),
    (title: "Kepala Dinas", echelon: "II.b", tier: "JPT pratama"),
  ]

  static let ranks = [
    "Penata Muda, III/a", "Penata Muda Tingkat I, III/b", "Penata, III/c",
    "Penata Tingkat I, III/d", "Pembina, IV/a", "Pembina Tingkat I, IV/b",
  ]
  static let places = ["Pendopo Kabupaten", "Aula BKPSDM", "Gedung Serbaguna", "Balai Kota"]
  static let publishers = ["Harian Contoh", "Kabar Contoh", "Radio Contoh", "Suara Contoh"]
  static let kinds = ["promotion", "lateral", "lateral", "lateral", "demotion", "conversion"]
  static let points = [
    "laporan kinerja disampaikan setiap bulan", "pelayanan tidak boleh dipungut biaya",
    "anggaran diserap sebelum akhir tahun", "disiplin jam kerja ditegakkan",
    "rumah dinas segera ditempati",
  ]
}
