import Ledger

/// What a verification could not exclude with what it was given, in plain words: the more the
/// verifier brings along, the less remains.
struct Exclusions {
  /// Whether the key came from elsewhere.
  var isKeyGiven = false
  /// How many entries are signed.
  var size = 0
  /// The largest size of a checkpoint that was brought along and is extended.
  var remembered: Int?
  /// When the newest cosignature was made, in seconds since 1970, if enough witnesses cosigned.
  var cosigned: Int?
  /// Whether a receipt was verified, and not all entries.
  var isReceipt = false
  /// Whether nothing was read of what the lines say.
  var isBytesOnly = false

  /// The sentences, gravest first.
  var sentences: [String] {
    [unread, ownKey, split, isReceipt ? stolenFromReceipt : stolen, isReceipt ? since : rollback]
      .compactMap { $0 } + [
        "that recordedby, source and the times are true: they are claims; only the checkpoint is "
          + "signed"
      ]
  }

  private var unread: String? {
    isBytesOnly
      ? "that lines are no entries, are out of order, repeat an id or refer to nothing: with "
        + "--bytes they are held against the signature alone"
      : nil
  }

  private var ownKey: String? {
    isKeyGiven
      ? nil
      : "that the whole journal was rewritten and signed with another key: the key was taken from "
        + "the journal itself; give --key with one that you got elsewhere"
  }

  private var split: String? {
    if cosigned != nil { return nil }
    return "a split view: that others are shown another journal under the same key; compare "
      + "checkpoints"
  }

  private var stolen: String? {
    let remembered = remembered ?? 0
    if remembered > 0 {
      // Nothing lies beyond what was remembered.
      if remembered >= size { return nil }
      return "that whoever stole the key rewrote entries from number \(remembered) on, which the "
        + "checkpoint you kept does not cover"
    }
    if cosigned != nil {
      return "that whoever stole the key rewrote the journal before the witnesses first saw it"
    }
    return "that whoever stole the key rewrote the journal before anybody remembered a checkpoint"
  }

  private var rollback: String? {
    if let time {
      return "a rollback of what was recorded after \(time), when it was cosigned last"
    }
    if let remembered, remembered > 0 {
      return "a rollback of later entries: that some after the first \(remembered) were cut off "
        + "again; keep this checkpoint as well"
    }
    return "a rollback: that the journal was cut back to an older signed state; keep a checkpoint "
      + "and compare"
  }

  private var stolenFromReceipt: String? {
    "that whoever stole the key signed the checkpoint of the receipt"
  }

  private var since: String? {
    "that the journal was rewritten or cut back since: 'verify --against' with the receipt tells "
      + "whether it still extends its checkpoint"
  }

  /// The time of the newest cosignature as it is read; what no calendar has is its last moment.
  private var time: String? {
    cosigned.map { "\(Instant(milliseconds: Int64(min($0, Self.lastSecond)) * 1000))" }
  }

  /// The end of the year 9999.
  private static let lastSecond = 253_402_300_799
}
