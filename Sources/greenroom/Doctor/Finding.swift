import Meetings
import MeetingsWire

/// What one check of `greenroom doctor` found.
struct Finding: Hashable, Sendable {
    enum Verdict: String, Hashable, Sendable {
        case ok = "OK"
        case warning = "WARN"
        case failure = "FAIL"
    }

    /// What was looked at.
    var name: String
    var verdict: Verdict
    /// One sentence.
    var text: String
    /// What to do about it, in one sentence; nil where nothing is to be done.
    var fix: String?

    static func ok(_ name: String, _ text: String) -> Finding {
        Finding(name: name, verdict: .ok, text: text)
    }

    static func warning(_ name: String, _ text: String, fix: String) -> Finding {
        Finding(name: name, verdict: .warning, text: text, fix: fix)
    }

    static func failure(_ name: String, _ text: String, fix: String) -> Finding {
        Finding(name: name, verdict: .failure, text: text, fix: fix)
    }

    /// What an error says. Its sentences end with what to do already.
    static func failure(_ name: String, _ error: any Error) -> Finding {
        Finding(name: name, verdict: .failure, text: CommandFailure(error).message)
    }
}

/// All findings, for people and for programs.
struct DoctorReport: Sendable {
    var findings: [Finding] = []

    var failures: Int { findings.filter { $0.verdict == .failure }.count }

    var text: String {
        let width = findings.map(\.name.count).max() ?? 0
        return findings.map { finding in
            let verdict = finding.verdict.rawValue + String(repeating: " ", count: 4 - finding.verdict.rawValue.count)
            let name = finding.name + String(repeating: " ", count: width - finding.name.count)
            let fix =
                finding.fix.map { "\n\(String(repeating: " ", count: width + 8))\($0.scrubbed(limit: 500))" } ?? ""
            return "\(verdict)  \(name)  \(finding.text.scrubbed(limit: 500))\(fix)\n"
        }.joined()
    }

    var json: [UInt8] {
        JSONWriter.bytes { writer in
            writer.object { writer in
                writer.array("checks") { writer in
                    for finding in findings {
                        writer.object { writer in
                            writer.field("name", finding.name)
                            writer.field("verdict", finding.verdict.rawValue)
                            writer.field("text", finding.text)
                            writer.field("fix", finding.fix)
                        }
                    }
                }
                writer.field("failures", failures)
            }
        }
    }
}
