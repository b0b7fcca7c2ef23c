import HTTPTypes
import Hummingbird
import Meetings
import MeetingsWire
import NIOCore

/// `/healthz`, `/readyz` and `/metrics`: for whoever runs the server. They need no token and name no tenant.
struct OperatingRoutes: Sendable {
    let readiness: Recent<Readiness.Report>
    let metrics: Recent<String>
    /// Told beside: without it the server still stores and answers, and no load balancer should turn away from it.
    let media: @Sendable () -> MediaState

    func add(to router: Router<APIContext>) {
        router.get("/healthz") { _, _ in Self.text("ok\n") }
        router.get("/readyz") { _, _ in Self.answer(await readiness.value, media()) }
        router.get("/metrics") { _, _ in Self.text(await metrics.value, type: PrometheusText.contentType) }
    }

    private static func text(_ text: String, type: String = "text/plain; charset=utf-8") -> Response {
        Response(
            status: .ok, headers: [.contentType: type, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    private static func answer(_ report: Readiness.Report, _ media: MediaState) -> Response {
        let json = JSONWriter.bytes { writer in
            writer.object { writer in
                writer.field("status", report.isReady ? "ready" : "not ready")
                writer.object("checks") { writer in
                    writer.field("database", report.reading ?? "ok")
                    writer.field("storing", report.storing ?? "ok")
                    writer.field("media", media == .ready ? "ok" : media.rawValue)
                }
            }
        }
        var response = Response(status: report.isReady ? .ok : .serviceUnavailable, json: json)
        response.headers[.cacheControl] = "no-store"
        return response
    }
}
