import HTTPTypes
import Hummingbird
import Meetings
import MeetingsStorage
import MeetingsWire

/// `…/applications` (API reference, *Update application*): the default theme of the application that asks.
struct ApplicationRoutes: Sendable {
    let storage: Storage
    let verifier: TokenVerifier

    func add(to group: RouterGroup<APIContext>) {
        group.patch("/applications") { request, context in try await update(request, context) }
    }

    private func update(_ request: Request, _ context: APIContext) async throws -> Response {
        let id = try context.application.id
        let theme = try ApplicationUpdateJSON.read(try await request.bytes())
        let application = try await storage.write { transaction in
            guard var application = try transaction.application(id) else {
                throw Problem(.unauthorized, "You did not provide correct credentials")
            }
            if let theme, try transaction.theme(theme, of: id) == nil {
                throw Problem(.badRequest, "Failed to update application because theme id \(theme) not found")
            }
            application.defaultThemeID = theme
            try transaction.update(application)
            return application
        }
        verifier.forget(id)
        return Response(
            status: .ok,
            json: ApplicationJSON.write(
                id: application.id, accountID: application.apiKey, defaultThemeID: application.defaultThemeID))
    }
}
