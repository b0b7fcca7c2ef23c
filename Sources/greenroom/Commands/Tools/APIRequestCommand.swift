import ArgumentParser
import FoundationEssentials
import Meetings
import MeetingsClient

/// `greenroom api METHOD PATH`: any request of the API, with a token.
struct APIRequestCommand: AsyncWork {
    static let configuration = CommandConfiguration(
        commandName: "api", abstract: "Send any request to the API and print its answer.",
        discussion: "For example: greenroom api GET '/rooms?page_size=3'")

    @OptionGroup var options: APIOptions
    @Argument(help: "GET, POST, PATCH, PUT or DELETE.", transform: APIRequestCommand.method) var method: Client.Method
    @Argument(help: "Path below the base URL, with its query.") var path: String

    @Option(help: ArgumentHelp("JSON to send; @FILE reads a file, @- standard input.", valueName: "json"))
    var body: String?

    private static func method(_ text: String) throws -> Client.Method {
        guard let method = Client.Method(rawValue: text.uppercased()) else {
            throw ValidationError("\(text) is none of GET, POST, PATCH, PUT, DELETE.")
        }
        return method
    }

    func perform() async throws {
        let target = RequestTarget(path)
        let bytes = try body.map(Self.bytes)
        let connection = try options.connection.connection()
        try await connection.withClient { client in
            let call = APICall.any(method, target.path, query: target.query, body: bytes)
            if options.curl { return options.printCurl(call, client, connection) }
            let answer = try await client.answer(to: call)
            StandardStream.output.write(answer.isEmpty || answer.last == 0x0A ? answer : answer + [0x0A])
        }
    }

    private static func bytes(_ text: String) throws(CommandFailure) -> [UInt8] {
        guard text.hasPrefix("@") else { return Array(text.utf8) }
        let path = String(text.dropFirst())
        if path == "-" { return StandardInput.all() }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure("\(path.scrubbed()) cannot be read.")
        }
        return Array(data)
    }
}

/// A path with its query, as typed after a method.
struct RequestTarget: Equatable {
    var path: [String]
    var query: [(name: String, value: String)]

    /// Takes a path below the base URL, or one that begins with one of the API's three prefixes.
    init(_ text: String) {
        let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var rest = parts[0]
        for prefix in ["/v1/meetings/", "/beta/meetings/", "/meetings/"] where rest.hasPrefix(prefix) {
            rest = rest.dropFirst(prefix.count)
            break
        }
        path = rest.split(separator: "/").map { Self.decoded($0) }
        let pairs = parts.count > 1 ? parts[1].split(separator: "&") : []
        query = pairs.map { pair in
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (Self.decoded(sides[0]), sides.count > 1 ? Self.decoded(sides[1]) : "")
        }
    }

    static func == (left: RequestTarget, right: RequestTarget) -> Bool {
        left.path == right.path && left.query.elementsEqual(right.query) { $0 == $1 }
    }

    /// The text with `%2F` and the like read; a sign of percent that means nothing stays.
    private static func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let first = rest.popFirst() {
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            guard first == UInt8(ascii: "%"), digits.allSatisfy(\.isHexDigit), let byte = UInt8(digits, radix: 16),
                digits.count == 2
            else {
                bytes.append(first)
                continue
            }
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
