import ArgumentParser
import Meetings
import MeetingsClient
import MeetingsServer

/// `greenroom alarms`: what operators decided about alarms, and rules tried on recorded events.
struct AlarmsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alarms", abstract: "Share decisions about alarms, and try the rules on recorded events.",
        discussion: """
            Dashboards raise alarms; the server keeps what operators decide about them, so that all dashboards agree. \
            An alarm is named by its rule and what it is about, which is mostly the id of a room.
            """,
        subcommands: [
            AlarmsListCommand.self, AlarmsAckCommand.self, AlarmsSnoozeCommand.self, AlarmsReopenCommand.self,
            AlarmsReplayCommand.self,
        ], defaultSubcommand: AlarmsListCommand.self)
}

/// `greenroom alarms list`.
struct AlarmsListCommand: APICommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List which alarms are acknowledged or snoozed.")

    @OptionGroup var options: APIOptions

    func call(_ client: Client) -> APICall<[AlarmAcknowledgement]> { .acknowledgements() }

    func text(_ decisions: [AlarmAcknowledgement]) -> String {
        var table = Table(headings: ["RULE", "OBJECT", "STATE", "BY", "SINCE (UTC)", "UNTIL (UTC)", "NOTE"])
        table.rows = decisions.map { decision in
            [
                decision.key.rule.rawValue, decision.key.object, decision.state.rawValue, decision.operatorName,
                decision.at.secondText, decision.until.secondText, decision.note,
            ]
        }
        return table.text
    }
}

/// Which alarm is meant, and who speaks.
struct AlarmArgument: ParsableArguments, Sendable {
    @Argument(help: ArgumentHelp("The rule, such as closing.", valueName: "rule")) var rule: AlarmRuleOption
    @Argument(help: ArgumentHelp("What the alarm is about: mostly the id of a room.", valueName: "object")) var object:
        String
    @Option(name: .customLong("operator"), help: ArgumentHelp("Who decides it.", valueName: "name")) var operatorName =
        ""

    var key: AlarmKey { AlarmKey(rule.rule, object) }
}

/// A rule as it is typed.
struct AlarmRuleOption: ExpressibleByArgument, Sendable {
    let rule: AlarmRule

    init?(argument: String) {
        guard let rule = AlarmRule(rawValue: argument) else { return nil }
        self.rule = rule
    }

    static var allValueStrings: [String] { AlarmRule.allCases.map(\.rawValue) }
}

/// `greenroom alarms ack RULE OBJECT`.
struct AlarmsAckCommand: APICommand {
    static let configuration = CommandConfiguration(
        commandName: "ack", abstract: "Tell everyone that somebody takes care of an alarm.")

    @OptionGroup var options: APIOptions
    @OptionGroup var target: AlarmArgument
    @Option(help: ArgumentHelp("What the next operator should know.", valueName: "text")) var note = ""
    @Option(help: ArgumentHelp("For how many minutes; 12 hours unless said.", valueName: "minutes")) var minutes: Int?

    func validate() throws {
        if let minutes, !(1...10_080).contains(minutes) {
            throw ValidationError("--minutes must be from 1 to 10080 (seven days).")
        }
    }

    func call(_ client: Client) -> APICall<AlarmAcknowledgement> {
        let until = minutes.map { SystemClock().now + .seconds($0 * 60) }
        let wanted = NewAcknowledgement(
            state: .acknowledged, note: note, operatorName: target.operatorName, until: until)
        return .acknowledge(target.key, wanted)
    }

    func text(_ decision: AlarmAcknowledgement) -> String { "Acknowledged until \(decision.until.secondText) UTC.\n" }
}

/// `greenroom alarms snooze RULE OBJECT MINUTES`.
struct AlarmsSnoozeCommand: APICommand {
    static let configuration = CommandConfiguration(
        commandName: "snooze", abstract: "Hide an alarm for some minutes, for everyone.")

    @OptionGroup var options: APIOptions
    @OptionGroup var target: AlarmArgument
    @Argument(help: ArgumentHelp("For how many minutes.", valueName: "minutes")) var minutes: Int

    func validate() throws {
        guard (1...10_080).contains(minutes) else {
            throw ValidationError("The minutes must be from 1 to 10080 (seven days).")
        }
    }

    func call(_ client: Client) -> APICall<AlarmAcknowledgement> {
        let until = SystemClock().now + .seconds(minutes * 60)
        let wanted = NewAcknowledgement(state: .snoozed, operatorName: target.operatorName, until: until)
        return .acknowledge(target.key, wanted)
    }

    func text(_ decision: AlarmAcknowledgement) -> String { "Snoozed until \(decision.until.secondText) UTC.\n" }
}

/// `greenroom alarms reopen RULE OBJECT`.
struct AlarmsReopenCommand: APICommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen", abstract: "Take back what was decided about an alarm.")

    @OptionGroup var options: APIOptions
    @OptionGroup var target: AlarmArgument

    func call(_ client: Client) -> APICall<Void> { .reopen(target.key, operatorName: target.operatorName) }
    func text(_ answer: Void) -> String { "The alarm shows again.\n" }
}
