@testable import Ledger

/// One unknown day of a range, in a calendar of twelve days of March 2021.
struct Span: Hashable {
  var first: Int
  var last: Int

  static let calendar = 1...12

  static func text(_ day: Int) -> String { "2021-03-" + (day < 10 ? "0\(day)" : "\(day)") }

  var text: String {
    first == last ? Span.text(first) : Span.text(first) + "/" + Span.text(last)
  }
}

/// What an entry of a random journal says, for the engine as JSON and for `Readings` as it is.
indirect enum Happening: Hashable {
  /// A line of a ceremony, a decree or an act upon one; without an official it is unnamed.
  struct Line: Hashable {
    var official: Int?
    var post: Int?
    var from: Int?
    var isConcurrent = false
  }

  /// The decree and the rotation that an entry names.
  struct Basis: Hashable {
    var decree: Int?
    var rotation: Int?
  }

  enum End: Hashable {
    case unknown, open
    case on(Span)
  }

  enum Acting: String { case assigned, extended, ended }

  /// What an act upon a decree does to it.
  enum Undoing: String { case annulled, revoked, amended }

  /// The value chosen where sources disagree.
  enum Claim: Hashable {
    case effective(Span)
    case tmt(Span)
    case from(Span)
    case to(End)
    case official(Int)
    case post(Int)
    case until(Span)
    case oath(Bool)
    case decree(Int)
    /// Fields of the line at a position.
    case lineOfficial(Int, Int)
    case linePost(Int, Int)
    case lineFrom(Int, Int)
  }

  case inaugurated([Line], Basis)
  case confirmed([Line], Basis)
  case decreed([Line], Basis, oath: Bool, tmt: Span?)
  case recorded(official: Int, post: Int, isActing: Bool, from: Span?, to: End, heldOn: [Span])
  case started(official: Int, post: Int)
  case left(official: Int, post: Int, decree: Int?)
  case acting(Acting, official: Int, post: Int, until: Span?)
  case departed(official: Int)
  case abolished(post: Int)
  case established(post: Int, seats: Int)
  case retracted(Int)
  case corrected(Int, Span, Happening)
  case undone(Undoing, Basis, [Line])
  /// Names the unnamed line of that number, or people of the group.
  case identified(Int, line: Int?, [Line])
  case resolved([Int], Claim)
  /// What an undone line attests: the official held the post when the act took place, and until the
  /// undoing unless something ended it. No entry says so by itself.
  case stood(official: Int, post: Int, until: Int)
}
