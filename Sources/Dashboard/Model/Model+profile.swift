import Meetings

/// Changing to another profile of the settings.
extension Model {
    /// Why there is nothing to change to; nil when there is.
    var profileReason: String? {
        if configuration.recordedFile != nil { return "a recorded file has no profile" }
        return configuration.otherProfiles.isEmpty ? "the configuration names no other profile" : nil
    }

    mutating func change(toProfile name: String) -> [Effect] {
        let known = configuration.otherProfiles
        if known.contains(name) { return [.profile(name)] }
        let near = Spelling.nearest(to: name, among: known).map { "did you mean \($0)?" }
        let help = near ?? "there are \(known.joined(separator: ", "))"
        say("there is no other profile \(name) · \(help)", isError: true)
        return []
    }
}
