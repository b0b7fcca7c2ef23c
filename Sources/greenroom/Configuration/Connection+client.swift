import Meetings
import MeetingsClient
import MeetingsServer

/// From names in a configuration to something that talks.
extension Connection {
    /// The application and its key, read now.
    func credentials() throws(ClientError) -> Credentials {
        try Credentials(applicationID: ApplicationID(applicationID), privateKeyFile: privateKeyPath)
    }

    /// Does `work` with a client that is closed afterwards.
    func withClient<Value: Sendable>(_ work: (Client) async throws -> Value) async throws -> Value {
        let client = try Client(server: server, credentials: try credentials(), clock: SystemClock())
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
