import Meetings
import NIOHTTP1
import Synchronization
import Testing
import ValueSupport

@testable import MeetingsDelivery

/// Whether a stranger's URL can make the server connect to where it should not. Judged by real listeners.
@Suite("No callback reaches forbidden space")
struct RequestForgeryTests {
    /// A name server that says what it is told to say at the moment; of several answers each in its turn.
    final class ChangingNames: HostResolver {
        private let answers: Mutex<[[String]]>
        let asked = Mutex(0)

        init(_ answers: [String]...) { self.answers = Mutex(answers) }

        func change(to addresses: [String]) { answers.withLock { $0 = [addresses] } }

        func addresses(of host: String) async throws -> [IPAddress] {
            let number = asked.withLock { asked in
                asked += 1
                return asked
            }
            return answers.withLock { $0[(number - 1) % $0.count] }.compactMap { IPAddress($0) }
        }
    }

    /// Runs `body` with a transport that is closed afterwards in any case.
    private func withTransport(
        allowing allowed: [String] = [], _ resolver: any HostResolver, clock: ManualClock = ManualClock(noon),
        _ body: (HTTPDeliveryTransport) async throws -> Void
    ) async throws {
        let transport = HTTPDeliveryTransport(
            policy: AddressPolicy(allowed: try allowed.map { try CIDR($0) }), resolver: resolver, clock: clock,
            timeout: .seconds(30))
        do {
            try await body(transport)
        } catch {
            await transport.close()
            throw error
        }
        await transport.close()
    }

    private func post(_ url: String) -> DeliveryRequest {
        DeliveryRequest(url: url, headers: [("X-Test", "1")], body: [123, 125])
    }

    /// Sends to every URL, many at a time. Returns those that did not fail as a forbidden target must.
    private func leaks(_ urls: [String], by transport: HTTPDeliveryTransport) async -> [String] {
        await withTaskGroup(of: String?.self) { tasks in
            var leaks: [String] = []
            for (index, url) in urls.enumerated() {
                if index >= 32, let leak = await tasks.next() ?? nil { leaks.append(leak) }
                tasks.addTask {
                    do {
                        let answer = try await transport.send(self.post(url))
                        return "\(url) was answered \(answer.status)"
                    } catch let error as DeliveryError {
                        let isRefused = [.url, .forbidden, .unknownHost].contains(error.code)
                        return isRefused ? nil : "\(url) was tried: \(error.message)"
                    } catch {
                        return "\(url) failed otherwise: \(error)"
                    }
                }
            }
            for await case let leak? in tasks { leaks.append(leak) }
            return leaks
        }
    }

    @Test("at least 300 spellings of forbidden targets make no connection, to whatever address of this machine")
    func spellings() async throws {
        try await withCanary { canary in
            // Both stacks of the machine, all its addresses.
            let port = try await canary.listen(on: "::")
            let proof = ["127.0.0.1", "[::1]", "0.0.0.0", "127.0.0.2", "0x7f.1", "[::ffff:127.0.0.1]"]
            try await withTransport(allowing: ["0.0.0.0/0", "::/0"], SystemResolver()) { transport in
                for host in proof {
                    let answer = try await transport.send(post("http://\(host):\(port)/"))
                    #expect(answer.status == 204, "\(host)")
                }
            }
            #expect(canary.connections == proof.count)
            let urls = ForbiddenTargets.urls(port: port)
            #expect(urls.count >= 300)
            try await withTransport(AnsweringNames()) { transport in
                let leaks = await leaks(urls, by: transport)
                #expect(leaks == [])
            }
            #expect(canary.connections == proof.count)
            print("\(urls.count) spellings of forbidden targets, \(canary.connections - proof.count) connections")
        }
    }

    @Test("redirects are not followed, wherever they lead", arguments: [301, 302, 303, 307, 308])
    func redirects(status: Int) async throws {
        try await withCanary { canary in
            let secret = try await canary.listen(on: "127.0.0.2")
            _ = try await canary.listen(on: "::1", port: secret)
            let locations = [
                "http://127.0.0.2:\(secret)/", "http://[::1]:\(secret)/", "http://localhost:\(secret)/", "/again",
                "//127.0.0.2:\(secret)/",
            ]
            for location in locations {
                try await withCanary { receiver in
                    let port = try await receiver.listen(
                        on: "127.0.0.1", answering: HTTPResponseStatus(statusCode: status), location: location)
                    try await withTransport(allowing: ["127.0.0.1"], SystemResolver()) { transport in
                        let answer = try await transport.send(post("http://127.0.0.1:\(port)/hook"))
                        #expect(answer.status == status)
                    }
                    #expect(receiver.requests == 1)
                }
            }
            #expect(canary.connections == 0)
        }
    }

