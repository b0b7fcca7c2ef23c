import Meetings
import MeetingsStore

/// What the answer to a query is for.
enum Wanted: Equatable, Sendable {
    /// To be copied, or shown where the menu said so.
    case text(label: String, isShown: Bool)
    /// The choice that needs telephone numbers, once they are known.
    case dialIn(CopyMenu)
    /// The picture of a link.
    case qr(label: String, link: String)
    /// The body of an event that is looked at.
    case event(Int64)
    /// The past.
    case travel
    /// How the writing of a file went.
    case export
    /// The view of a callback.
    case delivery(Int64)
    /// The list of callbacks.
    case deliveries
    /// The list of media servers, and the people of a session.
    case media
    case sessionMedia(SessionID)
    /// An action that needs to know what the server offers.
    case action(Action.ID)
}

/// Copying.
extension Model {
    mutating func openCopyMenu() -> [Effect] {
        overlay = .copyMenu(CopyMenu(objects: targets))
        return []
    }

    mutating func toggleShowAsText() -> [Effect] {
        guard case .copyMenu(var menu)? = overlay else { return [] }
        menu.showsText.toggle()
        overlay = .copyMenu(menu)
        return []
    }

    /// Why a choice cannot be had; nil when it can.
    func reason(against choice: CopyChoice) -> String? {
        var objects = targets
        if case .copyMenu(let menu)? = overlay { objects = menu.objects }
        if choice == .hostLink, !mayWrite { return "host links stay hidden while changes are off · W" }
        guard choice.isOfRoom else { return nil }
        return objects.contains { room(of: $0) != nil } ? nil : "only rooms have one"
    }

    mutating func copy(_ choice: CopyChoice) -> [Effect] {
        var menu = CopyMenu(objects: targets)
        if case .copyMenu(let open)? = overlay { menu = open }
        guard let first = menu.objects.first else { return [] }
        switch choice {
        case .json, .curl:
            guard menu.objects.count == 1, let resource = resource(first) else {
                say("\(choice.label): one object at a time", isError: true)
                return []
            }
            overlay = nil
            let query = choice == .json ? Query.json(resource) : Query.curl(resource)
            return ask(query, for: .text(label: choice.label, isShown: menu.showsText))
        case .dialIn where dialIn == nil: return ask(.dialIn, for: .dialIn(menu))
        case .dialIn where dialIn == []:
            say("this server has no telephone numbers", isError: true)
            return []
        case .qr:
            guard let link = text(.qr, of: first) else { return sayUnknown(choice) }
            overlay = nil
            return ask(.qr(link), for: .qr(label: room(of: first)?.title ?? "", link: link)) + handOut([first])
        default: return give(choice, menu)
        }
    }

    /// Copies what is known, one object a line; or shows it.
    private mutating func give(_ choice: CopyChoice, _ menu: CopyMenu) -> [Effect] {
        var seen: Set<String> = []
        let texts = menu.objects.compactMap { text(choice, of: $0) }.filter { !$0.isEmpty && seen.insert($0).inserted }
        guard !texts.isEmpty else { return sayUnknown(choice) }
        let isSecret = choice == .hostLink
        if isSecret, !allowsSecret("h again gives it out") { return [] }
        let noun = choice == .objectID ? menu.objects.first.map { "\($0.context.rawValue) id" } ?? "id" : choice.label
        let label = texts.count == 1 ? noun : "\(texts.count) \(noun)s"
        let joined = texts.joined(separator: choice == .invitation ? "\n\n" : "\n")
        let handedOut = choice.isLink ? handOut(menu.objects) : []
        if menu.showsText {
            overlay = .text(label: label, text: joined)
            return handedOut
        }
        overlay = nil
        return [.copy(text: joined, label: label, isSecret: isSecret)] + handedOut
    }

    /// Keeps whose links were handed out, for the alarm about rooms that are not ready.
    private mutating func handOut(_ objects: [ObjectID]) -> [Effect] {
        guard let known = alarmBoard.linksHandedOut else { return [] }
        let rooms = Set(objects.compactMap { room(of: $0)?.id }).subtracting(known)
        alarmBoard.linksHandedOut = known.union(rooms)
        return rooms.isEmpty ? [] : [.handedOut(rooms)]
    }

    private mutating func sayUnknown(_ choice: CopyChoice) -> [Effect] {
        say("the \(choice.label) is not known yet · r asks the server again", isError: true)
        return []
    }

    mutating func reveal() -> [Effect] {
        if showsHostLink {
            showsHostLink = false
        } else if allowsSecret("v again shows it") {
            showsHostLink = true
        }
        return []
    }

    /// Asks once in each run before a host link leaves its mask.
    mutating func allowsSecret(_ key: String) -> Bool {
        if mayShowSecrets || answered == .secret {
            mayShowSecrets = true
            return true
        }
        asked = .secret
        say("\(key): whoever has the host link is host of this room.")
        return false
    }

    /// Does with an answer what it was asked for. Nil when nothing waits for it.
    mutating func use(_ answer: Answer, _ id: RequestID) -> [Effect]? {
        guard let purpose = wanted.removeValue(forKey: id) else { return nil }
        switch (purpose, answer) {
        case (.text(let label, let isShown), .text(let text)):
            if isShown {
                overlay = .text(label: label, text: text)
                return []
            }
            return [.copy(text: text, label: label, isSecret: false)]
        case (.dialIn(let menu), .dialIn(let numbers)):
            dialIn = numbers.map { $0.scrubbed(limit: 80) }
            if overlay == .copyMenu(menu) { return copy(.dialIn) }
        case (.qr(let label, let link), .qr(let modules)):
            if overlay == nil { overlay = .qr(QRPicture(label: label, link: link, modules: modules)) }
        case (.event, .event(let detail)): learn(detail)
        case (.travel, .travel(let travel)): arrive(travel)
        case (.export, .exported(let text)): say("ok: " + text)
        case (.action(let id), .mediaControls(let controls)):
            mediaControls = controls
            return Action[id].map { run($0) } ?? []
        default: break
        }
        return []
    }
}
