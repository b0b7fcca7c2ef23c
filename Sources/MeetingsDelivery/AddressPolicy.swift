/// Which addresses callbacks may be sent to: the public Internet, and what the operator allows beyond it.
///
/// A callback URL is chosen by a stranger, and the server may stand where it reaches machines that strangers must not
/// (server-side request forgery).
public struct AddressPolicy: Hashable, Sendable {
    /// What the operator allows; wins over every rule below.
    public var allowed: [CIDR]

    public init(allowed: [CIDR] = []) { self.allowed = allowed }

    /// True when a connection to the address may be made.
    public func permits(_ address: IPAddress) -> Bool {
        if allowed.contains(where: { $0.contains(address) }) { return true }
        if address.isVersion6 && !Self.global6.contains(address) { return false }
        return !Self.denied.contains { $0.contains(address) }
    }

    /// The only part of IPv6 that is handed out for the Internet. Outside of it lie loopback, unspecified, link-local,
    /// unique local, multicast, IPv4-mapped, IPv4-compatible, NAT64 and what is reserved.
    private static let global6 = block([0x20, 0x00], 3, isVersion6: true)

    /// Source: the IANA special-purpose address registries for IPv4 and IPv6.
    private static let denied: [CIDR] = [
        block([0], 8),  // this network, unspecified
        block([10], 8),  // private
        block([100, 64], 10),  // carrier-grade NAT
        block([127], 8),  // loopback
        block([169, 254], 16),  // link-local, metadata services
        block([172, 16], 12),  // private
        block([192, 0, 0], 24),  // protocol assignments
        block([192, 0, 2], 24),  // documentation
        block([192, 88, 99], 24),  // 6to4 relays
        block([192, 168], 16),  // private
        block([198, 18], 15),  // benchmarks
        block([198, 51, 100], 24),  // documentation
        block([203, 0, 113], 24),  // documentation
        block([224], 4),  // multicast
        block([240], 4),  // reserved, broadcast
        block([168, 63, 129, 16], 32),  // a cloud's metadata service at a public address
        block([0x20, 0x01], 23, isVersion6: true),  // protocol assignments, Teredo, ORCHID
        block([0x20, 0x01, 0x0D, 0xB8], 32, isVersion6: true),  // documentation
        block([0x20, 0x02], 16, isVersion6: true),  // 6to4: an IPv4 address of anyone's choice inside
        block([0x3F, 0xFF], 20, isVersion6: true),  // documentation
    ]

    private static func block(_ leading: [UInt8], _ length: Int, isVersion6: Bool = false) -> CIDR {
        CIDR(address: IPAddress(leading: leading, isVersion6: isVersion6), length: length)
    }
}
