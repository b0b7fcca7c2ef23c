import Hummingbird
import Meetings

extension ServerParts {
    /// The three path prefixes that the API was served under over the years.
    static let prefixes: [RouterPath] = ["/v1/meetings", "/meetings", "/beta/meetings"]

    /// Everything that the port answers.
    func router() -> Router<APIContext> {
        let router = Router(context: APIContext.self)
        router.add(middleware: ProblemMiddleware())
        let verifier = TokenVerifier(storage: storage, clock: clock)
        for prefix in Self.prefixes {
            let group = router.group(prefix).add(middleware: Authentication(verifier: verifier))
            RoomRoutes(
                storage: storage, links: links, clock: clock, identifiers: identifiers, limit: configuration.roomLimit
            ).add(to: group)
            ThemeRoutes(
                storage: storage, links: links, clock: clock, identifiers: identifiers, limit: configuration.themeLimit
            ).add(to: group)
            SessionRoutes(storage: storage, links: links).add(to: group)
            EventRoutes(storage: storage, links: links, hub: hub, heartbeat: configuration.heartbeat).add(to: group)
        }
        router.get("/healthz") { _, _ in "ok\n" }
        OpenAPIRoutes(links: links).add(to: router)
        PageRoutes(lobby: lobby, frameAncestors: "'self'").add(to: router)
        return router
    }
}
