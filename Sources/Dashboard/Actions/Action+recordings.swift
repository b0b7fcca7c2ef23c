import TerminalUI

/// What can be done to recordings.
extension Action {
    static let recordingActions: [Action] = []
}
