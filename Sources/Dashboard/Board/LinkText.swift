import Meetings
import MeetingsStore
import TerminalUI

/// What the header says of the sources: whether the data is alive, and how old it is. Old data is never called live.
struct LinkText: Equatable {
    let text: String
    let role: Role
    /// False when what is on the screen may be out of date.
    let isFresh: Bool
    /// The whole sentence of a source that is down.
    let reason: String?

    init(_ state: State, now: Timestamp, configuration: Configuration) {
        let usesStream = state.links[.stream].map { $0.state != .unused } ?? false
        let primary: Source = usesStream ? .stream : .poll
        let age = Self.age(state.links[primary]?.heardAt, now)
        let pollAge = Self.age(state.links[.poll]?.heardAt, now)
        let hasPoll = usesStream && state.links[.poll]?.state == .live
        let pollIsFresh = hasPoll && pollAge.map { $0 <= configuration.freshness(of: .poll) } ?? false
        let ageText = Self.text(age)
        // Of fresh data the age is what turns fastest on the whole screen.
        let freshText = { (age: Duration?) in configuration.showsSeconds ? Self.text(age) : "" }
        var reason: String?
        switch state.links[primary]?.state {
        case .live:
            let isFresh = age.map { $0 <= configuration.freshness(of: primary) } ?? false
            if !isFresh, !pollIsFresh {
                self.init("FROZEN" + ageText, .stale, isFresh: false)
                return
            }
            if isFresh {
                self.init("● LIVE" + freshText(age), .linkOK, isFresh: true)
                return
            }
        case .down(let sentence):
            reason = sentence.scrubbed()
            if !pollIsFresh {
                self.init("DOWN" + ageText, .linkDown, isFresh: false, reason: reason)
                return
            }
        case .connecting, .unused, nil:
            if !pollIsFresh {
                self.init("◌ CONNECTING" + ageText, .warning, isFresh: false)
                return
            }
        }
        self.init("◐ POLL" + freshText(pollAge), .warning, isFresh: true, reason: reason)
    }

    /// True while a source is alive and what it said last is not old.
    static func hears(_ source: Source, in state: State, now: Timestamp, configuration: Configuration) -> Bool {
        guard let link = state.links[source], link.state == .live, let age = age(link.heardAt, now) else {
            return false
        }
        return age <= configuration.freshness(of: source)
    }

    init(_ text: String, _ role: Role, isFresh: Bool, reason: String? = nil) {
        self.text = text
        self.role = role
        self.isFresh = isFresh
        self.reason = reason
    }

    private static func text(_ age: Duration?) -> String { age.map { " " + TimeText.rough($0) } ?? "" }

    private static func age(_ heardAt: Timestamp?, _ now: Timestamp) -> Duration? {
        heardAt.map { max(.zero, now - $0) }
    }
}

extension Model {
    /// What the header says of the data: how alive it is, or that it is of another time.
    var link: LinkText {
        if let timeBanner { return LinkText(timeBanner, .warning, isFresh: true) }
        return LinkText(state, now: freshnessTime, configuration: configuration)
    }
}
