import HTTPTypes
import Hummingbird
import Meetings
import MeetingsStorage
import MeetingsWire

/// `…/import`, an extension: rooms and themes saved from the retired service, taken over with their ids and codes.
struct ImportRoutes: Sendable {
    let storage: Storage
    let links: Links
    let clock: any WallClock
    let identifiers: IdentifierSource
    let roomLimit: Int
    let themeLimit: Int

    /// The largest body, in bytes.
    private static let bodyLimit = 16 << 20

    func add(to group: RouterGroup<APIContext>) {
        group.post("/import") { request, context in
            let application = try context.application
            let isTrial = request.uri.queryParameters.get("dry_run")?.lowercased() == "true"
            let wanted = try ImportRequestJSON.read(try await request.bytes(atMost: Self.bodyLimit))
            let run = ImportRun(
                application: application, links: links, now: clock.now, identifiers: identifiers,
                roomLimit: roomLimit, themeLimit: themeLimit)
            // One transaction: whoever reads meanwhile sees all of it or nothing.
            let report =
                isTrial
                ? try await storage.read { try run.report(on: wanted, reading: $0, writing: nil) }
                : try await storage.write { try run.report(on: wanted, reading: $0, writing: $0) }
            return Response(status: .ok, json: ImportReportJSON.write(report))
        }
    }
}
