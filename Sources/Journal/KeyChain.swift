public import MerkleLog

/// Who may sign a journal at any size, worked out from its first key and what its entries say.
///
/// A key is in force at a size if the last valid statement about it among the entries before, that
/// holds on the day of the last of them, authorises it. Only a key in force can authorise another;
/// any entry can revoke one, since a key in force signed it.
public struct KeyChain: Sendable {
  /// The key that the journal began with.
  public let first: VerifierKey
  /// What the entries say, in order.
  public private(set) var statements: [KeyStatement] = []
  /// What is wrong, or worth knowing, about them.
  public private(set) var findings: [Finding] = []
  /// The roots that proofs name, which a full verification holds against the entries.
  private(set) var claims: [(entry: Int, size: Int, root: Hash)] = []

  /// A statement that counts, and who made it.
  private struct Link: Sendable {
    var entry: Int
    var act: KeyStatement.Act
    var key: VerifierKey
    var from: String
    /// The key that signed the proof; nil for a revocation, or for a key that begins anew.
    var authority: VerifierKey?
    /// Whether nobody authorised the key, and all earlier ones end with it.
    var isRecovery = false
  }

  private let origin: String
  private let recovered: [VerifierKey]
  private var links: [Link] = []

  /// Works out the chain.
  init(_ description: LedgerDescription, _ statements: [KeyStatement]) {
    first = description.key
    origin = description.origin
    recovered = description.recovered
    for statement in statements { take(statement) }
  }

  /// Every key that was ever authorised, the first one included, in order.
  public var keys: [VerifierKey] {
    var keys = [first]
    for link in links where link.act == .authorized && !keys.contains(link.key) {
      keys.append(link.key)
    }
    return keys
  }

  /// The keys that may sign a checkpoint of this size whose last entry was recorded on this day, in
  /// the order of their authorisation.
  public func inForce(at size: Int, on day: String) -> [VerifierKey] {
    let links = links.filter { $0.entry < size }
    let start = links.lastIndex { $0.isRecovery } ?? 0
    return keys.filter { key in
      let said = links[start...].last { $0.key == key && $0.from <= day }
      if let said { return said.act == .authorized }
      return key == first && !links.contains { $0.isRecovery }
    }
  }

  /// Whether who trusts one key has reason to trust another: it is the same, or was authorised by
  /// it, or by one that was.
  public func leads(from trusted: VerifierKey, to key: VerifierKey) -> Bool {
    var reached = [trusted]
    for link in links where link.act == .authorized && !reached.contains(link.key) {
      if let authority = link.authority, reached.contains(authority) { reached.append(link.key) }
    }
    return reached.contains(key)
  }

  /// Whether another key began anew after this one.
  public func hasEnded(_ key: VerifierKey) -> Bool {
    guard let start = links.lastIndex(where: \.isRecovery) else { return false }
    return !links[start...].contains { $0.key == key }
  }

  /// The entry that revoked a key last.
  public func revocation(of key: VerifierKey) -> Int? {
    links.last { $0.key == key && $0.act == .revoked }?.entry
  }

  /// The chain with further statements.
  func extended(by statements: [KeyStatement]) -> KeyChain {
    var chain = self
    for statement in statements { chain.take(statement) }
    return chain
  }

  private mutating func take(_ statement: KeyStatement) {
    statements.append(statement)
    let inForce = inForce(at: statement.entry, on: statement.recorded)
    var link = Link(
      entry: statement.entry, act: statement.act, key: statement.key, from: statement.from)
    if statement.act == .revoked {
      links.append(link)
      noteBackdating(statement)
      return
    }
    // A key in force that is named again, as after a restored backup, needs no proof.
    guard let proof = statement.proof else {
      if inForce.contains(statement.key) { return }
      note(
        .keyUnproven, statement,
        "the key is named without a proof by a key that might sign then; "
          + "it authorises nobody", isViolation: false)
      return
    }
    switch judge(proof, statement, inForce) {
    case .authorized(let authority):
      if inForce.contains(statement.key) { return }
      link.authority = authority
      links.append(link)
    case .recovered:
      link.isRecovery = true
      links.append(link)
      note(
        .keyRecovered, statement,
        "all keys before were lost; nobody authorised this one: what it signs rests on it alone",
        isViolation: false)
    case .invalid(let code, let reason): note(code, statement, reason)
    }
  }

  private enum Judgement {
    case authorized(by: VerifierKey)
    case recovered
    case invalid(JournalError.Code, String)
  }

  private mutating func judge(
    _ proof: String, _ statement: KeyStatement, _ inForce: [VerifierKey]
  ) -> Judgement {
    let note: SignedNote
    let signers: [VerifierKey]
    do throws(MerkleError) {
      note = try SignedNote(parsing: Array(proof.utf8))
      signers = try note.verified(by: keys)
    } catch {
      switch error.code {
      case .unknownKey:
        return .invalid(
          .keyNotAuthorized, "the key is named by one that never might sign: \(error.detail)")
      default: return .invalid(.init(merkle: error.code), "the proof is bad: \(error.detail)")
      }
    }
    guard let signer = signers.first(where: { inForce.contains($0) }) else {
      return .invalid(
        .keyNotAuthorized, "the key is named by one that might not sign then: \(signers[0])")
    }
    if let named = KeyProof(parsing: note.text) {
      guard named.key == statement.key.description, isOrigin(named.origin),
        named.size <= statement.entry
      else { return .invalid(.keyNotAuthorized, "the proof is for another key or journal") }
      claims.append((statement.entry, named.size, named.root))
      return .authorized(by: signer)
    }
    if let last = try? Checkpoint(parsing: note.text), isOrigin(last.origin),
      last.size == statement.entry
    {
      guard recovered.contains(statement.key) else {
        return .invalid(.keyNotAuthorized, "ledger.json knows of no recovery with this key")
      }
      claims.append((statement.entry, last.size, last.root))
      return .recovered
    }
    let isNewer = note.text.hasPrefix(KeyProof.title)
    return .invalid(
      .keyNotAuthorized, isNewer ? "the proof has a newer form" : "the proof says something else")
  }

  /// Whether a text is the journal's origin, byte for byte.
  private func isOrigin(_ text: String) -> Bool { text.utf8.elementsEqual(origin.utf8) }

  /// A revocation from a day in the past casts doubt on what was recorded since.
  private mutating func noteBackdating(_ statement: KeyStatement) {
    guard statement.from < statement.recorded, !statement.from.isEmpty else { return }
    findings.append(
      Finding(
        .keyDoubt,
        "the key was revoked as of \(statement.from); look at what was recorded from that day on",
        entry: statement.entry, actual: "recorded on \(statement.recorded)", isViolation: false))
  }

  private mutating func note(
    _ code: JournalError.Code, _ statement: KeyStatement, _ text: String, isViolation: Bool = true
  ) {
    findings.append(
      Finding(
        code, text, entry: statement.entry, actual: statement.key.description,
        isViolation: isViolation))
  }
}
