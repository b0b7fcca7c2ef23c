import ArgumentParser

/// `greenroom exit-codes`, and `greenroom help exit-codes`: what the numbers mean.
struct ExitCodesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exit-codes", abstract: "Tell what the exit codes mean.", discussion: text)

    func run() { StandardStream.output.write(ExitCodesCommand.text + "\n") }

    private static var text: String {
        let lines = CommandStatus.allCases.map { status in
            let number = String(status.rawValue)
            return String(repeating: " ", count: 5 - number.count) + number + "  " + status.meaning
        }
        return (lines + ["128+n  Ended by the signal n."]).joined(separator: "\n")
    }
}
