import Testing

/// A journal of a small town, for the reading verbs: three officials inaugurated into established
/// posts, two of them rotated, one acting on the post left vacant, a retirement on a vague date,
/// and records that were wrong.
enum SmallTown {
  /// Entries 0 to 11, as they were recorded.
  static let entries = [
    #"""
    {"type":"PostEstablished","effective":"2018-01-01","data":{"post":"kadis-pu",\#
    "title":"Kepala Dinas PU","unit":"dinas-pu"}}
    """#,
    #"""
    {"type":"PostEstablished","effective":"2018-01-01","data":{"post":"kadis-kes",\#
    "title":"Kepala Dinas Kesehatan","unit":"dinkes"}}
    """#,
    #"""
    {"type":"PostEstablished","effective":"2018-01-01","data":{"post":"camat-a","title":"Camat A",\#
    "unit":"kec-a"}}
    """#,
    #"""
    {"type":"ApprovalGranted","effective":"2020-01-05","data":{"rotation":"r-2020",\#
    "authority":"KASN","letter":{"number":"B-1","date":"2020-01-05"}}}
    """#,
    #"""
    {"type":"DecreeIssued","effective":"2020-01-08","data":{"rotation":"r-2020",\#
    "decree":{"number":"821/1/2020","date":"2020-01-08"}}}
    """#,
    #"""
    {"type":"OfficialsInaugurated","effective":"2020-01-10","region":"35.10",\#
    "data":{"rotation":"r-2020","place":"Pendopo","group":{"count":10},\#
    "status":"official-document","sources":[{"publisher":"Radar"}],"lines":[{"official":"ani",\#
    "name":"Ani","post":"kadis-pu","kind":"promotion"},{"official":"budi","name":"Budi",\#
    "post":"kadis-kes"},{"official":"cici","name":"Cici","post":"camat-a"},{"post":"camat-b"}]}}
    """#,
    #"""
    {"type":"OfficialsInaugurated","effective":"2021-03-01","region":"35.10",\#
    "data":{"rotation":"r-2021","decree":{"number":"821/9/2021","date":"2021-02-27"},\#
    "lines":[{"official":"ani","name":"Ani","post":"kadis-kes","kind":"lateral"},\#
    {"official":"budi","name":"Budi","post":"camat-a","kind":"demotion"}]}}
    """#,
    #"""
    {"type":"ActingAssigned","effective":"2021-03-02","region":"35.10","data":{"post":"kadis-pu",\#
    "official":"cici","until":"2021-06-01","order":{"number":"800/3","date":"2021-03-02"}}}
    """#,
    #"""
    {"type":"EvaluationScheduled","effective":"2021-03-01","region":"35.10",\#
    "data":{"of":{"rotation":"r-2021"},"within":"P6M"}}
    """#,
    #"{"type":"OfficialRetired","effective":"2022-05","data":{"official":"ani"}}"#,
    #"""
    {"type":"TenureRecorded","data":{"post":"kadis-pu","official":"dodi","name":"Dodi",\#
    "from":"2019","to":"2018-05-01"}}
    """#,
    #"""
    {"type":"AssignmentEnded","effective":"2023-01-01","data":{"post":"camat-a","official":"budi",\#
    "cause":"resignation"}}
    """#,
  ]

  /// Entry 12: the resignation never was.
  static let retraction =
    #"{"type":"EntryRetracted","data":{"entry":11,"reason":"wrong person"}}"#

  /// A harness with that journal.
  static func journal() throws -> Harness {
    let mutasi = try Harness.journal("--region", "35.10")
    try mutasi.append(entries)
    return mutasi
  }
}
