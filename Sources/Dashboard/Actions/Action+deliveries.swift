import TerminalUI

/// What can be done to callbacks.
extension Action {
    static let deliveryActions: [Action] = []
}
