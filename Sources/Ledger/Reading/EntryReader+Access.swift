/// Values of the line that was read, by name.
///
/// What is asked for with every line is inlined down to the list of values or the bytes: a reader
/// that another value holds would be copied for each call.
extension EntryReader {
  /// The member of that name, if the object has it.
  @inline(__always)
  public subscript(_ parent: Node, _ name: FieldName) -> Node? {
    Self.member(values, parent, name)
  }

  private static func member(
    _ values: [Value], _ parent: Node, _ name: FieldName
  ) -> Node? {
    var child = parent.position + 1
    let stop = values[Int(parent.position)].next
    // Names stand in order, those of elements behind all others.
    while child < stop {
      let value = values[Int(child)]
      if value.name >= name.number {
        return value.name == name.number ? Node(position: child) : nil
      }
      child = value.next
    }
    return nil
  }

  /// The member of that name of the type's own fields.
  @inline(__always)
  public subscript(_ name: FieldName) -> Node? { self[data, name] }

  /// What an object says of an official and a post, as a line of an entry does.
  struct Placement {
    var official: Node?
    var name: Node?
    var rank: Node?
    var post: Node?
    var title: Node?
    var unit: Node?
    var tier: Node?
    var echelon: Node?
    var from: Node?
    var capacity: Node?
    var concurrent: Node?
  }

  /// The members of an object that say something of an official and a post, found in one go.
  @inline(__always)
  func placement(_ parent: Node) -> Placement { Self.placement(values, parent) }

  private static func placement(_ values: [Value], _ parent: Node) -> Placement {
    var placement = Placement()
    var child = parent.position &+ 1
    let stop = values[Int(parent.position)].next
    while child < stop {
      let value = values[Int(child)]
      let node = Node(position: child)
      switch value.name {
      case FieldName.official.number: placement.official = node
      case FieldName.name.number: placement.name = node
      case FieldName.rank.number: placement.rank = node
      case FieldName.post.number: placement.post = node
      case FieldName.title.number: placement.title = node
      case FieldName.unit.number: placement.unit = node
      case FieldName.tier.number: placement.tier = node
      case FieldName.echelon.number: placement.echelon = node
      case FieldName.from.number: placement.from = node
      case FieldName.capacity.number: placement.capacity = node
      case FieldName.concurrent.number: placement.concurrent = node
      default: break
      }
      child = value.next
    }
    return placement
  }

  /// The first element of an array or member of an object, if there is one.
  @inline(__always)
  func first(of parent: Node?) -> Node? {
    guard let parent, parent.position + 1 < values[Int(parent.position)].next else { return nil }
    return Node(position: parent.position + 1)
  }

  /// What follows an element of an array or a member of an object, if something does.
  @inline(__always)
  func next(after child: Node, of parent: Node) -> Node? {
    let next = values[Int(child.position)].next
    return next < values[Int(parent.position)].next ? Node(position: next) : nil
  }

  /// The elements of an array, in order; none where there is no array.
  @inline(__always)
  public func elements(_ array: Node?) -> [Node] {
    array.map { Self.elements(values, $0) } ?? []
  }

  private static func elements(_ values: [Value], _ array: Node) -> [Node] {
    var elements: [Node] = []
    var child = array.position + 1
    while child < values[Int(array.position)].next {
      elements.append(Node(position: child))
      child = values[Int(child)].next
    }
    return elements
  }

  /// Where the value stands, without quotation marks.
  @inline(__always)
  public func range(of node: Node) -> Range<Int> {
    let value = values[Int(node.position)]
    return Int(value.start)..<Int(value.end)
  }

  /// The text of a string, its escapes undone.
  public func text(_ node: Node) -> String {
    let range = range(of: node)
    guard values[Int(node.position)].kind == .escapedText else {
      return String(decoding: bytes[range], as: UTF8.self)
    }
    return String(decoding: unescaped(range), as: UTF8.self)
  }

  /// Whether a string holds an escape.
  @inline(__always)
  func isEscaped(_ node: Node) -> Bool { values[Int(node.position)].kind == .escapedText }

  /// The bytes of a string, its escapes undone.
  func unescaped(_ range: Range<Int>) -> [UInt8] {
    var result: [UInt8] = []
    var index = range.lowerBound
    while index < range.upperBound {
      if bytes[index] == UInt8(ascii: "\\") {
        index += 1
        result.append(bytes[index] == UInt8(ascii: "n") ? UInt8(ascii: "\n") : bytes[index])
      } else {
        result.append(bytes[index])
      }
      index += 1
    }
    return result
  }

  /// The text of a member of the type's own fields.
  public func text(_ name: FieldName) -> String? { self[name].map { text($0) } }

  /// The text of a member of an object.
  public func text(_ parent: Node, _ name: FieldName) -> String? {
    self[parent, name].map { text($0) }
  }

  /// The date of a value that is one.
  @inline(__always)
  public func period(_ node: Node) -> Period? { Self.period(bytes, range(of: node)) }

  private static func period(_ bytes: [UInt8], _ range: Range<Int>) -> Period? {
    Day(bytes.span, range).map { Period($0) } ?? (try? Period(bytes: bytes, range))
  }

  /// The date of a member of the type's own fields.
  @inline(__always)
  public func period(_ name: FieldName) -> Period? { self[name].flatMap { period($0) } }

  /// The date of a member of an object.
  @inline(__always)
  public func period(_ parent: Node, _ name: FieldName) -> Period? {
    self[parent, name].flatMap { period($0) }
  }

  /// The number of a value that is one.
  public func integer(_ node: Node) -> Int? {
    let range = range(of: node)
    return Int(String(decoding: bytes[range], as: UTF8.self))
  }

  /// The number of a member of an object.
  public func integer(_ parent: Node, _ name: FieldName) -> Int? {
    self[parent, name].flatMap { integer($0) }
  }

  /// Whether a flag of an object is true.
  public func flag(_ parent: Node, _ name: FieldName) -> Bool {
    self[parent, name].map { isTrue($0) } ?? false
  }

  /// Whether a flag is true.
  func isTrue(_ flag: Node) -> Bool { bytes[range(of: flag).lowerBound] == UInt8(ascii: "t") }
}
