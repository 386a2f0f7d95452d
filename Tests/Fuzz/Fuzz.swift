import Glibc

/// The readers of what strangers write, each put before whatever libFuzzer comes up with.
///
/// One program holds them all; `FUZZ_TARGET` names the one of a run. See `run.sh`.
enum FuzzTarget: String, CaseIterable {
  case line, json, note, checkpoint, proof, tile, csv, careers, annex, description

  /// Reads some bytes, and traps where a law of the reader does not hold.
  func read(_ bytes: [UInt8]) {
    switch self {
    case .line: FuzzLine.read(bytes)
    case .json: FuzzJSON.read(bytes)
    case .note: FuzzNote.read(bytes)
    case .checkpoint: FuzzNote.readCheckpoint(bytes)
    case .proof: FuzzProof.read(bytes)
    case .tile: FuzzTile.read(bytes)
    case .csv: FuzzTable.read(bytes)
    case .careers: FuzzTable.readCareers(bytes)
    case .annex: FuzzTable.readAnnex(bytes)
    case .description: FuzzDescription.read(bytes)
    }
  }

  /// The one that the environment names.
  static let chosen: FuzzTarget = {
    guard let name = unsafe getenv("FUZZ_TARGET"),
      let target = FuzzTarget(rawValue: unsafe String(cString: name))
    else {
      fatalError("FUZZ_TARGET is one of \(allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return target
  }()
}

/// Called by libFuzzer with each input.
@c(LLVMFuzzerTestOneInput)
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  FuzzTarget.chosen.read(unsafe Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

/// Traps where a law does not hold, also in an optimised build.
func expect(_ holds: Bool, _ law: @autoclosure () -> String) {
  if !holds { fatalError(law()) }
}
