import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix

/// Turns what the network said into what happened and what to do.
enum FailureExplanation {
    /// The failure of a request that got no answer. A cancelled request stays a `CancellationError`.
    static func explain(_ error: any Error, server: ServerAddress) -> any Error {
        switch error {
        case is CancellationError, is ClientError: error
        case let error as HTTPClientError: explain(error, server: server)
        case let error as NIOConnectionError: explain(error, server: server)
        case is NIOTooManyBytesError:
            ClientError(.tooLarge, "The answer of \(server) is too large to be one of this API.", cause: error)
        case is HTTPParserError:
            ClientError(
                .notUnderstood,
                "\(server) does not answer in HTTP. Check the port; a server with TLS needs https://.", cause: error)
        // The errors of NIOSSL come through; naming their types would need the package for nothing else.
        case _ where String(reflecting: type(of: error)).hasPrefix("NIOSSL."):
            ClientError(
                .tls,
                "No secure connection to \(server): its certificate is not trusted or not valid here, or it speaks "
                    + "plain HTTP. Check the host name, the certificate and the clock; without TLS write http://.",
                cause: error)
        default: unreachable(server, cause: error)
        }
    }

    private static func explain(_ error: HTTPClientError, server: ServerAddress) -> any Error {
        switch error {
        case .cancelled: CancellationError()
        case .connectTimeout, .getConnectionFromPoolTimeout, .deadlineExceeded, .readTimeout, .writeTimeout,
            .tlsHandshakeTimeout:
            ClientError(
                .timedOut,
                "\(server) did not answer in time. It may be overloaded, or a firewall swallows the packets. Try again.",
                cause: error)
        case .remoteConnectionClosed, .uncleanShutdown:
            ClientError(
                .unreachable, "\(server) closed the connection before it answered. It may be restarting; try again.",
                cause: error)
        case .invalidURL, .emptyHost, .emptyScheme:
            ClientError(.badServer, "The address \(server) cannot be used. Write it as http://HOST:PORT.", cause: error)
        default: unreachable(server, cause: error)
        }
    }

    private static func explain(_ error: NIOConnectionError, server: ServerAddress) -> ClientError {
        if error.connectionErrors.isEmpty, error.dnsAError != nil || error.dnsAAAAError != nil {
            return ClientError(
                .unreachable,
                "There is no address behind the name in \(server). Check the spelling, and the network of this machine.",
                cause: error)
        }
        return unreachable(server, cause: error)
    }

    private static func unreachable(_ server: ServerAddress, cause: any Error) -> ClientError {
        ClientError(
            .unreachable, "Nothing answers at \(server). Is the server running? Check host and port.", cause: cause)
    }
}
