import Configuration
import Meetings
import MeetingsMedia

extension MediaChoice {
    /// What was set: a flag before a `GREENROOM_…` variable before the file. `flags` has values by their keys. Throws a
    /// sentence when a flag or a variable has a value that its key cannot have; the file was checked.
    init(
        flags: [String: String], environment variables: [String: String], file: ConfigurationFile
    ) throws(CommandFailure) {
        let reader = ConfigReader(
            provider: EnvironmentVariablesProvider(environmentVariables: variables.filter { !$0.value.isEmpty })
                .prefixKeys(with: ConfigKey(["greenroom"])))
        for setting in MediaSetting.all {
            if let text = flags[setting.key] {
                let name = setting.key.hasSuffix(".enabled") ? String(setting.key.dropLast(8)) : setting.key
                let flag = "--" + name.map { $0 == "." || $0 == "_" ? "-" : String($0) }.joined()
                try adopt(text, setting, from: flag)
            } else if let text = reader.string(
                forKey: ConfigKey(setting.key.split(separator: ".").map(String.init)), isSecret: setting.kind == .secret
            ) {
                try adopt(text, setting, from: setting.variable)
            } else if let value = file.values[setting.key] {
                setting.adopt(value, into: &self)
            }
        }
    }

    private mutating func adopt(_ text: String, _ setting: MediaSetting, from origin: String) throws(CommandFailure) {
        let value = setting.kind.isList ? ConfigurationValue.list(Self.words(text)) : .text(text)
        guard setting.kind.takes(value) else {
            throw CommandFailure("\(origin) must be \(setting.kind.expectation); it is `\(text.scrubbed(limit: 80))`.")
        }
        setting.adopt(value, into: &self)
    }

    private static func words(_ text: String) -> [String] {
        text.split { $0 == "," || $0.isWhitespace }.map(String.init)
    }
}
