public import Meetings
import MeetingsWire

/// Rooms (API reference, *Rooms*).
extension Client {
    /// All rooms of the application, in the order of the server.
    public func rooms() async throws -> Listing<Room> { try await rooms(at: ["rooms"]) }

    /// All rooms of one theme, in the order of the server.
    public func rooms(of theme: ThemeID) async throws -> Listing<Room> {
        try await rooms(at: ["themes", theme.rawValue, "rooms"])
    }

    private func rooms(at path: [String]) async throws -> Listing<Room> {
        try await walk(path, PageWalk(cursor: "start_id") { $0.id.rawValue }) { body throws(WireError) in
            let page = try RoomPageJSON.read(body)
            return (page.rooms, page.next)
        }
    }

    /// One room.
    public func room(_ id: RoomID) async throws -> Room { try await answer(to: .room(id)) }

    /// Makes a room.
    public func create(_ room: NewRoom) async throws -> Room { try await answer(to: .create(room)) }

    /// Changes a room; what the update leaves nil stays.
    public func update(_ update: RoomUpdate, room id: RoomID) async throws -> Room {
        try await answer(to: .update(update, room: id))
    }

    /// Closes and removes a room. Not in the published API: a foreign server answers 404 or 405.
    public func delete(room id: RoomID) async throws { try await answer(to: .delete(room: id)) }

    /// Asks for page after page as the walk says. `conditions` go with every page.
    func walk<Item: Hashable & Sendable>(
        _ path: [String],
        query conditions: [(name: String, value: String)] = [
            (name: "page_size", value: String(MeetingsClient.pageSize))
        ], _ start: PageWalk<Item>, read: ([UInt8]) throws(WireError) -> ([Item], next: String?)
    ) async throws -> Listing<Item> {
        let askedAt = clock.now
        var walk = start
        var query = conditions
        while true {
            let page = try exchange.read(try await send(.get, path, query: query), with: read)
            guard case .ask(let next) = walk.received(page.0, next: page.next) else {
                return Listing(items: walk.items, askedAt: askedAt, at: clock.now)
            }
            query = conditions + [(name: walk.cursor, value: next)]
        }
    }
}
