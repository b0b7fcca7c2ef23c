import Meetings
import MeetingsWire
import Testing

@Suite("Deliveries as JSON")
struct DeliveryJSONTests {
    @Test("are written as they were read, byte for byte")
    func canonical() throws {
        let cases: [(String, ([UInt8]) throws -> [UInt8])] = [
            ("delivery", { DeliveryJSON.write(try DeliveryJSON.read($0)) }),
            ("delivery-detail", { DeliveryDetailJSON.write(try DeliveryDetailJSON.read($0)) }),
            ("delivery-page", { DeliveryPageJSON.write(try DeliveryPageJSON.read($0)) }),
            ("callback-endpoints", { CallbackEndpointListJSON.write(try CallbackEndpointListJSON.read($0)) }),
            ("delivery-endpoints", { DeliveryEndpointListJSON.write(try DeliveryEndpointListJSON.read($0)) }),
        ]
        for (name, rewrite) in cases {
            #expect(text(try rewrite(Fixture.bytes(name))) == (try Fixture.compact(name)), "\(name)")
        }
    }

    @Test("say what is held up and why")
    func fields() throws {
        let delivery = try DeliveryJSON.read(Fixture.bytes("delivery"))
        #expect(delivery.isParked && !delivery.isPaused && delivery.state == .pending && delivery.kind == .sessions)
        #expect(delivery.attempts == 6 && delivery.lastStatus == 422)
        let detail = try DeliveryDetailJSON.read(Fixture.bytes("delivery-detail"))
        #expect(detail.attempts.map(\.status) == [nil, 204])
        #expect(detail.attempts.map(\.headers?.count) == [2, nil])
        #expect(detail.attempts.first?.answer == #"no "such" room"#)
        #expect(detail.body.hasPrefix(#"{"event":"room:expired","#))
    }

    @Test("refuse what is none")
    func refused() throws {
        for broken in [#"{}"#, #"{"id":"x"}"#, "[]"] {
            #expect(throws: WireError.self) { try DeliveryJSON.read(Array(broken.utf8)) }
        }
        let renamed = text(try Fixture.bytes("delivery")).replacing("\"pending\"", with: "\"lost\"")
        let error = #expect(throws: WireError.self) { try DeliveryJSON.read(Array(renamed.utf8)) }
        #expect(error?.message == #""state" must be one of [pending, delivered, dead]"#)
    }

    @Test("a replay is read back as it was written")
    func replay() throws {
        let whole = DeliveryReplay(
            state: .dead, url: "https://a.example", roomID: RoomID("r"), event: "room:expired", fromSequence: 3,
            toSequence: 9)
        for replay in [whole, DeliveryReplay(fromSequence: 7), DeliveryReplay(state: .delivered)] {
            #expect(try DeliveryReplayJSON.read(DeliveryReplayJSON.write(replay)) == replay)
        }
        #expect(try DeliveryReplayJSON.readAnswer(DeliveryReplayJSON.writeAnswer(replayed: 12)) == 12)
    }

    @Test(
        "a replay must mean something",
        arguments: [
            ("{}", "at least one of"), (#"{"state":"pending"}"#, "one of [delivered, dead]"),
            (#"{"state":"lost"}"#, "must be one of"), (#"{"from_sequence":5,"to_sequence":4}"#, "must not be before"),
            (#"{"url":1}"#, #""url" must be a string"#), ("[]", "must be of type object"), ("", "JSON"),
        ])
    func badReplay(body: String, hint: String) {
        let problem = #expect(throws: Problem.self) { try DeliveryReplayJSON.read(Array(body.utf8)) }
        #expect(problem?.kind == .invalidInput)
        #expect(problem?.message.contains(hint) == true, "\(problem?.message ?? "")")
    }

    @Test("a URL is resumed by its name")
    func resume() throws {
        #expect(
            try DeliveryResumeJSON.read(DeliveryResumeJSON.write(url: "https://a.example/\"x"))
                == "https://a.example/\"x")
        #expect(try DeliveryResumeJSON.readAnswer(DeliveryResumeJSON.writeAnswer(resumed: 3)) == 3)
        #expect(throws: Problem.self) { try DeliveryResumeJSON.read(Array("{}".utf8)) }
    }
}
