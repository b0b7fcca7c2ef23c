public import Meetings

/// A media server as a filter sees it.
public struct EngineSubject: FilterSubject {
    private let engine: MediaEngineReport
    private let isMarked: Bool

    public init(_ engine: MediaEngineReport, isMarked: Bool = false) {
        self.engine = engine
        self.isMarked = isMarked
    }

    public var words: [String] { [engine.name, engine.state.rawValue, engine.version ?? ""] }

    public func values(of field: String) -> [FilterValue] {
        switch field {
        case "name": [.text(engine.name)]
        case "state": [.text(engine.state.rawValue)]
        case "sessions": [.number(Double(engine.sessions))]
        case "streams": [.number(Double(engine.streams))]
        case "restarts": [.number(Double(engine.restarts))]
        default: []
        }
    }

    public func has(_ flag: String) -> Bool {
        switch flag {
        case "draining": engine.isDraining
        case "marked": isMarked
        default: false
        }
    }
}
