import Meetings
import MeetingsCallbacks
import MeetingsClient

/// Why a command ended without doing its work: one sentence for a person, and what the shell gets.
struct CommandFailure: Error, CustomStringConvertible {
    var message: String
    var exitCode: Int32

    init(_ message: String, exitCode: Int32) {
        self.message = message
        self.exitCode = exitCode
    }

    init(_ message: String, _ status: CommandStatus = .failed) {
        self.init(message, exitCode: status.rawValue)
    }

    /// The sentence of any error. What came from a server is scrubbed: it may be a stranger's text.
    init(_ error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let problem as Problem:
            let sentences = [problem.message] + problem.errors
            self.init(sentences.map { $0.scrubbed(limit: 500) }.joined(separator: " "), CommandStatus(problem))
        case let error as ClientError: self.init(error.message, CommandStatus(error))
        case let error as CallbackError: self.init(error.message)
        case is CancellationError: self.init("Interrupted.", exitCode: 130)
        default: self.init(String(describing: error).scrubbed(limit: 500))
        }
    }

    var description: String { message }
}
