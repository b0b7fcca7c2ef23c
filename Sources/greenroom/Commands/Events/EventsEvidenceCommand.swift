import ArgumentParser
import FoundationEssentials
import Meetings
import MeetingsClient
import MeetingsServer
import MeetingsStore
import MeetingsWire

/// `greenroom events evidence ROOM|SESSION -o FILE`.
struct EventsEvidenceCommand: AsyncWork {
    static let configuration = CommandConfiguration(
        commandName: "evidence", abstract: "Put what happened in a room or session into one file that can be checked.",
        discussion: """
            The file holds every event, and every callback with its attempts and the answers. Each line carries the \
            SHA-256 of itself and of all before it, and the application's key signs the last one: \
            `greenroom events verify FILE` finds a single changed byte and says where.
            """)

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var range: EventRangeOptions
    @Argument(help: ArgumentHelp("The id of a room or of a session.", valueName: "room-or-session")) var subject: String
    @Option(name: .shortAndLong, help: ArgumentHelp("The file to write; it must not exist.", valueName: "file"))
    var output: String

    func perform() async throws {
        let clock = SystemClock()
        let (since, until) = try range.moments(now: clock.now)
        let connection = try connection.connection()
        let credentials = try connection.credentials()
        try await connection.withClient { client in
            let events = try await events(client, since: since, until: until)
            guard let first = events.first else {
                throw CommandFailure("Nothing is known of \(subject.scrubbed()) in that time.", .notFound)
            }
            var file = EvidenceFile()
            file.begin([
                ("about", subject), ("server", client.server), ("application_id", connection.applicationID),
                ("since", range.since), ("until", range.until), ("made_at", clock.now.iso8601),
                ("made_by", "greenroom \(Greenroom.version)"), ("public_key", credentials.publicKeyPEM),
            ])
            for event in events { file.append("event", EventEnvelopeJSON.write(event)) }
            let numbers = Set(events.map(\.sequence))
            let deliveries = try await deliveries(client, of: numbers, notBefore: first.sequence, rooms(in: events))
            for delivery in deliveries { file.append("delivery", try await client.body(of: .delivery(delivery))) }
            try await file.seal(with: credentials, at: clock.now)
            try ExportFile(path: output).write(file.bytes)
            StandardStream.error.write(
                "\(counted(events.count, "event", "events")) and "
                    + "\(counted(deliveries.count, "callback", "callbacks")) written to \(output).\n")
        }
    }

    private func events(_ client: Client, since: Moment?, until: Moment?) async throws -> [EventEnvelope] {
        var found: [EventEnvelope] = []
        let start = try await since.asyncMap { try await client.place(before: $0) } ?? 0
        try await client.eachEvent(after: start, until: until) { event in
            if event.roomID?.rawValue == subject || event.sessionID?.rawValue == subject { found.append(event) }
            return true
        }
        return found
    }

    private func rooms(in events: [EventEnvelope]) -> [RoomID] { Set(events.compactMap(\.roomID)).sorted() }

    /// The callbacks that carried these events, the oldest first.
    private func deliveries(
        _ client: Client, of numbers: Set<Int64>, notBefore first: Int64, _ rooms: [RoomID]
    ) async throws -> [Int64] {
        var found: [Int64] = []
        for room in rooms {
            var before: Int64?
            while true {
                let page = try await client.answer(to: .deliveries(room: room, before: before, pageSize: 1000))
                found += page.deliveries.filter { numbers.contains($0.sequence) }.map(\.id)
                guard page.next != nil, let last = page.deliveries.last, last.id < before ?? .max else { break }
                // Callbacks are made with their events, so that older ones belong to older events.
                if last.sequence < first { break }
                before = last.id
            }
        }
        return found.sorted()
    }
}

/// `greenroom events verify FILE`.
struct EventsVerifyCommand: AsyncWork {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check a file that `events evidence` wrote.",
        discussion: """
            Without --public-key it is checked with the key that the file names, whose SHA-256 is printed: compare that \
            with the application's key. Needs no server.
            """)

    @Argument(help: "The file.") var file: String
    @Option(
        name: .customLong("public-key"),
        help: ArgumentHelp("The application's public key (PEM); nothing else counts.", valueName: "file"))
    var publicKey: String?

    func perform() async throws {
        let bytes = try read(file)
        let key = try publicKey.map { String(decoding: try read($0), as: UTF8.self) }
        switch await EvidenceReport.check(bytes, publicKeyPEM: key) {
        case .sound(let seal, let events, let deliveries, let fingerprint):
            StandardStream.output.write(
                "\(file.scrubbed()) is whole: \(counted(events, "event", "events")) and "
                    + "\(counted(deliveries, "callback", "callbacks")), sealed at \(seal.at.secondText) UTC by the "
                    + "application \(seal.applicationID.rawValue.scrubbed()).\nKey (SHA-256): \(fingerprint)\n")
        case .changed(let line):
            throw CommandFailure(
                "\(file.scrubbed()) was changed: line \(line) is not what was written, or does not follow the line "
                    + "before it. Nothing from there on proves anything.", .refused)
        case .forged(let sentence):
            throw CommandFailure("\(file.scrubbed()) proves nothing: \(sentence)", .refused)
        case .unreadable(let sentence): throw CommandFailure("\(file.scrubbed()): \(sentence)", .refused)
        }
    }

    private func read(_ path: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure("\(path.scrubbed()) cannot be read: \(systemError()).")
        }
        return Array(data)
    }
}
