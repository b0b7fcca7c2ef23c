import Meetings
import MeetingsWire
import Testing

@testable import MeetingsServer

/// The examples of the OpenAPI document are what the product itself reads and writes.
struct OpenAPIExampleTests {
    private static let schemas: JSONValue? = try? JSONReader.value(
        of: OpenAPIDocument.bytes(publicURL: "https://meet.example.org"))["components"]?["schemas"]

    private static func example(of schema: String) throws -> [UInt8] {
        let value = try #require(schemas?[schema]?["examples"]?.elements.first, "\(schema) has no example")
        return JSONWriter.bytes { $0.value(value) }
    }

    /// A schema with how its example is read and written again.
    struct Answer: Sendable, CustomTestStringConvertible {
        let schema: String
        let rewritten: @Sendable ([UInt8]) throws -> [UInt8]
        var testDescription: String { schema }

        init(_ schema: String, _ rewritten: @escaping @Sendable ([UInt8]) throws -> [UInt8]) {
            self.schema = schema
            self.rewritten = rewritten
        }
    }

    private static let answers: [Answer] = [
        Answer("Room") { RoomJSON.write(try RoomJSON.read($0)) },
        Answer("RoomPage") { RoomPageJSON.write(try RoomPageJSON.read($0)) },
        Answer("Theme") { ThemeJSON.write(try ThemeJSON.read($0)) },
        Answer("Recording") { RecordingJSON.write(try RecordingJSON.read($0)) },
        Answer("RecordingList") { RecordingListJSON.write(try RecordingListJSON.read($0)) },
        Answer("Session") { SessionJSON.write(try SessionJSON.read($0)) },
        Answer("SessionPage") { SessionPageJSON.write(try SessionPageJSON.read($0)) },
        Answer("ParticipantList") { ParticipantListJSON.write(try ParticipantListJSON.read($0)) },
        Answer("SessionDetail") { SessionJSON.write(try SessionJSON.read($0)) },
        Answer("RoomClosing") { RoomClosingJSON.write(try RoomClosingJSON.read($0)) },
        Answer("WaitingList") { WaitingListJSON.write(try WaitingListJSON.read($0, room: RoomID("room"))) },
        Answer("Acknowledgement") { AcknowledgementJSON.write(try AcknowledgementJSON.read($0)) },
        Answer("AcknowledgementList") { AcknowledgementListJSON.write(try AcknowledgementListJSON.read($0)) },
        Answer("Note") { NoteJSON.write(try NoteJSON.read($0)) },
        Answer("NoteList") { NoteListJSON.write(try NoteListJSON.read($0)) },
        Answer("Event") { EventEnvelopeJSON.write(try EventEnvelopeJSON.read($0)) },
        Answer("ImportOutcome") { ImportReportJSON.write(try ImportReportJSON.read($0)) },
        Answer("Delivery") { DeliveryJSON.write(try DeliveryJSON.read($0)) },
        Answer("DeliveryDetail") { DeliveryDetailJSON.write(try DeliveryDetailJSON.read($0)) },
        Answer("DeliveryPage") { DeliveryPageJSON.write(try DeliveryPageJSON.read($0)) },
        Answer("DeliveryEndpointList") { DeliveryEndpointListJSON.write(try DeliveryEndpointListJSON.read($0)) },
        Answer("Problem") { ProblemJSON.write(ProblemJSON.read($0, status: 400)) },
        Answer("Unauthorized") { ProblemJSON.write(ProblemJSON.read($0, status: 401)) },
    ]

    @Test("an example of an answer is written as it was read, field by field", arguments: answers)
    func answer(_ answer: Answer) throws {
        let example = try Self.example(of: answer.schema)
        #expect(
            String(decoding: try answer.rewritten(example), as: UTF8.self) == String(decoding: example, as: UTF8.self))
    }

    private static let requests: [Answer] = [
        Answer("CreateRoomRequest") { NewRoomJSON.write(try NewRoomJSON.read($0)) },
        Answer("UpdateRoomRequest") { RoomUpdateJSON.write(try RoomUpdateJSON.read($0)) },
        Answer("CreateThemeRequest") { NewThemeJSON.write(try NewThemeJSON.read($0)) },
        Answer("UpdateThemeRequest") { ThemeUpdateJSON.write(try ThemeUpdateJSON.read($0)) },
        Answer("UpdateApplicationRequest") {
            ApplicationUpdateJSON.write(defaultThemeID: try ApplicationUpdateJSON.read($0) ?? ThemeID(""))
        },
        Answer("AcknowledgeRequest") { NewAcknowledgementJSON.write(try NewAcknowledgementJSON.read($0)) },
        Answer("AddNoteRequest") { NewNoteJSON.write(try NewNoteJSON.read($0)) },
        Answer("ReplayRequest") { DeliveryReplayJSON.write(try DeliveryReplayJSON.read($0)) },
        Answer("ResumeRequest") { DeliveryResumeJSON.write(url: try DeliveryResumeJSON.read($0)) },
    ]

    @Test("an example of a request is accepted, and every field of it counts", arguments: requests)
    func request(_ request: Answer) throws {
        let example = try JSONReader.value(of: Self.example(of: request.schema))
        let written = try JSONReader.value(of: request.rewritten(Self.example(of: request.schema)))
        for member in example.members {
            for field in member.value.members {
                #expect(written[member.key]?[field.key] == field.value, "\(field.key)")
            }
            if member.value.members.isEmpty { #expect(written[member.key] == member.value, "\(member.key)") }
        }
    }

    @Test(
        "an example of a callback is written as it was read",
        arguments: EventName.allCases.filter { $0.callbackKind != nil })
    func callback(_ name: EventName) throws {
        let schema = name.rawValue.split(separator: ":").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        let example = try Self.example(of: schema + "Callback")
        let written = EventJSON.writeBody(try EventJSON.readBody(example))
        #expect(String(decoding: written, as: UTF8.self) == String(decoding: example, as: UTF8.self))
    }

    @Test("enumerations name exactly the values there are")
    func enumerations() throws {
        func check<Choice: RawRepresentable<String> & CaseIterable>(
            _ type: Choice.Type, _ schema: String, _ field: String
        ) {
            let named = Self.schemas?[schema]?["properties"]?[field]?["enum"]?.elements.compactMap(\.string) ?? []
            #expect(Set(named) == Set(type.allCases.map(\.rawValue)), "\(schema).\(field)")
        }
        check(RoomType.self, "Room", "type")
        check(JoinApprovalLevel.self, "Room", "join_approval_level")
        check(MicrophoneState.self, "InitialJoinOptions", "microphone_state")
        check(Language.self, "UISettings", "language")
        check(RecordingStatus.self, "Recording", "status")
        check(ParticipantRole.self, "Participant", "type")
        check(DeliveryState.self, "Delivery", "state")
        check(WaitingReason.self, "WaitingPerson", "waits_for")
        check(AlarmRule.self, "Acknowledgement", "rule")
        check(AlarmAcknowledgement.State.self, "Acknowledgement", "state")
        check(AlarmLevel.self, "AcknowledgeRequest", "level")
        check(CallbackKind.self, "Delivery", "kind")
        let events = Self.schemas?["Event"]?["properties"]?["name"]?["enum"]?.elements.compactMap(\.string) ?? []
        #expect(Set(EventName.allCases.map(\.rawValue)).subtracting(events) == [])
        let names = Self.schemas?["Problem"]?["properties"]?["name"]?["enum"]?.elements.compactMap(\.string) ?? []
        #expect(Set(Problem.Kind.allCases.map { Problem($0, "").name }).subtracting(names) == ["UnauthorizedError"])
    }
}
