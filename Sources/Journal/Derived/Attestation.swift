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
  /// The folders of segments and of leaf hashes, where both were seen to hold every file whole;
  /// none where that is not known.
  var folders: [FileStamp]

  static let name = "unaltered"
  private static let kind = "unaltered 3"
  /// How long before it is examined a file must have been changed last, in nanoseconds: clocks of
  /// file systems advance in steps, and a later change must show.
  static let settling = 20_000_000

  init(signer: String, known: [Known], segments: [FileStamp], folders: [FileStamp]) {
    (self.signer, self.known, self.segments, self.folders) = (signer, known, segments, folders)
  }

  /// The first one in a store that fits.
  static func first(
    in store: DerivedStore, where fits: (Attestation) -> Bool = { _ in true }
  ) -> Attestation? {
    store.first(name, kind) { file in Attestation(file).flatMap { fits($0) ? $0 : nil } }
  }

  private init?(_ file: DerivedFile) {
    guard let signer = file["signer"] else { return nil }
    self.signer = signer
    known = file.values("checkpoint").compactMap { Known($0) }
    let stamps = Self.stamps(file.payload)
    guard let count = file.number("folders"), stamps.indices.contains(count - 1) || count == 0
    else { return nil }
    folders = Array(stamps.prefix(count))
    segments = Array(stamps.dropFirst(count))
  }

  /// Takes in what a writer has appended, who knows that nothing else was changed.
  ///
  /// - Parameters:
  ///   - checkpoint: the checkpoint after it.
  ///   - signer: the key that signed that.
  ///   - stamps: how the segments stand that were written to, the last ones.
  ///   - first: the first of them.
  ///   - folders: how the folders stand; nil if no file was added to them.
  mutating func extend(
    to checkpoint: Checkpoint, _ signer: VerifierKey, _ stamps: [FileStamp], from first: Int,
    in folders: [FileStamp]?
  ) {
    known = [Known(checkpoint)] + known.prefix(Self.mostKnown)
    self.signer = signer.description
    segments = segments.prefix(first) + stamps
    if !self.folders.isEmpty, let folders { self.folders = folders }
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
    file.add("folders", folders.count)
    file.payload.reserveCapacity((folders.count + segments.count) * Self.stampBytes)
    for one in folders + segments {
      let words = [
        one.number, UInt64(bitPattern: Int64(one.size)), UInt64(bitPattern: Int64(one.written)),
        UInt64(bitPattern: Int64(one.changed)),
      ]
      for word in words { file.payload.append(littleEndian: word) }
    }
    return file
  }

  /// The length of what stands for a file: four words, the lowest byte first.
  private static let stampBytes = 32

  private static func stamps(_ bytes: [UInt8]) -> [FileStamp] {
    func word(_ start: Int) -> UInt64 {
      bytes[start..<(start + 8)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
    func number(_ start: Int) -> Int { Int(Int64(bitPattern: word(start))) }
    return stride(from: 0, to: bytes.count / stampBytes * stampBytes, by: stampBytes).map {
      FileStamp(
        number: word($0), size: number($0 + 8), written: number($0 + 16), changed: number($0 + 24))
    }
  }
}

extension FileStamp {
  /// Whether the file was changed last so long before a time, in milliseconds since 1970, that a
  /// change after it would show.
  func isSettled(at time: Int) -> Bool {
    changed <= time * 1_000_000 - Attestation.settling
  }
}

extension JournalReader {
  /// What says that all lines were verified as those of the newest checkpoint, if no file was
  /// changed since.
  ///
  /// - Parameters:
  ///   - store: where it lies.
  ///   - stamps: how the segment files stand, from one on.
  ///   - first: that one; how the ones before it stand is not asked.
  /// - Returns: what says so; nil if nothing does.
  /// - Throws: only what reading the cosigned checkpoint throws.
  func attestation(
    in store: DerivedStore, of stamps: [FileStamp]?, from first: Int = 0
  ) throws(JournalError) -> Attestation? {
    guard let stamps, findings.isEmpty else { return nil }
    let notes = try earlierNotes().map { Attestation.Known($0.signed.checkpoint) }
    return Attestation.first(in: store) { attestation in
      attestation.segments.count == first + stamps.count
        && attestation.segments[first...].elementsEqual(stamps)
        && attestation.signer == signer.description
        && attestation.known.first == Attestation.Known(checkpoint.checkpoint)
        && notes.allSatisfy(attestation.known.contains)
    }
  }

  /// What says that all lines were verified as those of the newest checkpoint, for who appends to
  /// them.
  ///
  /// Of the files the last segment alone is examined. What is noted of the others is passed on as
  /// it is, so that their changes show to whoever reads them. Of folders that were changed since
  /// nothing is said.
  func latestAttestation(in store: DerivedStore) throws(JournalError) -> Attestation? {
    let last = max(0, layout.segmentCount(size) - 1)
    var found = try attestation(in: store, of: segmentStamps(from: last), from: last)
    if let known = found?.folders, !known.isEmpty, try folderStamps() != known {
      found?.folders = []
    }
    return found
  }

  /// How all segment files stand now; nil if one is missing or the system does not tell.
  func segmentStamps() throws(JournalError) -> [FileStamp]? {
    let count = layout.segmentCount(size)
    if count == 0 { return [] }
    guard try files.status(of: layout.entries)?.kind == .folder else { return nil }
    var found = [FileStamp?](repeating: nil, count: count)
    for (name, status) in try files.statuses(in: layout.entries) where status.kind == .regular {
      guard let segment = Layout.segmentNumber(ofFile: name), segment < count else { continue }
      found[segment] = status.stamp
    }
    let stamps = found.compactMap { $0 }
    return stamps.count == count ? stamps : nil
  }

  /// How segment files from some number on stand now; nil as above.
  func segmentStamps(from first: Int) throws(JournalError) -> [FileStamp]? {
    var stamps: [FileStamp] = []
    for segment in first..<layout.segmentCount(size) {
      guard let status = try files.status(of: layout.segment(segment)), status.kind == .regular,
        let stamp = status.stamp
      else { return nil }
      stamps.append(stamp)
    }
    return stamps
  }

  /// How the folders of segments and of leaf hashes stand now, as ``folderStamps()`` has it; none
  /// if one was changed so shortly before a time, in milliseconds since 1970, that a further change
  /// might not show.
  func folderStamps(settledAt time: Int) throws(JournalError) -> [FileStamp] {
    let stamps = try folderStamps()
    return stamps.allSatisfy { $0.isSettled(at: time) } ? stamps : []
  }

  /// How the folders of segments and of leaf hashes stand now; none if one is missing or the system
  /// does not tell.
  func folderStamps() throws(JournalError) -> [FileStamp] {
    var stamps: [FileStamp] = []
    for folder in [layout.entries, layout.hashes] {
      guard let status = try files.status(of: folder), status.kind == .folder,
        let stamp = status.stamp
      else { return [] }
      stamps.append(stamp)
    }
    return stamps
  }
}
