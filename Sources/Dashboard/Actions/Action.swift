import TerminalUI

/// Something that can be done. The table of all of them is what keys, the hint line, menus, the help list, the command
/// line and the key documentation are made from.
struct Action: Sendable {
    /// What the action is called after `:`, in settings and in tables: lower-case words with dashes.
    struct ID: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
        let rawValue: String
        init(rawValue: String) { self.rawValue = rawValue }
        init(stringLiteral value: String) { rawValue = value }
        var description: String { rawValue }
    }

    /// What it may change.
    enum Level: Hashable, Sendable, Comparable {
        /// Nothing but what is on this screen.
        case read
        /// What all dashboards share: acknowledgements and notes.
        case shared
        /// Something on the server.
        case write
        /// Something on the server that cannot be taken back.
        case danger
    }

    let id: ID
    let title: String
    /// Sequences of keys, the first of which is shown. Settings may replace them.
    let keys: [[Key]]
    let contexts: Set<Context>
    var level = Level.read
    /// Its words in the hint line; nil leaves it out. Earlier in the table means further left.
    var hint: String?
    /// Where the hint line names it; nil wherever it can be meant.
    var hintContexts: Set<Context>?
    /// True where it is what the row under the cursor calls for: then it is the first hint.
    var isUrgent: @Sendable (Model) -> Bool = { _ in false }
    /// The requests behind it, as `PATCH /rooms/{id}`.
    var call: String?
    /// The verb of the command line that does the same, as `rooms create`.
    var verb: String?
    /// What may follow its name after `:`, as `30m`; nil takes nothing.
    var argument: String?
    /// What may follow its name now, from what is known: names of rooms and the like.
    var candidates: (@Sendable (Model) -> [String])?
    /// Why it cannot be done now, or nil when it can.
    var unavailable: @Sendable (Model) -> String? = { _ in nil }
    /// Does it with what was typed after its name. Nil when it takes nothing.
    var runWith: (@Sendable (inout Model, String) -> [Effect])?
    let run: @Sendable (inout Model) -> [Effect]

    /// True where the hint line names it.
    func isHinted(in context: Context) -> Bool {
        hint != nil && contexts.contains(context) && hintContexts?.contains(context) ?? true
    }

    /// True when it sends a change to the server.
    var isWrite: Bool { level > .read }

    /// The menu whose choice it is, where it is nothing else.
    var menu: Context? { contexts.count == 1 ? contexts.first.flatMap { Context.menus.contains($0) ? $0 : nil } : nil }

    /// True where it can be meant: in a view with this focus, or in a menu that opens there.
    func isMeant(in context: Context) -> Bool {
        if contexts.contains(context) { return true }
        guard let opener = menu?.opener, let action = Self[opener] else { return false }
        return action.contexts.contains(context)
    }

    /// Why it cannot be done now: read-only comes first.
    func reason(_ model: Model) -> String? {
        if isWrite, model.past != nil { return "this is the past · End comes back to now" }
        if isWrite, model.configuration.recordedFile != nil { return "this is a recorded file: nothing can be changed" }
        if isWrite, !model.mayWrite { return "read-only: this dashboard sends no changes · W unlocks" }
        return unavailable(model)
    }

    /// The table. Order is the order of the hint line and of the help list.
    static let all: [Action] = [
        opening, alarmActions, copying, roomActions, liveActions, mediaActions, themeActions, recordingActions,
        deliveryActions,
        eventActions, logActions, related, listing, panes, finding, exporting, timeActions, general, going, jumping,
        moving,
    ].flatMap(\.self)

    private static let byID: [ID: Action] = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })

    private static let byContext: [Context: [Action]] = Dictionary(
        uniqueKeysWithValues: Context.allCases.map { context in (context, all.filter { $0.contexts.contains(context) })
        })
    private static let hintedIn: [Context: [Action]] = Dictionary(
        uniqueKeysWithValues: byContext.map { context, actions in
            (context, actions.filter { $0.isHinted(in: context) })
        })

    /// The part of the table that can be used in a context, in its order.
    static func all(in context: Context) -> [Action] { byContext[context] ?? [] }

    /// The part that the hint line may name there.
    static func hinted(in context: Context) -> [Action] { hintedIn[context] ?? [] }

    static subscript(id: ID) -> Action? { byID[id] }
}
