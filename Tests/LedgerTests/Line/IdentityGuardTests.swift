import Ledger
import Testing

@Suite struct IdentityGuardTests {
  /// Made-up numbers, but for the one the press printed as an example.
  @Test(arguments: [
    "198609262015051001", "19860926 201505 1 001", "NIP 19860926 201505 1 001 tanggal 5",
    "NIP.198609262015051001", "NIP198609262015051001", "nip:19860926.201505.1.001,",
    "19860926\u{A0}201505\u{A0}1\u{A0}001", "19860926\t201505\t1\t001", "1. 19860926 201505 1 001",
    "19860926 201505 1 001 2021", "12 19860926 201505 1 001", "198001012021212001",
    "1 9 8 6 0 9 2 6 2 0 1 5 0 5 1 0 0 1", "(196402291990032002)",
    "19860926\n201505 1 001", "１９８６０９２６２０１５０５１００１", "1986\u{200B}09262015051001",
    "19860926  201505 .1. 001", "abc198609262015051001def",
  ])
  func `finds a plausible NIP`(text: String) {
    #expect(IdentityGuard.finding(in: text) == .nip)
  }

  @Test(arguments: [
    "3510071508900001", "3510075508900001", "NIK 351007 150890 0001", "35.10.07.150890.0001",
    "3510 0715 0890 0001", "NIK3510071508900001", "35.10.07 150890 0001", "x 3510072902000001 y",
    "9999997112990001", "NIK: 3510071508900001.", "7 3510071508900001",
  ])
  func `finds a plausible NIK`(text: String) {
    #expect(IdentityGuard.finding(in: text) == .nik)
  }

  @Test(arguments: [
    "", "821.2/099/429.204/2023", "820/48/BKPSDM/2021", "821.27/KPTS.498-BKPSDM/2017",
    "198613262015051001", "198602302015051001", "198609262015051", "1986092620150510011",
    "198609262015053001", "198609262015001001", "218609262015051001", "198609261995051001",
    "3510073208900001", "3510077208900001", "3510071513900001", "3510073002900001",
    "35100715089000011", "351007150890000", "3510072902010001",
    "https://example.org/read/4829163/2021/11/05/98-officials?id=4829163000",
    "https://example.org/p/1234567890123456", "+62 812 3456 7890", "(0333) 425001 / 0333 425002",
    "2021-11-05T10:00:00.123Z", "1627516800000", "16:27:51 05.11.2021 09.30",
    "12.05.2021 01.05.2021", "12.05.2021 01.06.2021 35", "35.10.07.2001 35.10.07", "35.10.07.2001",
    "2016 2017 2018 2019 2020 2021", "Rp 1.234.567.890.123", "20210726 20210728", "53 51 87 98 100",
    "017f22e2-79b0-7cc3-98c4-dc0c0c07398f", "a3510071508900001f", "c3510071508900001x",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "351007/150890/0001", "351007-150890-0001", "3510071508x900001",
  ])
  func `leaves ordinary numbers alone`(text: String) {
    #expect(IdentityGuard.finding(in: text) == nil)
  }

  @Test func `finds every made-up NIP and NIK in every way of writing it`() {
    var random = SeededGenerator(seed: 90)
    for _ in 0..<500 {
      let birth = Day(daysSince1970: Int.random(in: -14_000...13_000, using: &random))
      let month = [1, 7, 12, 21].randomElement(using: &random) ?? 1
      let date = birth.description.filter { $0 != "-" }
      let appointed = "\(birth.year + 25)" + (month < 10 ? "0" : "") + "\(month)"
      let nip = date + appointed + (Bool.random(using: &random) ? "1" : "2") + "007"
      let isWoman = Bool.random(using: &random)
      let dayOfMonth = birth.day + (isWoman ? 40 : 0)
      let nik =
        "990101" + (dayOfMonth < 10 ? "0" : "") + "\(dayOfMonth)"
        + date.dropFirst(4).prefix(2) + date.dropFirst(2).prefix(2) + "0001"
      for (number, kind) in [(nip, IdentityGuard.Kind.nip), (nik, .nik)] {
        let text = "kepada " + spaced(number, &random) + " tersebut"
        guard IdentityGuard.finding(in: text) == kind else {
          Issue.record("misses \(text)")
          return
        }
      }
    }
  }

  /// The digits with some blanks thrown in; blanks only, as dots can make other things of digits.
  private func spaced(_ number: String, _ random: inout SeededGenerator) -> String {
    var text = ""
    for digit in number {
      text.append(digit)
      if Int.random(in: 0...3, using: &random) == 0 {
        text += [" ", "\u{A0}", "  "].randomElement(using: &random) ?? " "
      }
    }
    return text
  }
}
