/// Who may import what, besides the standard library: the design's table as code. One place to change with the design.
///
/// `FoundationEssentials` is named only where it is allowed: the terminal side and the store live without it.
let importTable: [String: Set<String>] = [
    "Meetings": [],
    "MeetingsWire": ["Meetings", "FoundationEssentials"],
    "MeetingsStore": ["Meetings", "DequeModule"],
    "MeetingsClient": [
        "Meetings", "MeetingsWire", "AsyncHTTPClient", "FoundationEssentials", "JWTKit", "Logging", "NIOCore",
        "NIOHTTP1", "NIOPosix", "NIOSSL", "Synchronization",
    ],
    "MeetingsCallbacks": [
        "Meetings", "MeetingsWire", "Crypto", "FoundationEssentials", "Glibc", "HTTPTypes", "Hummingbird",
        "Logging", "NIOCore", "ServiceLifecycle", "Synchronization",
    ],
    "MeetingsStorage": ["Meetings", "FoundationEssentials", "GRDB", "Glibc", "Synchronization"],
    "MeetingsDelivery": [
        "Meetings", "MeetingsCallbacks", "MeetingsStorage", "AsyncHTTPClient", "FoundationEssentials", "Glibc",
        "Logging", "NIOCore", "NIOHTTP1", "NIOPosix", "ServiceLifecycle", "Synchronization",
    ],
    "MeetingsMedia": [
        "Meetings", "MeetingsWire", "Crypto", "FoundationEssentials", "Glibc", "Logging", "NIOCore", "NIOHTTP1",
        "NIOPosix", "NIOWebSocket", "Synchronization",
    ],
    "MeetingsServer": [
        "Meetings", "MeetingsCallbacks", "MeetingsDelivery", "MeetingsMedia", "MeetingsStorage", "MeetingsWire",
        "CZlib",
        "Crypto", "CryptoExtras", "FoundationEssentials", "Glibc", "HTTPTypes", "Hummingbird", "HummingbirdCore",
        "Logging", "NIOCore", "NIOHTTP1", "NIOHTTPTypes", "NIOHTTPTypesHTTP1", "NIOSSL", "NIOWebSocket",
        "ServiceLifecycle", "SwiftASN1", "Synchronization", "X509",
    ],
    "TerminalUI": [],
    "Curses": ["CNcurses", "TerminalUI", "Glibc", "Synchronization"],
    "Dashboard": ["Meetings", "MeetingsStore", "TerminalUI"],
]
