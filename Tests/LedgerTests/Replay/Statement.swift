@testable import Ledger

/// What an entry of a random journal says, once it is known what later entries made of it.
struct Statement: Hashable {
  let entry: Int
  var on: Span
  var what: Happening

  /// The entries that stand: an entry is judged after all later ones, which alone can undo it.
  static func standing(_ items: [Item]) -> [Statement] {
    let numbers = Dictionary(uniqueKeysWithValues: items.enumerated().map { ($1.id, $0) })
    var retracted: Set<Int> = []
    var corrected: [Int: (Span, Happening)] = [:]
    var standing: [Statement] = []
    for (entry, item) in items.enumerated().reversed() where !retracted.contains(entry) {
      let (on, what) = corrected[entry] ?? (item.on, item.what)
      switch what {
      case .retracted(let target):
        if let number = numbers[target], number < entry { retracted.insert(number) }
      case .corrected(let target, let on, let what):
        guard let number = numbers[target], number < entry else { continue }
        if corrected[number] == nil { corrected[number] = (on, what) }
      default: standing.append(Statement(entry: entry, on: on, what: what))
      }
    }
    return standing.reversed()
  }
}
