import MeetingsServer
import ServerSupport
import Testing

@Suite("A connection", .timeLimit(.minutes(1)))
struct ConnectionTests {
    private static func server(
        _ change: (inout ConnectionLimits) -> Void, _ body: (TestServer) async throws -> Void
    ) async throws {
        try await TestServer.with(configure: { change(&$0.connectionLimits) }, body)
    }

    /// Returns when the time for the first request is over for all connections that are open now: a later one that asks
    /// nothing was closed.
    private static func firstRequestTimePasses(on server: TestServer) async throws {
        _ = try await RawConnection.connect(port: server.port).untilClosed()
    }

    @Test("that asks nothing, or never ends its head, is closed", arguments: ["", "GET /healthz HTTP/1.1\r\nHost:"])
    func slowHead(text: String) async throws {
        try await Self.server({ $0.headTime = .milliseconds(200) }) { server in
            let connection = try await RawConnection.connect(port: server.port)
            // A busy machine may come to this only after the server closed: then there is nobody to send to.
            try? await connection.send(text)
            #expect(try await connection.untilClosed().isEmpty)
        }
    }

    @Test("that never ends its body is closed") func slowBody() async throws {
        try await Self.server({ $0.bodyTime = .milliseconds(200) }) { server in
            let token = try await server.caller().token ?? ""
            let connection = try await RawConnection.connect(port: server.port)
            try? await connection.send(
                "POST /v1/meetings/rooms HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(token)\r\n"
                    + "Content-Length: 100\r\n\r\n{")
            let answer = try await connection.untilClosed()
            #expect(!answer.contains("201"))
        }
    }

    @Test("that has been idle is closed, and not while it is answered") func idle() async throws {
        try await Self.server({ $0.idleTime = .seconds(2) }) { server in
            let connection = try await RawConnection.connect(port: server.port)
            try await connection.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(try await connection.untilClosed().contains("200 OK"))
        }
    }

    @Test("whose client does not read is closed") func unread() async throws {
        try await Self.server({ $0.unreadTime = .milliseconds(200) }) { server in
            let connection = try await RawConnection.connect(port: server.port, isReading: false)
            // Far more than the buffers of both ends hold.
            let request = "GET /_/base.css HTTP/1.1\r\nHost: x\r\n\r\n"
            for _ in 0..<4000 { try? await connection.send(request) }
            _ = try await connection.untilClosed()
        }
    }

    @Test("that was answered once may go on when the first request's time is over") func keepAlive() async throws {
        try await Self.server({ $0.headTime = .seconds(3) }) { server in
            let connection = try await RawConnection.connect(port: server.port)
            try await connection.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            try await Self.firstRequestTimePasses(on: server)
            try await connection.send("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            #expect(try await connection.untilClosed().split(separator: "HTTP/1.1 200 OK").count == 2)
        }
    }

    @Test("of a page lives on when the first request's time is over") func sockets() async throws {
        try await Self.server({ $0.headTime = .seconds(3) }) { server in
            let caller = try await server.caller()
            let room = try await caller.call("POST", "/rooms", #"{"display_name":"x"}"#)
            let page = try await PageClient.connect(port: server.port)
            try await page.join(code: try #require(room.string("meeting_code")), name: "Ines")
            try await Self.firstRequestTimePasses(on: server)
            try await page.say(#"{"t":"ping"}"#)
            _ = try await page.next("pong")
        }
    }
}
