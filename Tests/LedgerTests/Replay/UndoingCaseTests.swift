import Testing

@testable import Ledger

/// Journals in which undoing meets something else, each with the holders it must give.
@Suite struct UndoingCaseTests {
  /// Days of March 2021 by their number: who holds the post, as `official certainty`, with the
  /// capacity where it is not definitive.
  struct Case: CustomTestStringConvertible {
    var name: String
    var post: String
    var entries: [String]
    var holders: [Int: [String]]

    var testDescription: String { name }
  }

  private static func day(_ number: Int) -> String {
    "2021-03-" + (number < 10 ? "0" : "") + "\(number)"
  }

  private static func event(_ type: String, _ days: String, _ data: String) -> String {
    let dates = days.split(separator: "/").map { day(Int($0) ?? 1) }.joined(separator: "/")
    return #"{"type":"\#(type)","effective":"\#(dates)","data":{\#(data)}}"#
  }

  private static func oath(_ days: String, _ line: String, _ more: String = "") -> String {
    event("OfficialsInaugurated", days, #""lines":[\#(line)]\#(more)"#)
  }

  private static func undo(_ what: String, _ days: String, _ more: String = "") -> String {
    event("Decree" + what, days, #""decree":{"number":"1"}\#(more)"#)
  }

  private static let one = #","decree":{"number":"1"}"#

  static let cases: [Case] = [
    Case(
      name: "an oath after the revocation gives nothing", post: "p",
      entries: [oath("8", #"{"official":"a","post":"p"}"#, one), undo("Revoked", "2")],
      holders: [7: [], 8: [], 20: []]),
    Case(
      name: "a revocation gives back what only the line attests", post: "q",
      entries: [
        oath("6", #"{"official":"a","post":"p","from":"q"}"#, one), undo("Revoked", "10"),
      ],
      holders: [5: ["a possible"], 6: [], 9: [], 10: ["a certain"], 11: ["a possible"]]),
    Case(
      name: "an ending after the revocation ends what came back", post: "p",
      entries: [
        oath("5", #"{"official":"b","post":"p"}"#),
        event("AssignmentEnded", "10", #""official":"b","post":"p""#),
        oath("8", #"{"official":"c","post":"p"}"#, one), undo("Revoked", "9"),
      ],
      holders: [
        7: ["b certain"], 8: ["b possible", "c certain"], 9: ["b certain"], 10: [],
      ]),
    Case(
      name: "beside a record of unknown dates only that is left", post: "p",
      entries: [
        oath("5", #"{"official":"a","post":"p"}"#, one), undo("Revoked", "10"),
        #"{"type":"TenureRecorded","data":{"official":"a","post":"p"}}"#,
      ],
      holders: [4: ["a possible"], 5: ["a certain"], 9: ["a certain"], 10: ["a possible"]]),
    Case(
      name: "an acting term that rests on no decree stays", post: "p",
      entries: [
        event(
          "DecreeIssued", "4",
          #""lines":[{"official":"a","post":"p"}],"decree":{"number":"1"},"oath":"none""#),
        event("ActingAssigned", "5", #""official":"a","post":"p""#), undo("Revoked", "7"),
      ],
      holders: [4: ["a certain"], 7: ["a acting certain"]]),
    Case(
      name: "on the vague days of a revocation both worlds are possible", post: "p",
      entries: [
        oath("9", #"{"official":"a","post":"p"}"#),
        oath("3", #"{"official":"b","post":"p"}"#, one), undo("Revoked", "8/9"),
      ],
      holders: [7: ["b certain"], 8: ["b possible"], 9: ["a certain"]]),
    Case(
      name: "who came back holds it for certain whatever displaced him", post: "p",
      entries: [
        oath("8/10", #"{"official":"b","post":"p"}"#), oath("8", #"{"post":"p"}"#, one),
        undo("Revoked", "12"),
      ],
      holders: [12: ["b certain"]]),
    Case(
      name: "an amendment gives nothing to who was not at the oath", post: "p",
      entries: [
        event(
          "DecreeIssued", "9",
          #""lines":[{"official":"a","post":"q"},{"official":"b","post":"r"}],"#
            + #""decree":{"number":"1"}"#
        ),
        oath("12", #"{"official":"b","post":"r"}"#, one),
        undo("Amended", "11", #","lines":[{"official":"a","post":"p"}]"#),
      ],
      holders: [12: []]),
    Case(
      name: "an amendment gives a post to a line that had none", post: "p",
      entries: [
        oath("9", #"{"official":"a"}"#, one),
        undo("Amended", "7", #","lines":[{"official":"a","post":"p"}]"#),
      ],
      holders: [8: [], 9: ["a certain"]]),
    Case(
      name: "an amendment reaches decree and ceremony alike", post: "p",
      entries: [
        event(
          "DecreeIssued", "3",
          #""lines":[{"official":"a","post":"q"}],"decree":{"number":"1"},"oath":"none""#),
        undo("Amended", "1", #","lines":[{"official":"a","post":"p"}]"#),
        oath("2", #"{"official":"a","post":"p"}"#, one),
      ],
      holders: [2: ["a certain"], 4: ["a certain"]]),
    Case(
      name: "who was taken out by one amendment comes back by the next", post: "p",
      entries: [
        event(
          "DecreeIssued", "2",
          #""lines":[{"official":"a","post":"p"},{"official":"b","post":"q"}],"#
            + #""decree":{"number":"1"}"#),
        oath("3", #"{"official":"a","post":"p"},{"official":"b","post":"q"}"#, one),
        undo("Amended", "4", #","lines":[{"official":"a"}]"#),
        undo("Amended", "5", #","lines":[{"official":"a","post":"p"}]"#),
      ],
      holders: [2: [], 3: ["a certain"], 9: ["a certain"]]),
    Case(
      name: "who was never at the oath does not come back", post: "p",
      entries: [
        event(
          "DecreeIssued", "2",
          #""lines":[{"official":"a","post":"p"},{"official":"b","post":"q"}],"#
            + #""decree":{"number":"1"}"#),
        oath("3", #"{"official":"b","post":"q"}"#, one),
        undo("Amended", "4", #","lines":[{"official":"a"}]"#),
        undo("Amended", "5", #","lines":[{"official":"a","post":"p"}]"#),
      ],
      holders: [3: [], 9: []]),
    Case(
      name: "a ceremony of two decrees is undone when the second is", post: "q",
      entries: [
        event("DecreeIssued", "1", #""rotation":"r","decree":{"number":"0"}"#),
        event("DecreeIssued", "1", #""rotation":"r","decree":{"number":"1"}"#),
        oath("3", #"{"official":"a","post":"p","from":"q"}"#, #","rotation":"r""#),
        undo("Annulled", "5"),
        event("DecreeAnnulled", "9", #""decree":{"number":"0"}"#),
      ],
      holders: [3: ["a certain"], 9: ["a certain"], 10: ["a possible"]]),
    Case(
      name: "what a vague act attests, an act among its days may end", post: "p",
      entries: [
        event("AssignmentEnded", "6/8", #""official":"a","post":"p","decree":{"number":"1"}"#),
        oath("7", #"{"official":"b","post":"p"}"#), undo("Annulled", "9"),
      ],
      holders: [8: ["a possible", "b certain"]]),
    Case(
      name: "a claim about the date of a decree leaves its TMT", post: "p",
      entries: [
        event(
          "DecreeIssued", "2",
          #""lines":[{"official":"a","post":"p"}],"decree":{"number":"1"},"oath":"none","#
            + #""tmt":"2021-03-04""#),
        #"{"type":"ClaimResolved","data":{"entries":[0],"field":"effective","#
          + #""chosen":"2021-03-07"}}"#,
      ],
      holders: [3: [], 4: ["a certain"]]),
    Case(
      name: "a claim about a TMT leaves the day of the oath", post: "p",
      entries: [
        oath("12", #"{"official":"a","post":"p"}"#),
        #"{"type":"ClaimResolved","data":{"entries":[0],"field":"tmt","chosen":"2021-03-09"}}"#,
      ],
      holders: [11: [], 12: ["a certain"]]),
    Case(
      name: "a claim gives a start to what was only seen", post: "p",
      entries: [
        #"{"type":"TenureRecorded","data":{"official":"a","post":"p","heldOn":["2021-03-10"]}}"#,
        #"{"type":"ClaimResolved","data":{"entries":[0],"field":"from","chosen":"2021-03-07"}}"#,
      ],
      holders: [6: [], 7: ["a certain"], 10: ["a certain"], 11: ["a possible"]]),
    Case(
      name: "people are identified on the day that a claim chose", post: "p",
      entries: [
        event(
          "DecreeIssued", "6", #""lines":[{"post":"p"}],"decree":{"number":"1"},"oath":"none""#),
        #"{"type":"ClaimResolved","data":{"entries":[0],"field":"tmt","chosen":"2021-03-02"}}"#,
        #"{"type":"OfficialIdentified","data":{"at":{"entry":0,"no":1},"#
          + #""lines":[{"official":"a","post":"p"}]}}"#,
      ],
      holders: [1: [], 2: ["a certain"]]),
  ]

  @Test(arguments: cases) func `undoing meets something else`(_ sample: Case) throws {
    let journal = try SampleJournal(sample.entries)
    for (day, expected) in sample.holders.sorted(by: { $0.key < $1.key }) {
      let found = try journal.holders(sample.post, at: Self.day(day)).map {
        $0.split(separator: " ").filter { $0 != "definitive" }.joined(separator: " ")
      }
      #expect(found == expected, "on day \(day)")
    }
  }
}
