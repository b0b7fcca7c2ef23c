import MeetingsClient

/// A call as a curl command that a shell runs as it stands, once `TOKEN` is set. The token itself is never in it.
struct CurlText {
    var method: String
    var url: String
    var body: [UInt8]?
    var certificatePath: String?
    var accept: String?

    /// A body beyond this is handed over by a here-document: systems limit the length of one argument.
    private static let longestArgument = 65_536

    /// One line, or more with a here-document, ended by a line feed.
    var text: String {
        var words = ["curl", "-sS"]
        if accept != nil { words.append("-N") }
        if let certificatePath { words += ["--cacert", ShellQuoting.word(certificatePath)] }
        // With a body curl says POST by itself.
        if method != (body == nil ? "GET" : "POST") { words += ["-X", method] }
        words += [ShellQuoting.word(url), "-H", "\"Authorization: Bearer $TOKEN\""]
        if let accept { words += ["-H", ShellQuoting.word("Accept: \(accept)")] }
        guard let body else { return words.joined(separator: " ") + "\n" }
        words += ["-H", ShellQuoting.word("Content-Type: application/json"), "--data-binary"]
        let text = String(decoding: body, as: UTF8.self)
        guard body.count > Self.longestArgument else {
            return (words + [ShellQuoting.word(text)]).joined(separator: " ") + "\n"
        }
        return (words + ["@-", "<<'GREENROOM'"]).joined(separator: " ") + "\n\(text)\nGREENROOM\n"
    }
}

extension Connection {
    /// How the operator gets the token that the command needs.
    var tokenHint: String {
        var words = ["greenroom", "token"]
        if let profile {
            words += ["--profile", ShellQuoting.word(profile)]
        } else {
            words += ["--application-id", ShellQuoting.word(applicationID)]
            words += ["--private-key", ShellQuoting.word(privateKeyPath.absolutePath)]
        }
        return "First: TOKEN=$(\(words.joined(separator: " ")))\n"
    }
}
