internal import AsyncHTTPClient
internal import Meetings
internal import NIOCore
internal import NIOPosix

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The errors of the network libraries, which name types and functions, as sentences for a person.
enum ConnectionFailure {
    /// True when no connection came about: then another address of the host may be tried.
    static func nothingWasSent(_ error: any Error) -> Bool {
        if let error = error as? HTTPClientError { return error == .connectTimeout }
        return error is NIOConnectionError || unreachable(error) != nil
    }

    /// The error to report for an attempt.
    static func explained(_ error: any Error) -> any Error {
        if error is DeliveryError || error is CancellationError { return error }
        if let error = error as? HTTPClientError {
            if [.connectTimeout, .deadlineExceeded, .readTimeout].contains(error) {
                return DeliveryError(.timeout, "The receiver did not answer in time.")
            }
            return DeliveryError(
                .connection, "The exchange with the receiver failed: \(error.shortDescription.scrubbed(limit: 120)).")
        }
        if let reason = unreachable(error) {
            return DeliveryError(
                .connection, "The receiver cannot be reached: \(reason). Check that it runs and listens there.")
        }
        // The TLS library is not imported for one name.
        if String(reflecting: type(of: error)).hasPrefix("NIOSSL") {
            return DeliveryError(
                .connection,
                "TLS with the receiver failed. Check that it speaks TLS there and that its certificate is valid for "
                    + "its host.")
        }
        return DeliveryError(.connection, "The connection to the receiver broke off.")
    }

    /// Why a connection did not come about; nil for other errors.
    private static func unreachable(_ error: any Error) -> String? {
        switch (error as? IOError)?.errnoCode {
        case ECONNREFUSED: "nothing listens at its address and port"
        case EHOSTUNREACH, ENETUNREACH, EADDRNOTAVAIL: "there is no way to its network"
        case ETIMEDOUT: "its address does not answer"
        default: nil
        }
    }
}
