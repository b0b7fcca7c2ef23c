import TerminalUI

/// What can be done to the API log.
extension Action {
    static let logActions: [Action] = []
}
