internal import MerkleLog

/// What a reader who verified every line leaves behind: which files gave the signed root, and how
/// the system would show that they were changed since.
///
/// As long as every segment is the very file it was then, and the checkpoint is the same, the lines
/// need not be hashed again to answer a question. It is no proof: `verify` never asks it.
struct Attestation: Sendable, Hashable {
  /// A checkpoint that the lines bear out.
  struct Known: Sendable, Hashable {
    var size: Int
    var root: Hash

    init(_ checkpoint: Checkpoint) { (size, root) = (checkpoint.size, checkpoint.root) }

    init?(_ text: String) {
      let words = text.split(separator: " ")
      guard words.count == 2, let size = Int(words[0]), let root = Hash(base64: String(words[1]))
      else { return nil }
      (self.size, self.root) = (size, root)
    }

    var text: String { "\(size) \(root.base64)" }
  }

  /// The key that signed the newest checkpoint.
  var signer: String
  /// The checkpoints, newest first.
  var known: [Known]
  /// Every segment file.
  var segments: [FileStamp]

  static let name = "unaltered"
  private static let kind = "unaltered 1"
  /// How long before it is examined a file must have been changed last, in nanoseconds: clocks of
  /// file systems advance in steps, and a later change must show.
  static let settling = 20_000_000

  init(signer: String, known: [Known], segments: [FileStamp]) {
    (self.signer, self.known, self.segments) = (signer, known, segments)
  }

  /// Those that lie in a store.
  static func all(in store: DerivedStore) -> [Attestation] {
    store.read(name, kind).compactMap { Attestation($0) }
  }

  private init?(_ file: DerivedFile) {
    guard let signer = file["signer"] else { return nil }
    self.signer = signer
    known = file.values("checkpoint").compactMap { Known($0) }
    segments = file.values("segment").compactMap { line in
      let numbers = line.split(separator: " ").compactMap { Int($0) }
      guard numbers.count == 4, numbers[0] >= 0 else { return nil }
      return FileStamp(
        number: UInt64(numbers[0]), size: numbers[1], written: numbers[2], changed: numbers[3])
    }
  }

  /// Takes in what a writer has appended, who knows that nothing else was changed.
  ///
  /// - Parameters:
  ///   - checkpoint: the checkpoint after it.
  ///   - signer: the key that signed that.
  ///   - stamps: how the segments stand that were written to, the last ones.
  ///   - first: the first of them.
  mutating func extend(
    to checkpoint: Checkpoint, _ signer: VerifierKey, _ stamps: [FileStamp], from first: Int
  ) {
    known = [Known(checkpoint)] + known.prefix(Self.mostKnown)
    self.signer = signer.description
    segments = segments.prefix(first) + stamps
  }

  /// As many earlier checkpoints may lie in the folder.
  private static let mostKnown = 8

  func write(to store: DerivedStore) { store.write(file, Self.name) }

  /// Writes it over the one that it extends.
  func overwrite(in store: DerivedStore) throws(JournalError) {
    try store.overwrite(file, Self.name)
  }

  private var file: DerivedFile {
    var file = DerivedFile(Self.kind)
    file.add("signer", signer)
    for checkpoint in known { file.add("checkpoint", checkpoint.text) }
    for one in segments {
      file.add("segment", "\(one.number) \(one.size) \(one.written) \(one.changed)")
    }
    return file
  }
}

extension JournalReader {
  /// What says that all lines were verified as those of the newest checkpoint, if no file was
  /// changed since.
  ///
  /// - Parameters:
  ///   - store: where it lies.
  ///   - stamps: how the segment files stand.
  /// - Returns: what says so; nil if nothing does.
  /// - Throws: only what reading the cosigned checkpoint throws.
  func attestation(
    in store: DerivedStore, of stamps: [FileStamp]?
  ) throws(JournalError) -> Attestation? {
    guard let stamps, findings.isEmpty else { return nil }
    let notes = try earlierNotes().map { Attestation.Known($0.signed.checkpoint) }
    return Attestation.all(in: store).first { attestation in
      attestation.segments == stamps && attestation.signer == signer.description
        && attestation.known.first == Attestation.Known(checkpoint.checkpoint)
        && notes.allSatisfy(attestation.known.contains)
    }
  }

  /// How segment files from some number on stand now; nil if one is missing or the system does not
  /// tell.
  func segmentStamps(from first: Int = 0) throws(JournalError) -> [FileStamp]? {
    var stamps: [FileStamp] = []
    for segment in first..<layout.segmentCount(size) {
      guard let status = try files.status(of: layout.segment(segment)), status.kind == .regular,
        let stamp = status.stamp
      else { return nil }
      stamps.append(stamp)
    }
    return stamps
  }
}
