import Glibc
import Testing

/// A kill at any moment of an append loses nothing that was acknowledged.
@Suite struct KillTests {
  @Test func `every acknowledged entry survives, and the next append works`() throws {
    let mutasi = try Harness.journal()
    // What was acknowledged, id by number.
    var acknowledged: [Int: String] = [:]
    var killed = 0
    let clock = ContinuousClock()
    let whole = try clock.measure {
      try mutasi.append((0..<40).map { Samples.post("first-\($0)") })
    }
    let longest = UInt32(whole / .microseconds(1))
    for round in 0..<25 {
      let ids = (0..<40).map { "round-\(round)-\($0)" }
      let run = try mutasi.start(
        ["append", "-", "--format", "json"], stdin: ids.map { Samples.post($0) + "\n" }.joined())
      usleep(UInt32.random(in: 0...longest))
      run.kill()
      let outcome = try run.wait()
      // A receipt counts, even of a run that was killed between printing it and its end.
      if let receipt = try? outcome.json() {
        for entry in receipt["entries"].elements {
          acknowledged[try #require(entry["entry"].number)] = entry["id"].text
        }
      } else {
        #expect(outcome.code == 128 + SIGKILL, "\(outcome.stderr)")
        killed += 1
      }
      let verified = try mutasi.run("verify", "--format", "json")
      #expect(verified.code == 0, "round \(round): \(verified.stdout) \(verified.stderr)")
    }
    #expect(killed > 0, "no run was killed before its end")
    let receipt = try mutasi.append(Samples.post("last"))
    let number = try #require(receipt["entries"][0]["entry"].number)
    acknowledged[number] = "id-last"
    let listed = try mutasi.json("log")["entries"].elements
    #expect(listed.count == number + 1)
    for (entry, id) in acknowledged { #expect(listed[entry]["id"].text == id) }
    // All or none of each call.
    #expect(number % 40 == 0)
    #expect(try mutasi.json("verify")["findings"].elements.isEmpty)
  }
}