    @Test("a name whose address changes to a forbidden one is refused from then on")
    func rebinding() async throws {
        try await withCanary { canary in
            let port = try await canary.listen(on: "127.0.0.1")
            _ = try await canary.listen(on: "127.0.0.2", port: port)
            let names = ChangingNames([])
            let clock = ManualClock(noon)
            let request = post("http://rebind.example:\(port)/hook")
            try await withTransport(allowing: ["127.0.0.1"], names, clock: clock) { transport in
                for round in 0..<6 {
                    names.change(to: [round % 2 == 0 ? "127.0.0.1" : "127.0.0.2"])
                    for _ in 0..<5 {
                        if round % 2 == 0 {
                            let answer = try await transport.send(request)
                            #expect(answer.status == 204)
                        } else {
                            let error = await #expect(throws: DeliveryError.self) { try await transport.send(request) }
                            #expect(error?.code == .forbidden)
                        }
                    }
                    clock.advance(by: .seconds(31))
                }
            }
            #expect(canary.connections(to: "127.0.0.2") == 0)
            #expect(canary.connections(to: "127.0.0.1") > 0)
        }
    }

    @Test("answers that change under a crowd of requests never lead to the forbidden address")
    func racingAnswers() async throws {
        try await withCanary { canary in
            let port = try await canary.listen(on: "127.0.0.1")
            _ = try await canary.listen(on: "127.0.0.2", port: port)
            let names = ChangingNames(["127.0.0.1"], ["127.0.0.2"])
            let clock = ManualClock(noon)
            let request = post("http://rebind.example:\(port)/hook")
            var good = 0
            try await withTransport(allowing: ["127.0.0.1"], names, clock: clock) { transport in
                for _ in 0..<20 {
                    good += await withTaskGroup(of: Bool.self) { tasks in
                        for number in 0..<20 {
                            tasks.addTask {
                                clock.advance(by: .seconds(number % 3 == 0 ? 31 : 1))
                                return (try? await transport.send(request).status) == 204
                            }
                        }
                        return await tasks.reduce(into: 0) { $0 += $1 ? 1 : 0 }
                    }
                }
            }
            #expect(names.asked.withLock { $0 } >= 20)
            #expect(good > 0 && canary.connections(to: "127.0.0.1") > 0)
            #expect(canary.connections(to: "127.0.0.2") == 0)
        }
    }

    @Test(
        "one bad address among good ones spoils the name, in any order",
        arguments: [
            ["127.0.0.1", "127.0.0.2"], ["127.0.0.2", "127.0.0.1"], ["127.0.0.1", "127.0.0.1", "::1"], ["::1"],
            ["127.0.0.1", "::ffff:127.0.0.1"],
        ])
    func mixed(addresses: [String]) async throws {
        try await withCanary { canary in
            let port = try await canary.listen(on: "127.0.0.1")
            _ = try await canary.listen(on: "127.0.0.2", port: port)
            _ = try await canary.listen(on: "::1", port: port)
            try await withTransport(allowing: ["127.0.0.1"], ChangingNames(addresses)) { transport in
                let error = await #expect(throws: DeliveryError.self) {
                    try await transport.send(post("http://mixed.example:\(port)/hook"))
                }
                #expect(error?.code == .forbidden)
            }
            #expect(canary.connections == 0)
        }
    }

    @Test(
        "the address that was checked is the one that is connected to, whatever the system says of the name meanwhile",
        arguments: ["localhost", "0x7f.2", "2130706434", "ip6-localhost", "127.2"])
    func pinned(host: String) async throws {
        try await withCanary { canary in
            let port = try await canary.listen(on: "127.0.0.1")
            for other in ["127.0.0.2", "::1"] { _ = try await canary.listen(on: other, port: port) }
            // The check is told 127.0.0.1; the system would say something else.
            try await withTransport(allowing: ["127.0.0.1"], ChangingNames(["127.0.0.1"])) { transport in
                let answer = try await transport.send(post("http://\(host):\(port)/hook"))
                #expect(answer.status == 204)
            }
            #expect(canary.connections(to: "127.0.0.1") == 1)
            #expect(canary.connections == 1)
        }
    }

    @Test("no name server decides what an address means", arguments: ["127.0.0.2", "[::1]", "[::ffff:7f00:2]"])
    func literal(host: String) async throws {
        try await withCanary { canary in
            let port = try await canary.listen(on: "::")
            let names = ChangingNames(["127.0.0.1"])
            try await withTransport(allowing: ["127.0.0.1"], names) { transport in
                let error = await #expect(throws: DeliveryError.self) {
                    try await transport.send(post("http://\(host):\(port)/hook"))
                }
                #expect(error?.code == .forbidden)
            }
            #expect(names.asked.withLock { $0 } == 0)
            #expect(canary.connections == 0)
        }
    }
}
