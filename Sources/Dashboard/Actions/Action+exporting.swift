import TerminalUI

/// Writing what is shown to a file.
extension Action {
    static let exporting: [Action] = []
}
