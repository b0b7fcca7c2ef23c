import TerminalUI

/// What can be done to the API log.
extension Action {
    static let logActions: [Action] = [
        Action(
            id: "copy-request", title: "Copy the request as a curl command", keys: [[.character("y")]],
            contexts: [.log, .request],
            hint: "copy as curl", unavailable: { $0.selectedRequest == nil ? "there is no request" : nil },
            run: { $0.copyRequest() }),
        Action(
            id: "copy-error", title: "Copy the last error", keys: [[.character("Y")]], contexts: Context.views,
            unavailable: { $0.lastError == nil ? "no request has failed" : nil }, run: { $0.copyLastError() }),
    ]
}
