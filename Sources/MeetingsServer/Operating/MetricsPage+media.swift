import Meetings

/// What `/metrics` tells of sound and picture.
extension MetricsPage {
    func write(_ report: MediaReport, to text: inout PrometheusText) {
        func each(
            _ name: String, _ kind: PrometheusText.Kind, _ help: String, _ value: (MediaEngineReport) -> Double?
        ) {
            text.begin(name, kind, help)
            for engine in report.engines {
                if let value = value(engine) { text.sample(name, ["engine": engine.name], value) }
            }
        }
        text.single(
            "greenroom_media_wanted", .gauge, "1 unless sound and picture are switched off.",
            report.state == .off ? 0 : 1)
        each("greenroom_media_engine_up", .gauge, "1 while a media server answers.") { $0.state == .ready ? 1 : 0 }
        each("greenroom_media_engine_draining", .gauge, "1 while a media server takes no new sessions.") {
            $0.isDraining ? 1 : 0
        }
        each("greenroom_media_engine_restarts_total", .counter, "How often it was started again.") {
            Double($0.restarts)
        }
        each("greenroom_media_engine_sessions", .gauge, "Sessions on a media server.") { Double($0.sessions) }
        each("greenroom_media_engine_connections", .gauge, "Connections of browsers.") { Double($0.connections) }
        each("greenroom_media_engine_streams", .gauge, "Streams that it sends.") { Double($0.streams) }
        each("greenroom_media_engine_capacity", .gauge, "Streams that it is to send at most.") { Double($0.capacity) }
        each("greenroom_media_engine_resident_memory_bytes", .gauge, "Memory in use.") { $0.memory.map(Double.init) }
        each("greenroom_media_engine_processor_cores", .gauge, "Part of a processor core in use.") { $0.processor }
        text.single(
            "greenroom_turn_up", .gauge, "1 while our TURN server answers.", report.turn.state == .ready ? 1 : 0)
        text.single(
            "greenroom_turn_restarts_total", .counter, "How often our TURN server was started again.",
            report.turn.restarts)
    }
}
