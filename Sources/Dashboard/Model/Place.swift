/// A view that a digit, or `g` and a letter, goes to. The raw values are what commands and settings call it.
enum Place: String, Hashable, Sendable, CaseIterable {
    case board, rooms, sessions, events, recordings, themes, deliveries
    case runSheet = "run-sheet"
    case log, alarms, media

    /// Its digit; the alarms have `!` instead.
    var digit: Character? {
        guard let index = Self.allCases.firstIndex(of: self), index < 9 else { return nil }
        return Character(String(index + 1))
    }

    /// The letter after `g`.
    var letter: Character {
        switch self {
        case .board: "b"
        case .rooms: "r"
        case .sessions: "s"
        case .events: "e"
        case .recordings: "c"
        case .themes: "t"
        case .deliveries: "d"
        case .runSheet: "h"
        case .log: "l"
        case .alarms: "a"
        case .media: "m"
        }
    }

    /// What the tabs and the help call it.
    var title: String { self == .runSheet ? "run sheet" : rawValue }

    /// Whose rows, filter, sort and marks it shows: the board is another picture of the rooms.
    var list: Place { self == .board ? .rooms : self }

    /// Where keys go while it has the whole screen.
    var context: Context {
        switch self {
        case .board, .rooms: .rooms
        case .sessions: .sessions
        case .events: .events
        case .recordings: .recordings
        case .themes: .themes
        case .deliveries: .deliveries
        case .runSheet: .runSheet
        case .log: .log
        case .alarms: .alarms
        case .media: .media
        }
    }
}

/// Where one is: a view of many things, or the view of one.
enum Location: Hashable, Sendable {
    case place(Place)
    case object(ObjectID)
    /// Those rows of a list that belong to an object.
    case related(Place, to: ObjectID)
}
