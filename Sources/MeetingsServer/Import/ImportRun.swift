import Meetings
import MeetingsStorage
import MeetingsWire

/// One import into one application: asks the database what stands, lets the rules decide, and carries it out.
struct ImportRun: Sendable {
    let application: StoredApplication
    let links: Links
    let now: Timestamp
    let identifiers: IdentifierSource
    let roomLimit: Int
    let themeLimit: Int

    typealias Wanted = (rooms: [ImportItem<Room>], themes: [ImportItem<Theme>])

    /// What the import does, or without `writer` what it would do. Themes come first, for rooms may name them.
    func report(
        on wanted: Wanted, reading reader: ReadTransaction, writing writer: WriteTransaction?
    ) throws -> ImportReport {
        var themeImport = ThemeImport(
            application: application.id, accountID: application.apiKey,
            count: try reader.themeCount(of: application.id), limit: themeLimit)
        let themes = try outcome(of: wanted.themes) { theme in
            let decision = themeImport.decide(
                theme, standing: try standing(theme.id, reader),
                isNameTaken: try reader.isThemeNameTaken(theme.name, of: application.id),
                isShortURLTaken: try theme.shortCompanyURL.map { try reader.isShortCompanyURLTaken($0) } ?? false)
            if case .create(let theme) = decision, let writer { try insert(theme, writer) }
            return decision.forgettingContent
        }
        var roomImport = RoomImport(
            now: now, themes: themeImport.created.union(try reader.themes(of: application.id).map(\.id)),
            openRooms: try reader.availableRoomCount(of: application.id), limit: roomLimit)
        let rooms = try outcome(of: wanted.rooms) { room in
            let codeOwner = try reader.room(meetingCode: room.meetingCode)?.room.id
            let decision = roomImport.decide(
                room, standing: try standing(room.id, reader), isCodeTaken: codeOwner != nil && codeOwner != room.id)
            if case .create(let made) = decision, let writer { try insert(made, writer) }
            return decision.forgettingContent
        }
        return ImportReport(isTrial: writer == nil, rooms: rooms, themes: themes)
    }

    private func outcome<Resource>(
        of items: [ImportItem<Resource>], decide: (Resource) throws -> ImportDecision<Nothing>
    ) throws -> ImportOutcome {
        var outcome = ImportOutcome()
        for item in items {
            switch item.content {
            case .failure(let error):
                outcome.conflicts.append(ImportOutcome.Conflict(id: item.name, reason: error.message + "."))
            case .success(let resource):
                switch try decide(resource) {
                case .create: outcome.created.append(item.name)
                case .unchanged: outcome.unchanged.append(item.name)
                case .conflict(let reason):
                    outcome.conflicts.append(ImportOutcome.Conflict(id: item.name, reason: reason))
                }
            }
        }
        return outcome
    }

    private func standing(_ id: ThemeID, _ reader: ReadTransaction) throws -> ImportStanding<Theme> {
        if let own = try reader.theme(id, of: application.id) { return .own(own) }
        return try reader.isThemeIDTaken(id) ? .foreign : .nothing
    }

    private func standing(_ id: RoomID, _ reader: ReadTransaction) throws -> ImportStanding<Room> {
        guard let stored = try reader.room(id) else { return .nothing }
        return stored.applicationID == application.id ? .own(stored.room) : .foreign
    }

    private func insert(_ theme: Theme, _ writer: WriteTransaction) throws {
        try writer.importTheme(theme)
        try RoomEvents.append(.themeCreated(theme), application: application.id, at: now, in: writer)
    }

    private func insert(_ made: RoomImport.Made, _ writer: WriteTransaction) throws {
        let stored = try writer.importRoom(
            StoredRoom(
                serial: 0, applicationID: application.id, room: made.room, hostID: ParticipantID(identifiers.uuid()),
                closing: made.closing, closeReason: made.closeReason, closedAt: made.closedAt))
        try RoomEvents(links: links, transaction: writer).append(.created, stored, at: now)
    }
}

/// What is left of a decision once it was carried out.
struct Nothing: Hashable, Sendable {}

extension ImportDecision {
    fileprivate var forgettingContent: ImportDecision<Nothing> {
        switch self {
        case .create: .create(Nothing())
        case .unchanged: .unchanged
        case .conflict(let reason): .conflict(reason)
        }
    }
}
