import TerminalUI

/// What can be done to alarms.
extension Action {
    static let alarmActions: [Action] = []
}
