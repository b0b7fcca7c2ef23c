import Meetings
import MeetingsClient

/// What the shell gets. The one place where failures become numbers; those above 63 are the BSD ones (sysexits.h).
enum CommandStatus: Int32, CaseIterable {
    case done = 0
    case failed = 1
    /// The command cannot work in this place at all, such as a dashboard without a terminal.
    case notHere = 2
    case usage = 64
    case refused = 65
    case notFound = 66
    case unreachable = 69
    case tryAgain = 75
    case noPermission = 77

    /// The status for a refusal in the API's words.
    init(_ problem: Problem) {
        switch problem.status {
        case 401, 403: self = .noPermission
        case 404, 410: self = .notFound
        case 400, 409, 413, 422: self = .refused
        case 429, 503: self = .tryAgain
        default: self = .failed
        }
    }

    /// The status for a request that came to nothing.
    init(_ error: ClientError) {
        switch error.code {
        case .problem, .unauthorized: self = error.problem.map { CommandStatus($0) } ?? .noPermission
        case .unreachable, .timedOut, .tls, .silent: self = .unreachable
        case .badServer, .badKey, .noStream, .notUnderstood, .tooLarge: self = .failed
        }
    }

    /// What it means, for `greenroom help exit-codes`.
    var meaning: String {
        switch self {
        case .done: "Done."
        case .failed: "Failed in a way that no other number tells; the sentence says how."
        case .notHere: "The command cannot work here, such as a dashboard without a terminal."
        case .usage: "The command line is wrong."
        case .refused: "The server refuses what was given (HTTP 400, 409, 413, 422)."
        case .notFound: "There is no such thing (HTTP 404)."
        case .unreachable: "The server cannot be reached, or its certificate is not trusted."
        case .tryAgain: "The server asks to try again later (HTTP 429, 503)."
        case .noPermission: "The credentials are refused (HTTP 401, 403)."
        }
    }
}
