import CNcurses

/// Why no screen could be opened.
public struct ScreenError: Error, Hashable, Sendable {
    /// Which of the reasons.
    public enum Code: Hashable, Sendable {
        /// Input or output is a file or a pipe.
        case notATerminal
        /// `TERM` is not set, or no description of it is installed.
        case unknownTerminal
        /// It cannot place the cursor.
        case poorTerminal
        /// A screen is open already, or there are no descriptors left.
        case noResources
    }
    /// Which of the reasons.
    public let code: Code
    /// A sentence for a person: what is wrong and what to do.
    public let message: String

    init(_ failure: cn_failure, term: String) {
        // The name may hold anything; only its printable part is repeated.
        let name = String(term.unicodeScalars.filter { $0.isASCII && $0.value > 0x20 && $0.value < 0x7F }.prefix(40))
        switch failure {
        case CN_NOT_A_TERMINAL:
            code = .notATerminal
            message =
                "The dashboard needs a terminal, but its input or output is a file or a pipe: start it in a terminal "
                + "window (over ssh, with `ssh -t`)."
        case CN_UNKNOWN_TERMINAL:
            code = .unknownTerminal
            message =
                name.isEmpty
                ? "TERM is not set, so this terminal is not known: try again with TERM=xterm-256color."
                : "There is no description of the terminal \"\(name)\" here: try again with TERM=xterm-256color."
        case CN_POOR_TERMINAL:
            code = .poorTerminal
            message =
                "The terminal \"\(name)\" cannot place the cursor, so the dashboard cannot draw on it: use another "
                + "terminal, or set TERM to its real name."
        default:
            code = .noResources
            message = "The terminal could not be opened: close other programs, or raise `ulimit -n`, and try again."
        }
    }
}
