import ArgumentParser
import FoundationEssentials

/// `greenroom doctor clipboard`: tries each way that a copied link may take.
struct DoctorClipboardCommand: AsyncWork {
    static let configuration = CommandConfiguration(
        commandName: "clipboard", abstract: "Try each way to the clipboard, and say what became of it.",
        discussion: """
            Your clipboard holds a test text afterwards. The dashboard takes the first way that works. The exit code \
            is 1 when none does.
            """)

    @ParentCommand var parent: DoctorCommand

    func perform() async throws {
        let mark = String(UInt32.random(in: 0x1000...0xFFFF), radix: 16)
        let checkup = ClipboardCheckup(environment: ProcessInfo.processInfo.environment, mark: mark)
        let report = DoctorReport(findings: await checkup.run())
        StandardStream.output.write(parent.json ? report.json + [0x0A] : Array(report.text.utf8))
        guard report.findings.contains(where: { $0.verdict == .ok && $0.name != "tmux" && $0.name != "SSH_TTY" })
        else { throw CommandFailure("No way to a clipboard works here.") }
    }
}
