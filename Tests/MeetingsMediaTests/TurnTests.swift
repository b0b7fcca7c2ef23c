import Foundation
import Logging
import Meetings
import Testing

@testable import MeetingsMedia

/// Where Debian has it.
private let coturn = "/usr/bin/turnserver"

struct TurnTests {
    private let person = ParticipantID("p-7")
    private let now = Timestamp(milliseconds: 1_700_000_000_999)

    @Test("makes a name with its end and the password that coturn expects")
    func credentials() {
        // The password is what `printf 1700000600:p-7 | openssl dgst -sha1 -hmac abc -binary | base64` prints.
        let made = TurnCredentials(for: person, until: now + .seconds(600), secret: TurnSecret("abc"))
        #expect(made.username == "1700000600:p-7")
        #expect(made.password == "2yIsMlfTxcPKsznRh+5gYwy3h7Y=")
        #expect(TurnCredentials(for: person, until: now, secret: TurnSecret("abd")).password != made.password)
    }

    @Test("gives STUN to everyone, and TURN with credentials that outlast a meeting")
    func list() throws {
        let servers = IceServers(host: "meet.example.org", port: 3478, secret: TurnSecret("abc"))
        let list = servers.make(for: person, now: now)
        #expect(list.count == 2)
        #expect(list.first == IceServer(urls: ["stun:meet.example.org:3478"]))
        let turn = try #require(list.last)
        #expect(
            turn.urls == [
                "turn:meet.example.org:3478?transport=udp", "turn:meet.example.org:3478?transport=tcp",
            ])
        #expect(turn.username == "1700043200:p-7")
        #expect(turn.credential?.isEmpty == false)
        #expect(
            IceServers(host: "2001:db8::1", port: 3478, secret: TurnSecret("abc")).urls[0] == "stun:[2001:db8::1]:3478")
        let open = IceServers(urls: ["turn:t.example.org", "stun:s.example.org"], secret: nil)
        #expect(open.make(for: person, now: now) == [IceServer(urls: ["stun:s.example.org"])])
        #expect(IceServers.none.make(for: person, now: now).isEmpty)
    }

    @Test("relays to the addresses of media and to nothing else")
    func configuration() {
        let text = TurnConfiguration(
            folder: "/data/turn", port: 3478, relayPorts: 25_000...25_099, realm: "meet.example.org\nno-auth",
            addresses: ["192.0.2.2", "10.8.0.1"], publicAddress: "198.51.100.7", secret: TurnSecret("abc")
        ).text
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines.contains("realm=meet.example.orgno-auth"))
        #expect(lines.contains("static-auth-secret=abc"))
        #expect(lines.contains("external-ip=198.51.100.7/192.0.2.2"))
        #expect(lines.contains("denied-peer-ip=0.0.0.0-255.255.255.255"))
        #expect(
            lines.filter { $0.hasPrefix("allowed-peer-ip") } == [
                "allowed-peer-ip=192.0.2.2", "allowed-peer-ip=10.8.0.1", "allowed-peer-ip=198.51.100.7",
            ])
        #expect(lines.contains("total-quota=100"))
    }

    @Test("keeps a secret to itself")
    func secret() {
        let secret = TurnSecret.random()
        var dumped = ""
        dump(
            TurnConfiguration(folder: "", port: 1, relayPorts: 1...2, realm: "", addresses: [], secret: secret),
            to: &dumped)
        #expect("\(secret)" == "(secret)")
        #expect(!dumped.contains(secret.text))
        #expect(secret.text.count > 30)
        #expect(secret != TurnSecret.random())
    }

    @Test("takes only the answer to its own question")
    func probe() {
        let question = StunProbe.request(id: Array(1...12))
        #expect(question.count == 20)
        let answer: [UInt8] = [0x01, 0x01] + question.dropFirst(2)
        #expect(StunProbe.answers(question, answer))
        #expect(!StunProbe.answers(question, question))
        #expect(!StunProbe.answers(question, Array(answer.dropLast())))
        #expect(!StunProbe.answers(StunProbe.request(id: Array(2...13)), answer))
    }
}

