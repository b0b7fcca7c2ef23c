import ArgumentParser
import FoundationEssentials
import MeetingsWire

/// `greenroom profiles`: the servers that the configuration names.
struct ProfilesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profiles", abstract: "List the profiles of the configuration file.",
        discussion: "The one that is used without --profile has a star. Secrets are never printed.")

    @Flag(help: "Print JSON.") var json = false

    func run() throws {
        let environment = ProcessInfo.processInfo.environment
        let file = try ConfigurationFile.checked(environment: environment)
        let used = try Settings(flag: nil, environment: environment, file: file).profile
        let profiles = file.profileNames.map { Profile($0, in: file, isUsed: $0 == used) }
        if json { return _ = StandardStream.output.write(JSONList.text(profiles.map(\.json))) }
        var table = Table(headings: ["", "NAME", "SERVER", "ENVIRONMENT", "APPLICATION", "WRITES"])
        table.rows = profiles.map { profile in
            [
                profile.isUsed ? "*" : "", profile.name, profile.server ?? "-", profile.environment ?? "-",
                profile.applicationID ?? "-", profile.isReadOnly ? "no" : "yes",
            ]
        }
        StandardStream.output.write(table.text)
    }
}

/// What may be told of a profile.
private struct Profile {
    var name: String
    var isUsed: Bool
    var server: String?
    var environment: String?
    var applicationID: String?
    var isReadOnly: Bool

    init(_ name: String, in file: ConfigurationFile, isUsed: Bool) {
        self.name = name
        self.isUsed = isUsed
        let place = "profiles.\(name)."
        server = file.text(place + "server")
        environment = file.text(place + "environment")
        applicationID = file.text(place + "application_id")
        isReadOnly = file.isOn(place + "read_only") ?? file.isOn("read_only") ?? false
    }

    var json: [UInt8] {
        JSONWriter.bytes { writer in
            writer.object { writer in
                writer.field("name", name)
                writer.field("server", server)
                writer.field("environment", environment)
                writer.field("application_id", applicationID)
                writer.field("used", isUsed)
                writer.field("read_only", isReadOnly)
            }
        }
    }
}
