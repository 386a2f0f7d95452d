import CommandLineKit
import Foundation
import Testing

/// Expected pages beside this file; `UPDATE_GOLDEN=1 swift test` writes them anew for review.
struct GoldenTests {
  static let directory = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Golden")

  static let pages: [(String, [String], Int?)] = [
    ("overview.txt", ["help"], nil),
    ("overview-40.txt", ["help"], 40),
    ("audit.txt", ["help", "audit"], nil),
    ("audit-40.txt", ["audit", "--help"], 40),
    ("audit-100.txt", ["audit", "-h"], 200),
    ("append.txt", ["help", "append"], nil),
    ("record.txt", ["help", "record"], nil),
    ("record-briefing.txt", ["help", "record", "briefing"], nil),
    ("completions.txt", ["completions", "--help"], nil),
    ("mutasi.1", ["help", "--man"], nil),
    ("mutasi.bash", ["completions", "bash"], nil),
    ("mutasi.zsh", ["completions", "zsh"], nil),
    ("mutasi.fish", ["completions", "fish"], nil),
  ]

  @Test(arguments: pages)
  func `pages are as reviewed`(file: String, words: [String], width: Int?) throws {
    let environment = width.map { ["COLUMNS": "\($0)"] } ?? [:]
    let transcript = Transcript(words, environment: environment)
    #expect(transcript.errors == "")
    #expect(transcript.code == .done)
    let url = Self.directory.appending(path: file)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try Data(transcript.output.utf8).write(to: url)
    }
    let expected = try String(decoding: Data(contentsOf: url), as: UTF8.self)
    #expect(transcript.output == expected)
  }

  @Test(arguments: 40...100)
  func `no line of help is longer than the terminal is wide`(width: Int) {
    for words in [["help"], ["help", "completions"], ["help", "record"]] {
      let output = Transcript(words, environment: ["COLUMNS": "\(width)"]).output
      // A synopsis is one line, to be copied; a word longer than the line has one of its own.
      for line in output.split(separator: "\n") where !line.hasPrefix("Usage:") {
        #expect(line.count <= width || !line.contains(" "), "\(line)")
      }
    }
  }

  @Test func `all ways to help lead to the same page`() {
    let page = Transcript("help audit").output
    for line in [
      "audit --help", "audit -h", "audit --zzz -h", "audit p --from 20 --help", "audit -xh",
    ] {
      let transcript = Transcript(line)
      #expect(transcript.output == page, "\(line)")
      #expect(transcript.code == .done)
    }
    let overview = Transcript("help").output
    #expect(Transcript("--help").output == overview)
    #expect(Transcript("-h").output == overview)
    #expect(Transcript("record --help").output == Transcript("help record").output)
  }

  @Test func `without a verb the overview is a message, not a result`() {
    let transcript = Transcript([])
    #expect(transcript.errors == Transcript("help").output)
    #expect(transcript.output == "")
    #expect(transcript.code == .usage)
  }

  @Test func `the version is one line`() {
    #expect(Transcript("--version").output == "mutasi 1.2.3\n")
  }

  @Test func `every verb and option appears in every generated page`() {
    let manual = Transcript("help --man").output
    for command in sample.commands {
      let help = Transcript(["help"] + command.about.name.split(separator: " ").map { String($0) })
      for specification in sample.specifications(of: command) {
        #expect(help.output.contains(specification.title))
        for spelling in specification.spellings {
          #expect(manual.contains(Manual.escape(spelling)))
          for shell in ["bash", "zsh", "fish"] where spelling.hasPrefix("--") {
            let script = Transcript("completions \(shell)").output
            let form = shell == "fish" ? "-l \(specification.name)" : spelling
            #expect(script.contains(form), "\(shell) \(spelling)")
          }
        }
      }
    }
  }

  @Test func `words wrap at the width and paragraphs stay apart`() {
    #expect(TextLayout.wrap("aa bb cc\n\ndd", width: 5) == ["aa bb", "cc", "", "dd"])
    #expect(TextLayout.wrap("abcdefgh ij", width: 4) == ["abcdefgh", "ij"])
    let text = "one two three four five six seven eight nine ten"
    for width in 5...60 {
      let lines = TextLayout.wrap(text, width: width)
      #expect(lines.joined(separator: " ") == text)
      #expect(lines.allSatisfy { $0.count <= width })
    }
  }
}
