import Exchange
import Ledger

/// What a verb wants to record: made from the journal as it is read, so that what is changed or
/// referred to is looked up in the same state of the journal to which the entries are added.
struct Proposal {
  /// What is proposed, and what there is to tell about it.
  struct Content {
    /// The entries.
    var drafts: any Sequence<Draft>
    /// Days, beside those of the entries, on which the change may show.
    var days: [Day] = []
    /// Tables about it, shown between the entries and the change of the view.
    var sections: [Section] = []
    /// What is doubtful about it.
    var warnings: [String] = []
  }

  /// What must be read of the journal to make it.
  var wishes = Session.Wishes()
  /// Makes it; an error refuses it.
  let make: (Session) throws(Failure) -> Content
  /// The entries, where they depend on nothing in the journal.
  var drafts: [Draft]?

  /// Entries that depend on nothing in the journal.
  init(_ drafts: [Draft]) {
    wishes.ids = Intake.ids(of: drafts)
    wishes.appending = drafts.count
    self.drafts = drafts
    make = { _ throws(Failure) in Content(drafts: drafts) }
  }

  /// Entries that are made from what is read.
  init(_ wishes: Session.Wishes, make: @escaping (Session) throws(Failure) -> Content) {
    self.wishes = wishes
    self.make = make
  }
}
