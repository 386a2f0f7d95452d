/// Makes a failing journal as small as it can be while it still fails.
enum Shrinking {
  /// The least journal that fails, leaving out entries and what refers to them, then lines and
  /// other particulars.
  static func least(_ items: [Item], fails: ([Item]) throws -> Bool) rethrows -> [Item] {
    var items = items
    var isSmaller = true
    while isSmaller {
      isSmaller = false
      for candidate in smaller(items) where try fails(candidate) {
        items = candidate
        isSmaller = true
        break
      }
    }
    return items
  }

  private static func smaller(_ items: [Item]) -> [[Item]] {
    var candidates: [[Item]] = []
    for index in items.indices {
      var fewer = items
      fewer.remove(at: index)
      var count = fewer.count + 1
      while fewer.count < count {
        count = fewer.count
        let known = Set(fewer.map(\.id))
        fewer.removeAll { !$0.targets.allSatisfy(known.contains) }
      }
      candidates.append(fewer)
    }
    for index in items.indices {
      var changes = simpler(items[index].what).map {
        Item(id: items[index].id, on: items[index].on, what: $0)
      }
      let on = items[index].on
      if on.first < on.last {
        for day in [on.first, on.last] {
          changes.append(
            Item(
              id: items[index].id, on: Span(first: day, last: day), what: items[index].what))
        }
      }
      for change in changes {
        var simpler = items
        simpler[index] = change
        candidates.append(simpler)
      }
    }
    return candidates
  }

  private static func simpler(_ what: Happening) -> [Happening] {
    switch what {
    case .inaugurated(let lines, let basis):
      return fewer(lines).map { .inaugurated($0, basis) }
        + simpler(basis).map { .inaugurated(lines, $0) }
    case .confirmed(let lines, let basis):
      return [.inaugurated(lines, basis)] + fewer(lines).map { .confirmed($0, basis) }
        + simpler(basis).map { .confirmed(lines, $0) }
    case .decreed(let lines, let basis, let oath, let tmt):
      let isSimple = basis.rotation == nil
      return fewer(lines).map { .decreed($0, basis, oath: oath, tmt: tmt) }
        + (tmt == nil ? [] : [.decreed(lines, basis, oath: oath, tmt: nil)])
        + (isSimple
          ? [] : [.decreed(lines, .init(decree: basis.decree), oath: oath, tmt: tmt)])
    case .recorded(let official, let post, let isActing, let from, let to, let heldOn):
      guard !heldOn.isEmpty else { return [] }
      return heldOn.indices.map { index in
        var fewer = heldOn
        fewer.remove(at: index)
        return .recorded(
          official: official, post: post, isActing: isActing, from: from, to: to, heldOn: fewer)
      }
    case .left(let official, let post, .some):
      return [.left(official: official, post: post, decree: nil)]
    case .acting(let kind, let official, let post, .some):
      return [.acting(kind, official: official, post: post, until: nil)]
    case .corrected(let target, let on, let replacement):
      return simpler(replacement).map { .corrected(target, on, $0) }
    case .undone(let kind, let basis, let lines):
      return kind == .amended || lines.isEmpty ? [] : [.undone(kind, basis, [])]
    default: return []
    }
  }

  private static func simpler(_ basis: Happening.Basis) -> [Happening.Basis] {
    var simpler: [Happening.Basis] = []
    if basis.decree != nil { simpler.append(.init(rotation: basis.rotation)) }
    if basis.rotation != nil { simpler.append(.init(decree: basis.decree)) }
    return simpler
  }

  /// Without one line, and with a line that says less.
  private static func fewer(_ lines: [Happening.Line]) -> [[Happening.Line]] {
    var candidates: [[Happening.Line]] = []
    for index in lines.indices {
      if lines.count > 1 {
        var fewer = lines
        fewer.remove(at: index)
        candidates.append(fewer)
      }
      var less = lines
      if lines[index].from != nil {
        less[index].from = nil
        candidates.append(less)
      }
      if lines[index].isConcurrent {
        less = lines
        less[index].isConcurrent = false
        candidates.append(less)
      }
    }
    return candidates
  }
}
