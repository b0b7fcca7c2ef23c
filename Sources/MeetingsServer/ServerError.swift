import NIOCore

/// Why the server could not run, in one sentence that says what to do.
public struct ServerError: Error, Hashable, Sendable, CustomStringConvertible {
    public var code: Code
    public var message: String
    public var description: String { message }

    /// The closed set of reasons: a metric label.
    public enum Code: Hashable, Sendable {
        case addressInUse, addressUnavailable, folderInUse, folderUnusable, certificateUnusable
        case unknownApplication, secretsChanging, failed
    }

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    static func certificate(_ message: String) -> ServerError { ServerError(.certificateUnusable, message) }

    /// Words for what stopped a listening server; an error that already has its words is passed on.
    static func listening(on configuration: ServerConfiguration, _ error: any Error) -> any Error {
        let address = "\(configuration.host):\(configuration.port)"
        guard let failure = error as? IOError else { return error }
        switch failure.errnoCode {
        case 98:
            return ServerError(
                .addressInUse,
                "Port \(configuration.port) is in use by another program. Stop it, or choose another with --listen.")
        case 13:
            return ServerError(
                .addressUnavailable,
                "Listening on \(address) is not permitted. Ports below 1024 need root: choose a higher one.")
        case 99:
            return ServerError(
                .addressUnavailable,
                "\(configuration.host) is not an address of this machine. Try --listen 0.0.0.0:\(configuration.port).")
        default: return ServerError(.failed, "The server cannot listen on \(address): \(failure.description)")
        }
    }
}
