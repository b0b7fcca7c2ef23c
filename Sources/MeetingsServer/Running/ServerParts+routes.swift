import Hummingbird
import Meetings

extension ServerParts {
    /// The three path prefixes that the API was served under over the years.
    static let prefixes: [RouterPath] = ["/v1/meetings", "/meetings", "/beta/meetings"]

    /// Everything that the port answers.
    func router() -> Router<APIContext> {
        let router = Router(context: APIContext.self, options: .autoGenerateHeadEndpoints)
        let paths = KnownPaths()
        router.add(middleware: RequestRecord(metrics: operating.requests))
        router.add(middleware: ProblemMiddleware(paths: paths))
        let verifier = TokenVerifier(storage: storage, clock: clock)
        for prefix in Self.prefixes {
            let group = router.group(prefix).add(middleware: Authentication(verifier: verifier))
                .add(middleware: RateLimiting(limiter: operating.limiter))
            RoomRoutes(
                storage: storage, links: links, clock: clock, identifiers: identifiers, limit: configuration.roomLimit,
                records: records, rooms: rooms
            ).add(to: group)
            ThemeRoutes(
                storage: storage, links: links, clock: clock, identifiers: identifiers, limit: configuration.themeLimit
            ).add(to: group)
            SessionRoutes(storage: storage, links: links, clock: clock).add(to: group)
            ControlRoutes(storage: storage, rooms: rooms).add(to: group)
            EventRoutes(storage: storage, links: links, hub: hub, heartbeat: configuration.heartbeat).add(to: group)
        }
        operatingRoutes.add(to: router)
        OpenAPIRoutes(links: links).add(to: router)
        PageRoutes(lobby: lobby, frameAncestors: configuration.frameAncestors).add(to: router)
        paths.learn(router.routes.map { ($0.path.description, $0.method) })
        return router
    }
}
