import ArgumentParser
import FoundationEssentials
import MeetingsServer

/// `greenroom doctor`: looks at everything that has to work together, and says what to do about what does not.
struct DoctorCommand: AsyncWork {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check configuration, server, clock, TLS, callbacks, terminal and what media needs.",
        discussion: """
            Changes nothing, on this machine or on the server. The exit code is 1 when a check fails; warnings do \
            not count.
            """,
        subcommands: [DoctorClipboardCommand.self])

    @OptionGroup var options: ConnectionOptions
    @OptionGroup var place: DataFolderOptions
    @Flag(help: "Print JSON.") var json = false

    func perform() async throws {
        let environment = ProcessInfo.processInfo.environment
        let clock = SystemClock()
        let configuration = ConfigurationCheckup(options: options, environment: environment)
        let (found, connection) = configuration.run()
        var report = DoctorReport(findings: found)
        report.findings += await DataCheckup(folder: place.folder, isNamed: place.data != nil).run()
        if let connection { report.findings += await ServerCheckup(connection: connection, clock: clock).run() }
        report.findings.append(await CallbackCheckup(receiver: connection?.receiver, clock: clock).run())
        report.findings += TerminalCheckup(environment: environment).run()
        report.findings.append(PortCheckup(environment: environment).run())
        report.findings += MediaCheckup(environment: environment).run()
        StandardStream.output.write(json ? report.json + [0x0A] : Array(report.text.utf8))
        guard report.failures == 0 else {
            throw CommandFailure(report.failures == 1 ? "One check failed." : "\(report.failures) checks failed.")
        }
    }
}
