import ArgumentParser
import FoundationEssentials

/// `greenroom config`: the file of settings, checked and described.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Check the configuration file, or describe what it may hold.",
        subcommands: [ConfigCheckCommand.self, ConfigSchemaCommand.self, ConfigPathCommand.self],
        defaultSubcommand: ConfigCheckCommand.self)
}

/// `greenroom config check`.
struct ConfigCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Name every mistake in the configuration file.",
        discussion: "Each mistake is one line: the file, the line in it, what is wrong and what would be right.")

    @Argument(help: ArgumentHelp("Another file than the one that is used.", valueName: "file")) var file: String?

    func run() throws {
        let path = file ?? Folders(environment: ProcessInfo.processInfo.environment).configurationFile
        guard FileManager.default.fileExists(atPath: path) else {
            if file != nil { throw CommandFailure("\(path) is not there.", .notFound) }
            return _ = StandardStream.output.write("There is none at \(path); flags and variables do without.\n")
        }
        let file = try ConfigurationFile(path: path)
        try file.check(withKeys: true)
        let count = counted(file.values.count, "setting")
        let profiles = counted(file.profileNames.count, "profile")
        StandardStream.output.write("\(path) is right: \(count), \(profiles).\n")
    }
}

/// `greenroom config schema`.
struct ConfigSchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print the JSON Schema of the configuration file.",
        discussion: "Editors complete and check the file by it.")

    func run() { StandardStream.output.write(ConfigurationSchema.json + [0x0A]) }
}

/// `greenroom config path`.
struct ConfigPathCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "path", abstract: "Print where the configuration file is looked for.")

    func run() {
        let folders = Folders(environment: ProcessInfo.processInfo.environment)
        StandardStream.output.write(folders.configurationFile + "\n")
    }
}
