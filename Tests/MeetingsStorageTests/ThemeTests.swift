import Meetings
import MeetingsStorage
import Testing

struct ThemeTests {
    let storage: Storage
    let folder: TemporaryFolder

    init() async throws {
        folder = try TemporaryFolder()
        storage = try Storage.open(folder: folder.data)
        try await storage.write { transaction in
            try transaction.insert(application())
            try transaction.insert(application(other))
            try transaction.insert(theme(1))
            try transaction.insert(theme(2))
        }
    }

    @Test("lists an application's themes in the order of creation, every field as stored")
    func list() async throws {
        #expect(try await storage.read { try $0.themes(of: acme) } == [theme(1), theme(2)])
        #expect(try await storage.read { try $0.theme(ThemeID("theme-2"), of: acme) } == theme(2))
        #expect(try await storage.read { try $0.theme(ThemeID("theme-2"), of: other) } == nil)
        #expect(try await storage.read { try $0.theme(shortCompanyURL: "brand-1") } == theme(1))
        #expect(try await storage.read { try $0.themeCount(of: acme) } == 2)
        #expect(try await storage.read { try $0.themeCount(of: other) } == 0)
    }

    @Test(
        "a name is taken within the application, a short company URL on the whole server, never by the theme itself"
    )
    func taken() async throws {
        try await storage.read { (transaction: ReadTransaction) throws -> Void in
            #expect(try transaction.isThemeNameTaken("Theme 1", of: acme))
            #expect(try !transaction.isThemeNameTaken("Theme 1", of: acme, except: ThemeID("theme-1")))
            #expect(try !transaction.isThemeNameTaken("Theme 1", of: other))
            #expect(try transaction.isShortCompanyURLTaken("brand-2"))
            #expect(try !transaction.isShortCompanyURLTaken("brand-2", except: ThemeID("theme-2")))
        }
        await #expect(throws: StorageError.self) {
            try await storage.write { transaction in
                var twin = theme(3, of: other)
                twin.shortCompanyURL = "brand-1"
                try transaction.insert(twin)
            }
        }
    }

    @Test("updates a theme of its own application only")
    func update() async throws {
        var changed = theme(1)
        changed.name = "Evening"
        changed.shortCompanyURL = nil
        changed.whiteLogo = ThemeImage(key: "w", url: nil)
        let sent = changed
        #expect(try await storage.write { try $0.update(sent) })
        #expect(try await storage.read { try $0.theme(sent.id, of: acme) } == sent)
        changed.applicationID = other
        let foreign = changed
        #expect(try await storage.write { try $0.update(foreign) } == false)
    }

    @Test("rooms of a theme can be counted and moved to another, and lose a theme that is deleted")
    func delete() async throws {
        try await storage.write { transaction in
            try transaction.insertRoom(1, theme: ThemeID("theme-1"))
            try transaction.insertRoom(2, theme: ThemeID("theme-1"))
            try transaction.close(RoomID("room-2"), at: noon, reason: .expired)
            var owner = application()
            owner.defaultThemeID = ThemeID("theme-2")
            try transaction.update(owner)
        }
        #expect(try await storage.read { try $0.roomCount(using: ThemeID("theme-1")) } == 1)
        #expect(
            try await storage.write {
                try $0.reassignRooms(of: ThemeID("theme-1"), to: ThemeID("theme-2"))
            } == 2)
        #expect(
            try await storage.write { try $0.delete(theme: ThemeID("theme-2"), of: other) } == false)
        #expect(try await storage.write { try $0.delete(theme: ThemeID("theme-2"), of: acme) })
        #expect(try await storage.read { try $0.room(RoomID("room-1"), of: acme) }?.room.themeID == nil)
        #expect(try await storage.read { try $0.application(acme) }?.defaultThemeID == nil)
    }
}
