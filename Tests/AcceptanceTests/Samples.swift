/// Entries for tests, short enough to be damaged byte by byte.
enum Samples {
  /// An entry that founds a post; the id makes it distinct.
  static func post(_ id: String, effective: String = "2020-01-01", extra: String = "") -> String {
    #"{"data":{"post":"\#(id)"},"effective":"\#(effective)","id":"id-\#(id)"\#(extra),"#
      + #""type":"PostEstablished"}"#
  }

  /// Some entries that found posts.
  static func posts(_ count: Int) -> [String] { (0..<count).map { post("post-\($0)") } }

  /// A line as it would stand in a journal, for journals that are written without the program.
  static func line(
    _ id: String, time: String = "2026-01-01T00:00:00.000Z", type: String = "PostEstablished",
    data: String = #"{"post":"p"}"#
  ) -> String {
    #"{"data":\#(data),"effective":"2020-01-01","id":"\#(id)","recordedtime":"\#(time)","#
      + #""source":"https://bkpsdm.example","specversion":"1.0","type":"\#(type)"}"#
  }
}
