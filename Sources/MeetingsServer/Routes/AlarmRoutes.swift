import HTTPTypes
import Hummingbird
import Meetings
import MeetingsStorage
import MeetingsWire

/// `…/alarms`, an extension: what operators decided about the alarms that their dashboards raise. The server raises none
/// itself; it keeps the decisions and tells them on the stream, so that all dashboards agree.
struct AlarmRoutes: Sendable {
    let storage: Storage
    let clock: any WallClock

    func add(to group: RouterGroup<APIContext>) {
        group.get("/alarms") { _, context in try await list(context) }
        group.put("/alarms/{rule}/{object}") { request, context in try await put(request, context) }
        group.delete("/alarms/{rule}/{object}") { request, context in try await reopen(request, context) }
    }

    private func list(_ context: APIContext) async throws -> Response {
        let (application, now) = (try context.application.id, clock.now)
        let acknowledgements = try await storage.read { try $0.acknowledgements(of: application, at: now) }
        return Response(status: .ok, json: AcknowledgementListJSON.write(acknowledgements))
    }

    private func put(_ request: Request, _ context: APIContext) async throws -> Response {
        let (application, now) = (try context.application.id, clock.now)
        let wanted = try NewAcknowledgementJSON.read(try await request.bytes())
        let made = try wanted.acknowledgement(of: Self.key(context), at: now)
        try await storage.write { transaction in
            try transaction.put(made, of: application)
            let body: EventBody = made.state == .snoozed ? .alarmSnoozed(made) : .alarmAcknowledged(made)
            try RoomEvents.append(body, application: application, at: now, in: transaction)
        }
        return Response(status: .ok, json: AcknowledgementJSON.write(made))
    }

    private func reopen(_ request: Request, _ context: APIContext) async throws -> Response {
        let (application, now, key) = (try context.application.id, clock.now, try Self.key(context))
        let operatorName = request.uri.queryParameters["operator"].map(String.init) ?? ""
        try FieldRules.length(operatorName, field: "operator", atMost: 100)
        let isGone = try await storage.write { transaction in
            guard try transaction.delete(acknowledgement: key, of: application, at: now) else { return false }
            let body = EventBody.alarmReopened(key, operatorName: operatorName)
            try RoomEvents.append(body, application: application, at: now, in: transaction)
            return true
        }
        guard isGone else { throw Problem(.notFound, "Nothing was decided about this alarm") }
        return Response(status: .noContent)
    }

    private static func key(_ context: APIContext) throws -> AlarmKey {
        let name = try context.identifier("rule")
        guard let rule = AlarmRule(rawValue: name) else {
            throw Problem(.notFound, "There is no alarm rule \"\(name.scrubbed(limit: 40))\"")
        }
        return AlarmKey(rule, try context.identifier("object"))
    }
}
