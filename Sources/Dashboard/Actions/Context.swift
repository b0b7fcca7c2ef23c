/// Where a key is pressed: what lies above the view, or else the view or pane with the focus.
enum Context: String, Hashable, Sendable, CaseIterable {
    case rooms, sessions, events, recordings, themes, deliveries, runSheet, log, alarms, media
    case room, session, person, recording, theme, delivery, event, request
    case copyMenu, callbackMenu, sortMenu, snoozeMenu, exportMenu, text, preview, form, dialog, help

    /// Lists, whatever their rows.
    static let lists: Set<Context> = [
        .rooms, .sessions, .events, .recordings, .themes, .deliveries, .runSheet, .log, .alarms, .media,
    ]
    /// The views of one object.
    static let objects: Set<Context> = [.room, .session, .person, .recording, .theme, .delivery, .event, .request]
    /// The views and panes themselves.
    static let views: Set<Context> = lists.union(objects)
    /// Where one room is meant, by itself or through what belongs to it.
    static let withRoom: Set<Context> = [.rooms, .room, .sessions, .session, .person, .recordings, .recording, .alarms]

    /// Where something can be done, in few words.
    static func words(_ contexts: Set<Context>) -> String {
        let titles = { (some: Set<Context>) in allCases.filter(some.contains).map(\.title) }
        if contexts.isSuperset(of: views) { return "everywhere" }
        let missing = views.subtracting(contexts)
        if missing.count <= 3 { return "everywhere but " + titles(missing).joined(separator: ", ") }
        guard contexts.isSuperset(of: lists) else { return titles(contexts).joined(separator: ", ") }
        return (["lists"] + titles(contexts.subtracting(lists))).joined(separator: ", ")
    }

    /// The list with this focus; nil where there is none.
    var list: Place? { Place.allCases.first { $0 != .board && $0.context == self } }

    /// The action that opens this menu; nil for all else.
    var opener: Action.ID? {
        switch self {
        case .copyMenu: "copy"
        case .callbackMenu: "copy-callback"
        case .sortMenu: "sort"
        case .snoozeMenu: "snooze"
        case .exportMenu: "export"
        default: nil
        }
    }

    /// The menus.
    static let menus: Set<Context> = [.copyMenu, .callbackMenu, .sortMenu, .snoozeMenu, .exportMenu]

    /// What help and key tables call it.
    var title: String {
        switch self {
        case .runSheet: "run sheet"
        case .log: "API log"
        case .copyMenu: "copy menu"
        case .callbackMenu: "callback copy menu"
        case .sortMenu: "sort menu"
        case .snoozeMenu: "snooze menu"
        case .exportMenu: "export menu"
        default: rawValue
        }
    }
}
