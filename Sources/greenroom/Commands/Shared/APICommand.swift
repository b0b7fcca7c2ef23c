import ArgumentParser
import MeetingsClient

/// A verb that is one call of the API.
protocol APICommand: AsyncWork {
    associatedtype Answer: Sendable
    var options: APIOptions { get }

    /// The call. May ask the server for what it depends on, but changes nothing.
    func call(_ client: Client) async throws -> APICall<Answer>
    /// The question to answer before the call is sent; nil for none. May ask the server, too.
    func question(_ client: Client) async throws -> String?
    /// True when the command line has answered it.
    var isConfirmed: Bool { get }
    /// The answer for people.
    func text(_ answer: Answer) -> String
}

extension APICommand {
    func question(_ client: Client) async throws -> String? { nil }
    var isConfirmed: Bool { true }

    func perform() async throws {
        let connection = try options.connection.connection()
        try await connection.withClient { client in
            let call = try await call(client)
            if !options.curl, !isConfirmed, let question = try await question(client) {
                try Confirmation.ask(question, isGiven: false)
            }
            try await options.run(call, with: client, to: connection, show: text)
        }
    }
}

/// A verb that lists everything, page after page.
protocol APIListCommand: AsyncWork {
    associatedtype Page: Sendable
    associatedtype Item: Sendable
    var options: APIOptions { get }

    /// Throws where the command line is wrong in a way that the parser does not see.
    func check() throws
    /// The call for the first page, as `--curl` shows it.
    var firstPage: APICall<Page> { get }
    func items(_ client: Client) async throws -> [Item]
    /// One item as the API writes it.
    func json(_ item: Item) -> [UInt8]
    /// All items for people.
    func text(_ items: [Item]) -> String
}

extension APIListCommand {
    func check() throws {}

    func perform() async throws {
        try check()
        let connection = try options.connection.connection()
        try await connection.withClient { client in
            if options.curl { return options.printCurl(firstPage, client, connection) }
            let items = try await items(client)
            if options.json {
                StandardStream.output.write(JSONList.text(items.map(json)))
            } else {
                StandardStream.output.write(text(items))
            }
        }
    }
}
