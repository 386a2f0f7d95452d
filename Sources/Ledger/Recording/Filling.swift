/// Completes a draft with what the recorder need not write: its id, the time of recording, the
/// office, the region, the numbers of lines.
public struct Filling: Sendable {
  /// The office that records, where a draft does not say.
  public var source: String?
  /// The region, where a draft does not say.
  public var region: String?
  /// The clerk, where a draft does not say.
  public var recordedBy: String?
  /// When it is recorded.
  public var time: Instant
  /// Whether drafts bring their own times of recording.
  public var keepsTime: Bool
  /// Gives the proof that the key of an authorisation was named by one that may sign; nil where
  /// nothing will be signed.
  public var prove: (@Sendable (_ key: String) -> String?)?

  /// How drafts are to be completed.
  public init(
    source: String?, region: String?, recordedBy: String?, time: Instant, keepsTime: Bool
  ) {
    self.source = source
    self.region = region
    self.recordedBy = recordedBy
    self.time = time
    self.keepsTime = keepsTime
  }

  /// A draft with everything that it may leave out.
  struct Filled {
    var value: JSONValue
    /// The attributes that this call filled in.
    var names: Set<String>
    var problems: [LineError]
  }

  /// Completes one draft.
  ///
  /// - Parameters:
  ///   - value: What was given.
  ///   - id: Gives an id, if it needs one.
  /// - Returns: The completed draft, what was filled in, and what is wrong already.
  func fill(_ value: JSONValue, id: () -> String) -> Filled {
    guard case .object(let given) = value else {
      return Filled(value: value, names: [], problems: [])
    }
    var filled = Filled(value: value, names: [], problems: [])
    var members = given.filter { !Record.droppedAttributes.contains($0.name) }
    func has(_ name: FieldName) -> Bool { members.contains { $0.name == name.text } }
    func add(_ name: FieldName, _ text: String?) {
      guard let text, !has(name) else { return }
      members.append(JSONValue.Member(name.text, .string(text)))
      filled.names.insert(name.text)
    }
    let format = given.first { $0.name == "datacontenttype" }?.value
    if let format, format != .string("application/json") {
      filled.problems.append(
        LineError(.badValue, at: nil, path: "datacontenttype", "expected 'application/json'"))
    }
    if has(.recordedtime), !keepsTime {
      filled.problems.append(
        LineError(
          .badValue, at: nil, path: "recordedtime",
          "is set by the journal; leave it out (or record into an empty journal with --keep-time)"))
    }
    if !has(.id) { add(.id, id()) }
    add(.specversion, "1.0")
    add(.source, source)
    add(.region, region)
    add(.recordedby, recordedBy)
    if !keepsTime { add(.recordedtime, time.description) }
    let isAuthorization = value[.type]?.text == EventKind.keyAuthorized.rawValue
    members = members.map { member in
      guard member.name == FieldName.data.text else { return member }
      var data = Self.numbered(member.value, "data", &filled.problems)
      if isAuthorization { data = proven(data, &filled) }
      return JSONValue.Member(member.name, data)
    }
    filled.value = .object(members)
    return filled
  }

  /// The name under which the proof of an authorisation is filled in.
  static let proofName = "data.proof"

  /// Adds the proof to an authorisation.
  private func proven(_ data: JSONValue, _ filled: inout Filled) -> JSONValue {
    guard case .object(let members) = data else { return data }
    if data[.proof] != nil {
      filled.problems.append(
        LineError(
          .badValue, at: nil, path: Self.proofName,
          "is made by the key that signs the journal; leave it out"))
      return data
    }
    filled.names.insert(Self.proofName)
    guard let key = data[.key]?.text, let proof = prove?(key) else { return data }
    return .object(members + [JSONValue.Member(FieldName.proof.text, .string(proof))])
  }

  /// Gives numbers to lines and points that have none, those of a replacement included; a number
  /// must be unique in its list.
  private static func numbered(
    _ data: JSONValue, _ place: String, _ problems: inout [LineError]
  ) -> JSONValue {
    guard case .object(let members) = data else { return data }
    return .object(
      members.map { member in
        let path = place + "." + member.name
        switch (member.name, member.value) {
        case ("lines", .array(let elements)), ("points", .array(let elements)),
          ("absent", .array(let elements)):
          return JSONValue.Member(member.name, .array(numbered(elements, path, &problems)))
        case ("replacement", .object), ("data", .object):
          return JSONValue.Member(member.name, numbered(member.value, path, &problems))
        default: return member
        }
      })
  }

  private static func numbered(
    _ elements: [JSONValue], _ path: String, _ problems: inout [LineError]
  ) -> [JSONValue] {
    var taken: Set<Int> = []
    for (index, element) in elements.enumerated() {
      guard let number = element[.no]?.integer else { continue }
      if !taken.insert(number).inserted {
        problems.append(
          LineError(
            .badValue, at: nil, path: "\(path)[\(index)].no",
            "the number \(number) stands twice; expected a number that is unique in the list"))
      }
    }
    var next = 1
    return elements.map { element in
      guard case .object(let members) = element, element[.no] == nil else { return element }
      while taken.contains(next) { next += 1 }
      taken.insert(next)
      return .object(members + [JSONValue.Member(FieldName.no.text, .integer(Int64(next)))])
    }
  }
}
