import ArgumentParser
import Meetings
import MeetingsClient

/// The flags of every verb that calls the API.
struct APIOptions: ParsableArguments, Sendable {
    @OptionGroup var connection: ConnectionOptions
    @Flag(help: "Print the API's JSON.") var json = false
    @Flag(help: "Send nothing; print the request as a curl command that takes its token from $TOKEN.") var curl = false

    /// Prints what `show` makes of a call's answer, the answer itself with `--json`, or with `--curl` the call.
    func run<Answer>(
        _ call: APICall<Answer>, with client: Client, to connection: Connection, show: (Answer) -> String
    ) async throws {
        if curl { return printCurl(call, client, connection) }
        let body = try await client.body(of: call)
        if !json {
            StandardStream.output.write(show(try client.read(body, as: call)))
        } else if !body.isEmpty {
            StandardStream.output.write(body.last == 0x0A ? body : body + [0x0A])
        }
    }

    /// Prints a call as a curl command, and on standard error how to get its token.
    func printCurl<Answer>(
        _ call: APICall<Answer>, _ client: Client, _ connection: Connection, accept: String? = nil
    ) {
        let command = CurlText(
            method: call.method.rawValue, url: client.url(of: call), body: call.body,
            certificatePath: connection.certificatePath?.absolutePath, accept: accept)
        StandardStream.error.write(connection.tokenHint)
        StandardStream.output.write(command.text)
    }
}
