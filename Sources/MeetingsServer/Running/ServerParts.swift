import Hummingbird
import HummingbirdCore
import Logging
import Meetings
import MeetingsCallbacks
import MeetingsDelivery
import MeetingsMedia
import MeetingsStorage
import NIOCore
import ServiceLifecycle

/// The parts of one running server, put together once.
struct ServerParts: Sendable {
    let configuration: ServerConfiguration
    let storage: Storage
    let hub: EventHub
    let deliverySignal: DeliverySignal
    let deliveryMeter = DeliveryMeter()
    let clock: any WallClock
    let identifiers: IdentifierSource
    let links: Links
    let records: SessionRecords
    let lobby: Lobby
    let rooms: LiveRooms
    let uploadKey: UploadKey
    let recordingFiles: RecordingFiles
    let operating: Operating
    let media: MediaParts
    /// Rung once the port is bound.
    private let listening = Signal()
    let overview: MediaOverview
    let logger: Logger

    init(
        configuration: ServerConfiguration, storage: Storage, hub: EventHub, deliverySignal: DeliverySignal,
        clock: any WallClock,
        identifiers: IdentifierSource, hostKey: HostToken.Key, uploadKey: UploadKey, recordingFiles: RecordingFiles,
        operating: Operating, media: MediaParts, logger: Logger
    ) {
        self.configuration = configuration
        self.storage = storage
        self.hub = hub
        self.deliverySignal = deliverySignal
        self.clock = clock
        self.identifiers = identifiers
        self.uploadKey = uploadKey
        self.recordingFiles = recordingFiles
        self.operating = operating
        self.media = media
        self.logger = logger
        links = Links(base: LinkBase(configuration.linkBase(port: configuration.port)), hostKey: hostKey, clock: clock)
        records = SessionRecords(storage: storage, links: links)
        lobby = Lobby(storage: storage, hostKey: hostKey, logger: logger)
        rooms = LiveRooms(
            records: records, lobby: lobby, clock: clock, identifiers: identifiers, grace: configuration.grace,
            engines: media.engines, iceServers: { media.turn.servers(for: $0, now: clock.now) },
            recordings: recordingFiles, recordingSettings: configuration.recording, logger: logger)
        overview = MediaOverview(
            media, rooms: rooms, storage: storage, clock: clock, isWanted: configuration.media != nil)
    }

    /// Listens, closes rooms in time and sends callbacks until the task is cancelled.
    func run(
        tls: TLSFront?, reload: ReloadRequest, onReady: @escaping @Sendable (Int) async -> Void
    ) async throws {
        let socket = PageSocket(rooms: rooms, logger: logger)
        let watch: [any Service] = tls.map { [CertificateWatch(front: $0, asked: reload.signal)] } ?? []
        let application = Application(
            router: router(),
            server: HTTPServerBuilder { responder in
                UpgradeChannel(
                    responder: responder, limits: configuration.connectionLimits, connections: operating.connections,
                    tls: tls
                ) { channel, head in try await socket.serve(channel, head: head) }
            },
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port), serverName: "greenroom"),
            services: services + watch,
            // Called after the port is bound and before the first request is read.
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? configuration.port
                links.base.set(configuration.linkBase(port: port))
                listening.ring()
                await onReady(port)
            },
            logger: logger)
        try await application.runUntilCancelled(logger: logger, patience: .seconds(10))
    }

    private var services: [any Service] {
        [
            roomTimer, callbackSending, housekeeping, recordingWork,
            MediaService(parts: media, rooms: rooms, listening: listening),
        ]
    }

    var roomTimer: RoomTimer {
        RoomTimer(storage: storage, records: records, rooms: rooms, hub: hub, clock: clock, logger: logger)
    }
}
