/// Changes of single places within a value.
extension JSONValue {
  /// The value at a place; nil if nothing is there.
  public func value(at steps: some Collection<FieldPath.Step>) -> JSONValue? {
    guard let step = steps.first else { return self }
    return child(step)?.value(at: steps.dropFirst())
  }

  /// The value with another one at a place: objects and one more element of a list are made where
  /// they are missing.
  public func setting(
    _ value: JSONValue, at steps: some Collection<FieldPath.Step>
  ) -> JSONValue {
    guard let step = steps.first else { return value }
    let rest = steps.dropFirst()
    switch step {
    case .name(let name):
      let child = self[name] ?? .object([])
      return replacing(name, with: child.setting(value, at: rest))
    case .index(let index):
      var elements = elements
      let child = elements.indices.contains(index) ? elements[index] : .object([])
      let changed = child.setting(value, at: rest)
      if elements.indices.contains(index) {
        elements[index] = changed
      } else {
        elements.append(changed)
      }
      return .array(elements)
    }
  }

  /// The value without what stands at a place, and without the objects and lists that this leaves
  /// empty; nil if nothing remains.
  public func removing(at steps: some Collection<FieldPath.Step>) -> JSONValue? {
    guard let step = steps.first else { return nil }
    guard let child = child(step) else { return self }
    let changed = child.removing(at: steps.dropFirst())
    switch (self, step) {
    case (.object(let members), .name(let name)):
      if let changed { return replacing(name, with: changed) }
      let kept = members.filter { !$0.name.utf8.elementsEqual(name.utf8) }
      return kept.isEmpty ? nil : .object(kept)
    case (.array(var elements), .index(let index)):
      if let changed { elements[index] = changed } else { elements.remove(at: index) }
      return elements.isEmpty ? nil : .array(elements)
    default: return self
    }
  }

  private func child(_ step: FieldPath.Step) -> JSONValue? {
    switch (self, step) {
    case (.object, .name(let name)): self[name]
    case (.array(let elements), .index(let index)):
      elements.indices.contains(index) ? elements[index] : nil
    default: nil
    }
  }

  private func replacing(_ name: String, with value: JSONValue) -> JSONValue {
    guard case .object(var members) = self else { return .object([Member(name, value)]) }
    if let place = members.firstIndex(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
      members[place] = Member(name, value)
    } else {
      members.append(Member(name, value))
    }
    return .object(members)
  }
}
