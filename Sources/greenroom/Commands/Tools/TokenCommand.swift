import ArgumentParser
import FoundationEssentials
import Meetings
import MeetingsClient
import MeetingsServer

/// `greenroom token`: a bearer token for curl and the like, and nothing else on standard output.
struct TokenCommand: AsyncWork {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Print a bearer token (JWT) of an application, good for 15 minutes.",
        discussion: "For example: curl -H \"Authorization: Bearer $(greenroom token --profile NAME)\" …")

    @OptionGroup var options: ConnectionOptions

    func perform() async throws {
        let token = try await TokenSource(credentials: try credentials(), clock: SystemClock()).token()
        StandardStream.output.write(token + "\n")
    }

    /// A token needs no server, so two flags are enough.
    private func credentials() throws -> Credentials {
        if let application = options.applicationID, let key = options.privateKey {
            return try Credentials(applicationID: ApplicationID(application), privateKeyFile: key)
        }
        return try options.connection().credentials()
    }
}
