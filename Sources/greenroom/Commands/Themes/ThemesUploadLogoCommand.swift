import ArgumentParser
import FoundationEssentials
import Meetings
import MeetingsClient

/// `greenroom themes upload-logo THEME --white FILE …`: the three steps of an upload in one.
struct ThemesUploadLogoCommand: AsyncWork {
    static let configuration = CommandConfiguration(
        commandName: "upload-logo", abstract: "Give a theme its logos: PNG files with a transparent background.",
        discussion: "Logos are 1 to 300 pixels wide and high; a favicon is square, 16 to 32. At most 1 MB each.")

    @OptionGroup var options: APIOptions
    @Argument(help: ArgumentHelp("The id of the theme.", valueName: "theme")) var theme: String
    @Option(help: ArgumentHelp("Logo for dark grounds.", valueName: "file")) var white: String?
    @Option(help: ArgumentHelp("Logo for light grounds.", valueName: "file")) var colored: String?
    @Option(help: ArgumentHelp("Icon of the browser's tab.", valueName: "file")) var favicon: String?

    func validate() throws {
        if white == nil && colored == nil && favicon == nil {
            throw ValidationError("Name at least one picture: --white, --colored or --favicon.")
        }
    }

    func perform() async throws {
        let pictures = try [("white", white), ("colored", colored), ("favicon", favicon)].compactMap { kind, path in
            try path.map { (kind, try Self.picture($0)) }
        }
        let connection = try options.connection.connection()
        try await connection.withClient { client in
            if options.curl {
                options.printCurl(.logoGrants, client, connection)
                StandardStream.error.write(
                    "Then post each grant's fields and the file as a form to its url, and PUT the keys to "
                        + "finalizeLogos.\n")
                return
            }
            let grants = try await client.answer(to: .logoGrants)
            var keys: [String] = []
            for (kind, picture) in pictures {
                guard let grant = grants.first(where: { $0.kind == kind }) else {
                    throw CommandFailure("The server grants no upload of a \(kind) picture.")
                }
                try await client.upload(picture, with: grant)
                keys.append(grant.key)
            }
            _ = try await client.answer(to: .finalizeLogos(keys, theme: ThemeID(theme)))
            try await options.run(.theme(ThemeID(theme)), with: client, to: connection) { $0.factText }
        }
    }

    private static func picture(_ path: String) throws(CommandFailure) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure("\(path.scrubbed()) cannot be read. Name a PNG file.")
        }
        return Array(data)
    }
}
