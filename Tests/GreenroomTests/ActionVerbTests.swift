import ArgumentParser
import Testing

@testable import Dashboard
@testable import greenroom

@Suite("Actions of the dashboard and verbs of the command line")
struct ActionVerbTests {
    @Test("each verb that the dashboard names exists", arguments: Set(Action.all.compactMap(\.verb)).sorted())
    func verbExists(verb: String) {
        var command: any ParsableCommand.Type = GreenroomCommand.self
        for word in verb.split(separator: " ").prefix(while: { !$0.hasPrefix("-") }) {
            let next = command.configuration.subcommands.first { $0._commandName == word }
            guard let next else {
                Issue.record("there is no `greenroom \(verb)`")
                return
            }
            command = next
        }
    }
}
