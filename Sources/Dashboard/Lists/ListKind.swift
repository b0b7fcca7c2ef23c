import Meetings
import MeetingsStore
import TerminalUI

/// One kind of list: which rows there are, their columns, their order and the words that a filter searches. A new list
/// is one such value in a file of its own; one view draws all of them.
struct ListKind: Sendable {
    let place: Place
    /// One row, and several: `room`, `rooms`.
    let nouns: (one: String, many: String)
    let columns: [ListColumn]
    /// Everything that could be a row, in any order.
    let objects: @Sendable (Model) -> [ObjectID]
    /// The texts in which a filter looks for words.
    let words: @Sendable (Model, ObjectID) -> [String]
    /// The order while no column was chosen: compared from the first value on, smaller ones first.
    let order: @Sendable (Model, ObjectID) -> [SortValue]
    /// What that order is called.
    let orderName: String
    /// What to do where there is nothing to see and no filter hides it.
    let empty: @Sendable (Model) -> String
    /// A row as filters see it; nil leaves them the words.
    var subject: (@Sendable (Model, ObjectID) -> (any FilterSubject)?)?

    /// The kinds that there are. A place without one has no rows.
    static let all: [Place: ListKind] = Dictionary(
        uniqueKeysWithValues: [rooms, themes, sessions, recordings, deliveries, runSheet, log, alarms, media].map {
            ($0.place, $0)
        })
}

/// A value that rows are sorted by.
enum SortValue: Comparable, Sendable {
    case number(Double)
    case text(String)
    /// Nothing to sort by: after all others.
    case none

    static func time(_ time: Timestamp?) -> SortValue { time.map { .number(Double($0.milliseconds)) } ?? .none }
    static func count(_ count: Int?) -> SortValue { count.map { .number(Double($0)) } ?? .none }
    static func name(_ text: String) -> SortValue { .text(text.lowercased()) }
}
