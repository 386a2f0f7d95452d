/// Which tenures of some officials each entry ended.
struct Endings: Sendable {
  /// The entry, and below it the place of the tenure among those grouped by official: in order.
  private var pairs: [UInt64] = []
  private let register: TenureRegister

  /// No endings.
  init(_ register: TenureRegister) { self.register = register }

  /// The ends of all tenures of some officials.
  init(_ register: TenureRegister, of officials: [UInt32], by workforce: some Workforce) {
    self.register = register
    let pieces = workforce.pieces(of: officials.count)
    let size = (officials.count + pieces - 1) / pieces
    pairs = workforce.map(officials.count, pieceSize: size) { piece in
      var pairs: [UInt64] = []
      for official in officials[piece] {
        for place in register.byOfficial[Int(official)].indices {
          let tenure = register.tenures[Int(register.byOfficial.elements[place])]
          guard let end = register.end(of: tenure), end.entry != Act.none else { continue }
          pairs.append(UInt64(end.entry) << 32 | UInt64(place))
        }
      }
      return pairs
    }.flatMap { $0 }
    pairs.sort()
  }

  /// The tenures of an official that an entry ended.
  func tenures(of official: UInt32, endedBy entry: Int) -> [Tenure] {
    pairs[pairs.firstPlace { Int($0 >> 32) < entry }...].prefix { Int($0 >> 32) == entry }
      .map { pair in
        let place = Int(pair & UInt64(UInt32.max))
        return register.tenures[Int(register.byOfficial.elements[place])]
      }
      .filter { $0.official == official }
  }
}
