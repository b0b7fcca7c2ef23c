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
        let logoRoutes = LogoRoutes(
            storage: storage, links: links, clock: clock, identifiers: identifiers,
            policy: UploadPolicy(key: uploadKey), slots: UploadSlots())
        let recordingRoutes = RecordingRoutes(
            storage: storage, links: links, clock: clock, downloads: DownloadLink(key: uploadKey),
            files: recordingFiles, rooms: rooms)
        for prefix in Self.prefixes {
            DialInRoutes(numbers: configuration.dialInNumbers).add(to: router.group(prefix))
            let group = router.group(prefix).add(middleware: Authentication(verifier: verifier))
                .add(middleware: RateLimiting(limiter: operating.limiter))
            RoomRoutes(
                storage: storage, links: links, clock: clock, identifiers: identifiers, limit: configuration.roomLimit,
                records: records, rooms: rooms, files: recordingFiles
            ).add(to: group)
            ThemeRoutes(
                storage: storage, links: links, clock: clock, identifiers: identifiers, limit: configuration.themeLimit,
                verifier: verifier
            ).add(to: group)
            DeliveryRoutes(storage: storage, links: links, clock: clock, signal: deliverySignal).add(to: group)
            logoRoutes.add(to: group)
            recordingRoutes.add(to: group)
            ApplicationRoutes(storage: storage, verifier: verifier).add(to: group)
            SessionRoutes(storage: storage, links: links, clock: clock, recordings: recordingRoutes).add(to: group)
            ControlRoutes(storage: storage, rooms: rooms).add(to: group)
            MediaRoutes(storage: storage, rooms: rooms, overview: overview).add(to: group)
            AlarmRoutes(storage: storage, clock: clock).add(to: group)
            NoteRoutes(storage: storage, clock: clock, identifiers: identifiers).add(to: group)
            ImportRoutes(
                storage: storage, links: links, clock: clock, identifiers: identifiers,
                roomLimit: configuration.roomLimit, themeLimit: configuration.themeLimit
            ).add(to: group)
            EventRoutes(storage: storage, links: links, hub: hub, heartbeat: configuration.heartbeat).add(to: group)
        }
        operatingRoutes.add(to: router)
        OpenAPIRoutes(links: links).add(to: router)
        logoRoutes.add(to: router)
        recordingRoutes.add(to: router)
        PageRoutes(lobby: lobby, frameAncestors: configuration.frameAncestors).add(to: router)
        paths.learn(router.routes.map { ($0.path.description, $0.method) })
        return router
    }
}
