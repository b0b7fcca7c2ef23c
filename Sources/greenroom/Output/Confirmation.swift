import Glibc

/// The question before something is lost.
enum Confirmation {
    /// Returns when the operator agrees. Asks on a terminal; where there is none, `--yes` must have said it already.
    static func ask(_ question: String, isGiven: Bool) throws(CommandFailure) {
        if isGiven { return }
        guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else {
            throw CommandFailure("Nothing was sent: without a terminal to ask on, this needs --yes.", .usage)
        }
        StandardStream.error.write("\(question) [y/N] ")
        let answer = readLine()?.lowercased() ?? ""
        guard ["y", "yes"].contains(answer) else { throw CommandFailure("Nothing was sent.") }
    }
}
