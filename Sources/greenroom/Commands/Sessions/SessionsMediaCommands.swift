import ArgumentParser
import Meetings
import MeetingsClient

/// `greenroom sessions mute SESSION [PERSON]`.
struct SessionsMuteCommand: APICommand {
    static let configuration = CommandConfiguration(
        commandName: "mute", abstract: "Switch one microphone off, or all but those of hosts.")

    @OptionGroup var options: APIOptions
    @OptionGroup var target: SessionArgument
    @Argument(help: ArgumentHelp("The id of the participant; without it everybody.", valueName: "person"))
    var person: String?

    func call(_ client: Client) -> APICall<Void> {
        person.map { .mute(ParticipantID($0), in: target.id) } ?? .muteAll(in: target.id)
    }

    func text(_ answer: Void) -> String {
        (person.map { $0.scrubbed() + " is" } ?? "Everybody but hosts is") + " muted, and may switch it on again.\n"
    }
}

/// `greenroom sessions media SESSION`.
struct SessionsMediaCommand: APICommand {
    static let configuration = CommandConfiguration(
        commandName: "media", abstract: "Tell how each person hears and is heard.")

    @OptionGroup var options: APIOptions
    @OptionGroup var target: SessionArgument
    func call(_ client: Client) -> APICall<SessionMedia> { .media(of: target.id) }

    func text(_ media: SessionMedia) -> String {
        var table = Table(headings: ["PERSON", "CONNECTED", "HAS ON", "QUALITY"])
        table.rows = media.people.map { person in
            let on = [
                person.hasMicrophone ? person.isTalking ? "mic (talks)" : "mic" : nil,
                person.hasCamera ? "camera" : nil, person.hasScreen ? "screen" : nil, person.hasHandUp ? "hand" : nil,
            ].compactMap { $0 }
            let quality = person.quality.map { quality in
                [
                    quality.level.rawValue, quality.roundTrip.map { "\($0) ms" },
                    quality.loss.map { "\(Int(($0 * 100).rounded()))% lost" },
                ].compactMap { $0 }.joined(separator: ", ")
            }
            return [
                person.id.rawValue, person.isConnected ? "yes" : "no", on.isEmpty ? "-" : on.joined(separator: ", "),
                quality ?? "-",
            ]
        }
        return "on \(media.engine ?? "no media server")\n" + table.text
    }
}
