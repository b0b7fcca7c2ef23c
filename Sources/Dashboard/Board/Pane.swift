/// A part of a wide board that can have the keys, in the order of Tab.
enum Pane: Hashable, Sendable, CaseIterable {
    case rooms, themes, runSheet, recordings, events, alarms

    /// Where keys go while it has them.
    var context: Context {
        switch self {
        case .rooms: .rooms
        case .themes: .themes
        case .runSheet: .runSheet
        case .recordings: .recordings
        case .events: .events
        case .alarms: .alarms
        }
    }

    /// The list whose rows it shows; nil for the events.
    var list: Place? { context.list }
}
