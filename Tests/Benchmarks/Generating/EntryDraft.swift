import Ledger

/// What a made entry says, before it has a number, a time and an id.
struct EntryDraft {
  let type: String
  /// The object `data`, in the written form.
  let data: String
  var effective: Int?
  let region: String
  var subject: String?
  /// How many tenures it starts.
  var tenures = 0

  /// The line in the written form: names sorted, no blanks.
  func line(at milliseconds: Int64, id: String) -> [UInt8] {
    var line = #"{"data":\#(data),"#
    if let effective { line += #""effective":"\#(Day(daysSince1970: effective))","# }
    line += #""id":"\#(id)","recordedtime":"\#(Instant(milliseconds: milliseconds))","#
    line += #""region":"\#(region)","source":"//bkd.example/\#(region)","specversion":"1.0","#
    if let subject { line += #""subject":"\#(subject)","# }
    line += #""type":"\#(type)"}"#
    return Array(line.utf8)
  }

  /// What a correction puts in the place of an entry: this one, without time and id.
  var replacement: String {
    var text = #"{"data":\#(data),"#
    if let effective { text += #""effective":"\#(Day(daysSince1970: effective))","# }
    text += #""region":"\#(region)","#
    if let subject { text += #""subject":"\#(subject)","# }
    return text + #""type":"\#(type)"}"#
  }
}

/// A day in its written form, from days since 1970.
func written(_ day: Int) -> String { Day(daysSince1970: day).description }