/// A coturn as the server runs it, and turnutils of the same package as the browser.
@Suite(
    "Our own coturn", .serialized,
    .enabled(if: FileManager.default.isExecutableFile(atPath: coturn), "coturn is not installed"))
struct TurnHostTests {
    private static var settings: MediaSettings {
        MediaSettings(turn: TurnSettings(port: 34_780, relayPorts: 34_800...34_899))
    }

    private func withRelay(_ body: (TurnRelay, String, String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "turn-\(UUID().uuidString.prefix(8))").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let machine = MediaMachine.current(for: Self.settings)
        // A machine without a network has nothing to relay to.
        guard let address = machine.used(Self.settings).first?.addresses.first else { return }
        let relay = TurnRelay(
            Self.settings, on: machine, folder: folder, name: address, isReachable: true, secret: TurnSecret("right"),
            clock: MachineClock(), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let running = Task { await relay.run() }
        while relay.status.state != .ready { try await Task.sleep(for: .milliseconds(10)) }
        try await body(relay, address, folder)
        running.cancel()
        await running.value
        #expect(relay.status.load == nil)
    }

    /// What turnutils says of sending one packet through the relay to itself.
    private func relayed(_ address: String, _ credentials: (name: String, word: String)) async throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/turnutils_uclient")
        process.arguments = [
            "-u", credentials.name, "-w", credentials.word, "-p", "34780", "-e", address, "-n", "1", "-m", "1", "-y",
            address,
        ]
        let output = Pipe()
        (process.standardOutput, process.standardError) = (output, output)
        return try await withCheckedThrowingContinuation { done in
            process.terminationHandler = { _ in
                let data = output.fileHandleForReading.readDataToEndOfFile()
                done.resume(returning: String(decoding: data, as: UTF8.self))
            }
            do { try process.run() } catch { done.resume(throwing: error) }
        }
    }

    @Test("relays for who was given credentials, and for nobody else", .timeLimit(.minutes(1)))
    func relays() async throws {
        try await withRelay { relay, address, folder in
            let person = ParticipantID("p-7"), now = MachineClock().now
            let turn = try #require(relay.servers(for: person, now: now).last)
            #expect(turn.urls.first == "turn:\(address):34780?transport=udp")
            let said = try await relayed(address, (turn.username ?? "", turn.credential ?? ""))
            #expect(said.contains("Total lost packets 0 "), "\(said.suffix(400))")
            let wrong = TurnCredentials(for: person, until: now + .seconds(60), secret: TurnSecret("wrong"))
            let refused = try await relayed(address, (wrong.username, wrong.password))
            #expect(refused.contains("Cannot complete Allocation"), "\(refused.suffix(400))")
            let late = TurnCredentials(for: person, until: now - .seconds(60), secret: TurnSecret("right"))
            let expired = try await relayed(address, (late.username, late.password))
            #expect(expired.contains("Cannot complete Allocation"), "\(expired.suffix(400))")
            let mode = try FileManager.default.attributesOfItem(atPath: folder + "/turnserver.conf")[.posixPermissions]
            #expect(mode as? Int == 0o600)
        }
    }

    @Test("is started again when it is killed", .timeLimit(.minutes(1)))
    func restarts() async throws {
        try await withRelay { relay, _, folder in
            let first = try #require(try RunningPrograms.first("turnserver", with: folder))
            // A busy machine may have needed another attempt.
            let before = relay.status.restarts
            kill(first, SIGKILL)
            while relay.status.restarts == before || relay.status.state != .ready {
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(try RunningPrograms.first("turnserver", with: folder) != first)
            #expect((relay.status.load?.residentBytes ?? 0) > 1 << 20)
        }
    }
}
