/// An act upon a decree or a rotation: what it is about, and which lines.
struct Order {
  var kind: Happening.Undoing
  var basis: Happening.Basis
  var lines: [Happening.Line]
  var on: Span

  init?(_ statement: Statement) {
    guard case .undone(let kind, let basis, let lines) = statement.what else { return nil }
    self.kind = kind
    self.basis = basis
    self.lines = lines
    on = statement.on
  }

  /// Lines are matched by official and post, as far as the order gives them.
  func concerns(_ line: Happening.Line) -> Bool {
    lines.isEmpty
      || lines.contains { own in
        (own.official == nil || own.official == line.official)
          && (own.post == nil || own.post == line.post)
      }
  }

  /// Whether it is about what the statement rests on.
  func isOf(_ statement: Statement, in list: [Statement]) -> Bool {
    var all = self
    all.lines = []
    return Order.day(of: [all], undoing: .init(), of: statement, in: list) != nil
  }

  /// From which day on some orders undo a line of a statement; nil where they do not.
  ///
  /// A ceremony rests on the decree that it names, or if it names none on all of its rotation's.
  static func day(
    of orders: [Order], undoing line: Happening.Line, of statement: Statement, in list: [Statement]
  ) -> Int? {
    guard let basis = statement.moves?.basis else { return nil }
    let matching = orders.filter { $0.concerns(line) }
    func day(of decree: Int) -> Int? {
      let rotations = Self.rotations(of: decree, in: list)
      return matching.filter { order in
        order.basis.decree.map { $0 == decree }
          ?? order.basis.rotation.map { rotations.contains($0) } ?? false
      }.map(\.on.first).min()
    }
    let ofRotation = matching.filter {
      $0.basis.decree == nil && $0.basis.rotation != nil && $0.basis.rotation == basis.rotation
    }.map(\.on.first).min()
    if let decree = basis.decree {
      return [ofRotation, day(of: decree)].compactMap { $0 }.min()
    }
    guard let rotation = basis.rotation else { return nil }
    let decrees = Self.decrees(of: rotation, in: list)
    let days = decrees.map { day(of: $0) }
    let ofAll = days.contains { $0 == nil } ? nil : days.compactMap { $0 }.max()
    return [ofRotation, ofAll].compactMap { $0 }.min()
  }

  static func decrees(of rotation: Int, in list: [Statement]) -> Set<Int> {
    Set(
      list.compactMap(\.moves?.basis).filter { $0.rotation == rotation }.compactMap(\.decree))
  }

  private static func rotations(of decree: Int, in list: [Statement]) -> Set<Int> {
    Set(
      list.compactMap(\.moves?.basis).filter { $0.decree == decree }.compactMap(\.rotation))
  }
}
