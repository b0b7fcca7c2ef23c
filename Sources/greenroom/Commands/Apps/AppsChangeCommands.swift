import ArgumentParser
import Meetings
import MeetingsClient
import MeetingsStorage

/// `greenroom apps list`.
struct AppsListCommand: AsyncWork {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List all applications.")

    @OptionGroup var place: DataFolderOptions
    @Flag(help: "Print JSON.") var json = false

    func perform() async throws {
        let applications = try await place.withStorage { try await $0.read { try $0.applications() } }
        guard !json else {
            StandardStream.output.write(JSONList.text(applications.map { JSONFields.object($0.jsonFields) }))
            return
        }
        var table = Table(headings: ["NAME", "API KEY", "CREATED (UTC)", "ID"])
        table.rows = applications.map { [$0.name, $0.apiKey, $0.createdAt.minuteText, $0.id.rawValue] }
        StandardStream.output.write(table.text)
    }
}

/// `greenroom apps show APPLICATION`.
struct AppsShowCommand: AsyncWork {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one application, without its secrets.")

    @OptionGroup var place: DataFolderOptions
    @OptionGroup var target: ApplicationArgument
    @Flag(help: "Print JSON.") var json = false

    func perform() async throws {
        let found = try await place.withStorage { try await $0.read { try target.found(in: $0) } }
        StandardStream.output.write(
            json ? JSONFields.object(found.jsonFields) + [0x0A] : Array(found.factText.utf8))
    }
}

/// `greenroom apps update APPLICATION …`.
struct AppsUpdateCommand: AsyncWork {
    static let configuration = CommandConfiguration(
        commandName: "update", abstract: "Change an application's name or callback URLs.",
        discussion: "What is not named stays. A URL of none takes it off. A server that runs notices within a second.")

    @OptionGroup var place: DataFolderOptions
    @OptionGroup var target: ApplicationArgument
    @Option(help: "A name for people.") var name: String?
    @OptionGroup var callbacks: CallbackOptions
    @Flag(help: "Print JSON.") var json = false

    func validate() throws {
        if name == nil && callbacks.isEmpty { throw ValidationError("Name what is to change, such as --name.") }
    }

    func perform() async throws {
        if let name { try FieldRules.text(name, field: "--name", atMost: 200) }
        let (target, name, callbacks) = (target, name, callbacks)
        let changed = try await place.withStorage { storage in
            try await storage.write { transaction in
                var application = try target.found(in: transaction)
                application.name = name ?? application.name
                application.callbackURLs = callbacks.applied(to: application.callbackURLs)
                try application.callbackURLs.validate()
                try transaction.update(application)
                return application
            }
        }
        StandardStream.output.write(
            json ? JSONFields.object(changed.jsonFields) + [0x0A] : Array(changed.factText.utf8))
    }
}

/// `greenroom apps set-default-theme THEME`: over the API, as the application itself.
struct AppsSetDefaultThemeCommand: APICommand {
    static let configuration = CommandConfiguration(
        commandName: "set-default-theme", abstract: "Set the theme of rooms that name none, over the API.")

    @OptionGroup var options: APIOptions
    @Argument(help: ArgumentHelp("The id of the theme; none for none.", valueName: "theme")) var theme: String

    func call(_ client: Client) -> APICall<ApplicationFacts> {
        .setDefaultTheme(theme == "none" ? nil : ThemeID(theme))
    }

    func text(_ application: ApplicationFacts) -> String {
        "The default theme is \(application.defaultThemeID?.rawValue.scrubbed() ?? "none") now.\n"
    }
}

/// Which application is meant.
struct ApplicationArgument: ParsableArguments, Sendable {
    @Argument(help: ArgumentHelp("The id of the application.", valueName: "application")) var application: String

    /// The application. Throws a sentence when there is none of that id.
    func found(in transaction: ReadTransaction) throws -> StoredApplication {
        guard let found = try transaction.application(ApplicationID(application)) else {
            throw CommandFailure(
                "There is no application \(application.scrubbed()) in this folder; `greenroom apps list` names them.",
                .notFound)
        }
        return found
    }
}
