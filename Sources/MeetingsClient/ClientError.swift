public import Meetings

/// Why a request came to nothing. The message is for a person: what happened, and what to do.
public struct ClientError: Error, Sendable {
    /// The closed set of failures: a metric label.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// The address of the server cannot be used.
        case badServer
        /// The private key cannot be used.
        case badKey
        /// No connection, or it broke.
        case unreachable
        case timedOut
        case tls
        /// The server does not accept the token.
        case unauthorized
        /// A refusal in the API's words; see `problem`.
        case problem
        /// The server has no event stream.
        case noStream
        /// The answer is not what the API documents.
        case notUnderstood
        case tooLarge
        /// The stream was silent for too long.
        case silent
    }

    public var code: Code
    public var message: String
    /// The refusal as the API words it, where the server sent one.
    public var problem: Problem?
    public var cause: (any Error)?

    public init(_ code: Code, _ message: String, problem: Problem? = nil, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.problem = problem
        self.cause = cause
    }

    /// A refusal by the API: its own sentence, and for a wrong token what to look at.
    static func refused(_ problem: Problem, by server: String) -> ClientError {
        guard problem.kind == .unauthorized else {
            let sentences = [problem.message] + problem.errors
            return ClientError(.problem, sentences.joined(separator: " ").scrubbed(limit: 1000), problem: problem)
        }
        return ClientError(
            .unauthorized,
            "\(server) does not accept the token: \(problem.message.scrubbed()). Either the private key does not "
                + "belong to this application id, or a clock is off. Compare both ids, then both clocks.",
            problem: problem)
    }
}
