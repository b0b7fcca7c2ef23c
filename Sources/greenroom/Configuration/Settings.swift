import Configuration

/// One setting and where it was given, so that a mistake can be named.
struct Setting: Hashable, Sendable {
    var value: String
    /// As a person would look for it: `--server`, `GREENROOM_SERVER`, or the file and its key.
    var origin: String
}

/// The settings of one profile: a flag before a `GREENROOM_…` variable before the file.
struct Settings {
    /// The profile that the file's values come from; nil when none is chosen.
    let profile: String?
    private let environment: ConfigReader
    private let file: ConfigurationFile
    private let fileProfile: KeyMappingProvider<FileProvider<YAMLSnapshot>>?

    /// Chooses the profile: `--profile`, then `GREENROOM_PROFILE`, then the file's `profile`. Throws when the file has
    /// no profile of that name.
    init(flag: String?, environment variables: [String: String], file: ConfigurationFile) throws(CommandFailure) {
        // A variable that is set to nothing is as good as unset.
        let provider = EnvironmentVariablesProvider(environmentVariables: variables.filter { !$0.value.isEmpty })
        // `receiver.listen` of the file is GREENROOM_LISTEN: there is one receiver.
        environment = ConfigReader(
            provider: provider.mapKeys { key in
                AbsoluteConfigKey(["greenroom"] + key.components.filter { $0 != "receiver" })
            })
        self.file = file
        let chosen: Setting?
        if let flag {
            chosen = Setting(value: flag, origin: "--profile")
        } else if let name = environment.string(forKey: "profile") {
            chosen = Setting(value: name, origin: "GREENROOM_PROFILE")
        } else {
            chosen = try Settings.standing(in: file)
        }
        if let chosen, !file.profileNames.contains(chosen.value) {
            let known = file.profileNames.isEmpty ? "no profile" : file.profileNames.joined(separator: ", ")
            throw CommandFailure(
                "\(chosen.origin): \(file.path) has no profile named `\(chosen.value)`. It has \(known).")
        }
        profile = chosen?.value
        fileProfile = chosen.flatMap { chosen in
            file.provider?.prefixKeys(with: ConfigKey(["profiles", chosen.value]))
        }
    }

    /// The setting named `key`, its parts joined by dots; nil when it was given nowhere. Throws when the file holds
    /// something other than a text there.
    func setting(_ key: String, flag: String? = nil) throws(CommandFailure) -> Setting? {
        let parts = key.split(separator: ".").map(String.init)
        let name = parts.last ?? key
        if let flag { return Setting(value: flag, origin: "--" + name.replacing("_", with: "-")) }
        if let value = environment.string(forKey: ConfigKey(parts), isSecret: name.hasSuffix("secret")) {
            return Setting(value: value, origin: "GREENROOM_" + name.uppercased())
        }
        guard let fileProfile, let profile else { return nil }
        let origin = "\(file.path): profiles.\(profile).\(key)"
        guard let value = try Settings.text(AbsoluteConfigKey(parts), in: fileProfile, origin: origin) else {
            return nil
        }
        return Setting(value: value, origin: origin)
    }

    private static func standing(in file: ConfigurationFile) throws(CommandFailure) -> Setting? {
        guard let provider = file.provider else { return nil }
        let origin = "\(file.path): profile"
        let name = try text(AbsoluteConfigKey(["profile"]), in: provider, origin: origin)
        return name.map { Setting(value: $0, origin: origin) }
    }

    private static func text(
        _ key: AbsoluteConfigKey, in provider: some ConfigProvider, origin: String
    ) throws(CommandFailure) -> String? {
        guard let found = try? provider.value(forKey: key, type: .string) else {
            throw CommandFailure("\(origin) must be one text, not a list.")
        }
        guard case .string(let text)? = found.value?.content, !text.isEmpty else { return nil }
        return text
    }
}
