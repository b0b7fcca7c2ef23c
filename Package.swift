// swift-tools-version:6.2
import PackageDescription

/// Every target of ours is built the same way: Swift 6, imports that say what they leak, warnings as errors.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let asyncHTTPClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let collections = Target.Dependency.product(name: "DequeModule", package: "swift-collections")
let configuration = Target.Dependency.product(name: "Configuration", package: "swift-configuration")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let jwtKit = Target.Dependency.product(name: "JWTKit", package: "jwt-kit")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioFoundation = Target.Dependency.product(name: "NIOFoundationCompat", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let nioWebSocket = Target.Dependency.product(name: "NIOWebSocket", package: "swift-nio")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioHTTPTypesHTTP1 = Target.Dependency.product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras")
let x509 = Target.Dependency.product(name: "X509", package: "swift-certificates")
let asn1 = Target.Dependency.product(name: "SwiftASN1", package: "swift-asn1")

let package = Package(
    name: "greenroom",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "greenroom", targets: ["greenroom"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: ["YAML"]),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        // What a meeting is, and what is known of it: no IO.
        .target(name: "Meetings", swiftSettings: strict),
        .target(name: "MeetingsWire", dependencies: ["Meetings"], swiftSettings: strict),
        .target(name: "MeetingsStore", dependencies: ["Meetings", collections], swiftSettings: strict),

        // The network and the database.
        .target(
            name: "MeetingsClient",
            dependencies: [
                "Meetings", "MeetingsWire", asyncHTTPClient, nioCore, nioHTTP1, nioPosix, nioSSL, jwtKit, logging,
            ],
            swiftSettings: strict),
        .target(
            name: "MeetingsCallbacks",
            dependencies: ["Meetings", "MeetingsWire", hummingbird, httpTypes, crypto, lifecycle, logging, nioCore],
            swiftSettings: strict),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "MeetingsStorage", dependencies: ["Meetings", grdb], swiftSettings: strict),
        .target(
            name: "MeetingsDelivery",
            dependencies: [
                "Meetings", "MeetingsCallbacks", "MeetingsStorage", asyncHTTPClient, nioCore, nioHTTP1, nioPosix,
                logging,
            ],
            swiftSettings: strict),
        .target(
            name: "MeetingsMedia",
            dependencies: ["Meetings", "MeetingsWire", crypto, nioCore, nioHTTP1, nioPosix, nioWebSocket, logging],
            swiftSettings: strict),
        .target(
            name: "MeetingsServer",
            dependencies: [
                "Meetings", "MeetingsWire", "MeetingsCallbacks", "MeetingsStorage", "MeetingsDelivery", "MeetingsMedia",
                "CZlib", asn1, crypto, cryptoExtras, hummingbird, hummingbirdCore, httpTypes, lifecycle, logging,
                nioCore,
                nioHTTP1, nioHTTPTypes, nioHTTPTypesHTTP1, nioSSL, nioWebSocket, x509,
            ],
            resources: [.embedInCode("Page"), .embedInCode("OpenAPI/openapi.json")],
            swiftSettings: strict),

        // The terminal.
        .target(name: "TerminalUI", swiftSettings: strict),
        .target(name: "CNcurses", linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
        .target(name: "CTerminalGuard", dependencies: ["CNcurses"]),
        .target(name: "Curses", dependencies: ["CNcurses", "TerminalUI"], swiftSettings: strict),
        .target(name: "Dashboard", dependencies: ["Meetings", "MeetingsStore", "TerminalUI"], swiftSettings: strict),

        .systemLibrary(name: "CQREncode", providers: [.apt(["libqrencode-dev"])]),
        .executableTarget(
            name: "greenroom",
            dependencies: [
                "CQREncode", "CTerminalGuard",
                "Meetings", "MeetingsWire", "MeetingsStore", "MeetingsClient", "MeetingsCallbacks", "MeetingsStorage",
                "MeetingsDelivery", "MeetingsMedia", "MeetingsServer", "TerminalUI", "Curses", "Dashboard",
                argumentParser, configuration, crypto, lifecycle, logging, nioCore,
            ],
            swiftSettings: strict),

        // Tests.
        .systemLibrary(name: "CVTerm", path: "Tests/CVTerm", providers: [.apt(["libvterm-dev"])]),
        .target(
            name: "ValueSupport", dependencies: ["Meetings"], path: "Tests/Support/Values", swiftSettings: strict),
        .target(
            name: "TerminalSupport", dependencies: ["CVTerm", "TerminalUI"], path: "Tests/Support/Terminal",
            swiftSettings: strict),
        .target(
            name: "ServerSupport",
            dependencies: [
                "Meetings", "MeetingsServer", asyncHTTPClient, jwtKit, logging, nioCore, nioFoundation, nioHTTP1,
                nioPosix, nioWebSocket,
            ],
            path: "Tests/Support/Server", swiftSettings: strict),
        .testTarget(name: "LayoutTests", swiftSettings: strict),
        .testTarget(name: "MeetingsTests", dependencies: ["Meetings"], swiftSettings: strict),
        .testTarget(
            name: "MeetingsWireTests", dependencies: ["ValueSupport", "Meetings", "MeetingsWire"],
            resources: [.copy("Fixtures")],
            swiftSettings: strict),
        .testTarget(
            name: "MeetingsStoreTests", dependencies: ["ValueSupport", "Meetings", "MeetingsStore"],
            swiftSettings: strict),
        .testTarget(
            name: "MeetingsClientTests",
            dependencies: [
                "Meetings", "MeetingsWire", "MeetingsClient", cryptoExtras, httpTypes, hummingbird, lifecycle, logging,
                nioCore,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "MeetingsCallbacksTests",
            dependencies: [
                "Meetings", "MeetingsWire", "MeetingsCallbacks", asyncHTTPClient, crypto, logging, nioCore, nioHTTP1,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "MeetingsStorageTests", dependencies: ["Meetings", "MeetingsStorage", grdb], swiftSettings: strict),
        .testTarget(
            name: "MeetingsDeliveryTests",
            dependencies: [
                "ValueSupport", "Meetings", "MeetingsCallbacks", "MeetingsStorage", "MeetingsDelivery", nioCore,
                nioHTTP1,
                nioPosix, logging,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "MeetingsMediaTests",
            dependencies: ["ValueSupport", "Meetings", "MeetingsMedia", "MeetingsWire", logging], swiftSettings: strict),
        .testTarget(
            name: "MeetingsServerTests",
            dependencies: [
                "CZlib", "Meetings", "MeetingsCallbacks", "MeetingsDelivery", "MeetingsMedia", "MeetingsServer",
                "MeetingsStorage",
                "MeetingsWire", "ServerSupport", "ValueSupport", asyncHTTPClient, crypto, cryptoExtras, httpTypes,
                hummingbird, logging, nioCore, nioHTTP1,
            ],
            resources: [.copy("Fixtures")], swiftSettings: strict),
        .testTarget(name: "TerminalUITests", dependencies: ["TerminalUI"], swiftSettings: strict),
        .testTarget(
            name: "CursesTests", dependencies: ["Curses", "CNcurses", "TerminalUI", "TerminalSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "DashboardTests",
            dependencies: ["ValueSupport", "Meetings", "MeetingsStore", "TerminalUI", "Dashboard"],
            exclude: ["Screens"],
            swiftSettings: strict),
        .testTarget(
            name: "GreenroomTests",
            dependencies: [
                "ValueSupport", "greenroom", argumentParser, "Curses", "Dashboard", "Meetings", "MeetingsClient",
                "MeetingsMedia", "MeetingsStore", "MeetingsWire",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "ScenarioTests",
            dependencies: [
                "ValueSupport", "Meetings", "MeetingsStore", "MeetingsClient", "MeetingsCallbacks", "MeetingsDelivery",
                "MeetingsServer", "TerminalUI", "Dashboard", "ServerSupport",
            ],
            swiftSettings: strict),
    ]
)
