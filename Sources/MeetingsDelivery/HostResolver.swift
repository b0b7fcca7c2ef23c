internal import Meetings
internal import NIOCore
internal import NIOPosix

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Finds the addresses of a host.
public protocol HostResolver: Sendable {
    /// All addresses, in the order in which they should be tried; never empty. Throws ``DeliveryError`` when there are
    /// none.
    func addresses(of host: String) async throws -> [IPAddress]
}

/// Asks the system, on a thread that may block. It also reads what looks like an address, in every spelling that the
/// system knows (octal, hexadecimal, a single number): so it is this answer that must be checked.
public struct SystemResolver: HostResolver {
    public init() {}

    public func addresses(of host: String) async throws -> [IPAddress] {
        let found = try await NIOThreadPool.singleton.runIfActive { Self.lookUp(host) }
        guard !found.isEmpty else {
            throw DeliveryError(
                .unknownHost,
                "The host \(host.scrubbed(limit: 80)) has no address. Check the callback URL and the name servers.")
        }
        return found
    }

    private static func lookUp(_ host: String) -> [IPAddress] {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        #if canImport(Glibc)
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
            hints.ai_socktype = SOCK_STREAM
        #endif
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &list) == 0, let list else { return [] }
        defer { freeaddrinfo(list) }
        var addresses: [IPAddress] = []
        var entry: UnsafeMutablePointer<addrinfo>? = list
        while let current = entry {
            if let address = address(in: current.pointee), !addresses.contains(address) { addresses.append(address) }
            entry = current.pointee.ai_next
        }
        return addresses
    }

    private static func address(in entry: addrinfo) -> IPAddress? {
        guard let pointer = entry.ai_addr else { return nil }
        let raw = UnsafeRawPointer(pointer)
        switch entry.ai_family {
        case AF_INET:
            let address = raw.loadUnaligned(as: sockaddr_in.self).sin_addr
            return IPAddress(bytes: withUnsafeBytes(of: address) { [UInt8]($0) })
        case AF_INET6:
            let address = raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr
            return IPAddress(bytes: withUnsafeBytes(of: address) { [UInt8]($0) })
        default: return nil
        }
    }
}
