import Meetings
import MeetingsClient
import MeetingsServer

/// From names in a configuration to something that talks.
extension Connection {
    /// The application and its key, read now.
    func credentials() throws(ClientError) -> Credentials {
        try Credentials(applicationID: ApplicationID(applicationID), privateKeyFile: privateKeyPath)
    }

    /// Which certificates to believe, read now.
    func trust() throws(ClientError) -> Trust {
        guard let certificatePath else { return .system }
        return try Trust(certificateFile: certificatePath)
    }

    /// A client that speaks as the application, and that must be closed.
    func client() throws(ClientError) -> Client {
        try Client(server: server, credentials: try credentials(), clock: SystemClock(), trust: try trust())
    }

    /// Does `work` with a client that is closed afterwards.
    func withClient<Value: Sendable>(_ work: (Client) async throws -> Value) async throws -> Value {
        let client = try client()
        do {
            let value = try await work(client)
            await client.close()
            return value
        } catch {
            await client.close()
            throw error
        }
    }
}
