/// Annexes of decrees for tests: of invented people, with numbers that are put together from parts
/// and end as no civil servant's does.
enum Annexes {
  /// A NIP of the form in use: born on that day, appointed in that month.
  static func nip(_ birth: String, _ appointed: String, woman: Bool = false, _ number: Int = 0)
    -> String
  {
    birth + appointed + (woman ? "2" : "1") + String(990 + number)
  }

  static let siti = nip("19790312", "200501", woman: true)
  static let budi = nip("19800405", "200604", 1)
  static let wayan = nip("19810717", "200803", 2)
  static let rina = nip("19820101", "201021", woman: true, 3)
  static let dodi = nip("19830909", "200912", 4)

  /// Every number in `clerk`.
  static let numbers = [siti, budi, wayan, rina, dodi]

  /// An annex as a spreadsheet in Indonesia saves it: semicolons, CRLF, a byte order mark, title
  /// rows, two rows of headings, a row of numbers, a section, cells of several lines, a signature.
  static let clerk: [UInt8] = {
    let grouped = siti.prefix(8) + " " + siti.dropFirst(8).prefix(6) + " 2 " + siti.suffix(3)
    let rows = """
      LAMPIRAN KEPUTUSAN BUPATI SUKAMAJU;;;;;;
      "NOMOR : 821.2/17/2021
      TANGGAL : 4 November 2021
      TENTANG : PENGANGKATAN PEJABAT";;;;;;
      ;;;;;;
      NO;"NAMA / NIP /
      TANGGAL LAHIR";PANGKAT/GOL.RUANG;JABATAN;;ESELON;KET
      ;;;LAMA;BARU;;
      1;2;3;4;5;6;7
      A.;DINAS PENDIDIKAN;;;;;
      1;"Dr. Hj. SITI AMINAH, S.Sos., M.Si
      NIP. \(grouped)
      Sukamaju, 12 Maret 1979";Pembina, IV/a;Sekretaris Dinas Pendidikan;\
      Kepala Dinas Pendidikan;II/b;Promosi
      2;"BUDI SANTOSO, S.Pd. / \(budi) / 05-04-1980";Penata Tk. I (III/d);\
      Kepala Dinas Pendidikan;Sekretaris Dinas Pendidikan;III.a;Rotasi
      3;"I WAYAN TEST
      '\(wayan)";III/c;Kasi Kurikulum;Plt. Kepala Bidang SMP;;lahir 17-07-1981, NIP \(wayan)
      4;"RINA MARLINA, S.E.
      NIPPPK \(rina)";III/c;Lurah Sukasari;;;Pensiun dini
      5;DODI HARTONO;III/b;Camat Sukamaju;Camat Sukasari;III a;mutasi
      ;NIP. \(dodi);;;;;
      ;;;;Ditetapkan di Sukamaju;;
      ;;;;BUPATI SUKAMAJU,;;
      ;;;;"FULAN BIN FULAN
      NIP. \(budi)";;

      """
    return [0xEF, 0xBB, 0xBF] + Array(rows.replacing("\n", with: "\r\n").utf8)
  }()

  /// The same annex with the given rows in the place of others, as a later edition has them.
  static func edition(_ replacements: [(String, String)]) -> [UInt8] {
    var text = String(decoding: clerk, as: UTF8.self)
    for (old, new) in replacements { text = text.replacing(old, with: new) }
    return Array(text.utf8)
  }

  /// An annex of so many lines: everybody takes the post of the next one.
  static func long(_ count: Int) -> String {
    var text = "No,Nama,NIP,Jabatan Lama,Jabatan Baru,Unit Kerja,Eselon,Ket\n"
    for line in 1...count {
      let next = line % count + 1
      let born = "\(1970 + line % 20)\(10 + line / 20 % 3)\(10 + line / 60)"
      let number = nip(born, "200501")
      text +=
        "\(line),\(name(line)),\(number),Kepala Seksi \(word(line)),Kepala Seksi \(word(next))"
      text += ",Dinas Pelayanan Terpadu Satu Pintu,IV.a,rotasi\n"
    }
    return text
  }

  /// A name that no other number gives.
  static func name(_ number: Int) -> String { "Pejabat " + word(number) }

  /// A number in letters.
  private static func word(_ number: Int) -> String {
    String(String(number).map { Character(UnicodeScalar(UInt8($0.wholeNumberValue ?? 0) + 97)) })
  }
}
