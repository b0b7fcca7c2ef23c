import ArgumentParser
import Meetings

/// The settings that a room is made with and that can be changed later, as flags.
struct RoomSettings: ParsableArguments, Sendable {
    @Option(
        name: [.customLong("join-approval-level"), .customLong("approval")],
        help: ArgumentHelp("Who waits before entering: none, after_owner_only, explicit_approval.", valueName: "level"))
    var approval: JoinApprovalLevel?

    @Option(help: ArgumentHelp("The microphone before joining: on, off, default.", valueName: "state"))
    var microphone: MicrophoneState?

    @Option(help: ArgumentHelp("Language of the meeting page, such as de or pt-br.", valueName: "language"))
    var language: Language?

    @Option(help: ArgumentHelp("Show the recording button: on, off.", valueName: "on|off")) var recording: OnOff?
    @Option(help: ArgumentHelp("Show the chat: on, off.", valueName: "on|off")) var chat: OnOff?
    @Option(help: ArgumentHelp("Show the whiteboard: on, off.", valueName: "on|off")) var whiteboard: OnOff?
    @Option(
        name: .customLong("locale-switcher"),
        help: ArgumentHelp("Let people choose their language: on, off.", valueName: "on|off"))
    var localeSwitcher: OnOff?
    @Option(help: ArgumentHelp("Show captions: on, off.", valueName: "on|off")) var captions: OnOff?

    @OptionGroup var callbacks: CallbackOptions

    var features: FeaturesUpdate {
        FeaturesUpdate(
            recording: recording?.isOn, chat: chat?.isOn, whiteboard: whiteboard?.isOn,
            localeSwitcher: localeSwitcher?.isOn, captions: captions?.isOn)
    }
}

/// The three callback URLs, as flags.
struct CallbackOptions: ParsableArguments, Sendable {
    @Option(
        name: .customLong("rooms-callback-url"),
        help: ArgumentHelp("Where events of rooms go; none for nowhere of its own.", valueName: "url"))
    var rooms: String?

    @Option(
        name: .customLong("sessions-callback-url"),
        help: ArgumentHelp("Where events of sessions and participants go.", valueName: "url"))
    var sessions: String?

    @Option(
        name: .customLong("recordings-callback-url"),
        help: ArgumentHelp("Where events of recordings go.", valueName: "url"))
    var recordings: String?

    var isEmpty: Bool { rooms == nil && sessions == nil && recordings == nil }

    /// These URLs in place of those: what is not given stays, `none` removes.
    func applied(to urls: CallbackURLs = CallbackURLs()) -> CallbackURLs {
        func chosen(_ given: String?, _ standing: String?) -> String? {
            given == "none" ? nil : given ?? standing
        }
        return CallbackURLs(
            rooms: chosen(rooms, urls.rooms), sessions: chosen(sessions, urls.sessions),
            recordings: chosen(recordings, urls.recordings))
    }
}
