internal import Meetings

/// A block of addresses: an address and how many of its leading bits count (RFC 4632).
public struct CIDR: Hashable, Sendable, CustomStringConvertible {
    public let address: IPAddress
    /// 0 to 32 of IPv4, 0 to 128 of IPv6.
    public let length: Int

    /// Reads `10.0.0.0/8`, `fd00::/8`, or a single address. Throws when the text is neither, when the length does not
    /// fit, and when bits beyond the length are set: that is mostly a mistake.
    public init(_ text: String) throws(DeliveryError) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let address = IPAddress(first) else {
            throw DeliveryError(
                .url, "\"\(text.scrubbed(limit: 60))\" is no block of addresses: write one like 10.0.0.0/8 or fd00::/8."
            )
        }
        let longest = address.bytes.count * 8
        var length = longest
        if parts.count == 2 {
            guard let number = Int(parts[1]), (0...longest).contains(number), parts[1].allSatisfy(\.isNumber) else {
                throw DeliveryError(
                    .url, "The length in \"\(text.scrubbed(limit: 60))\" must be a number from 0 to \(longest).")
            }
            length = number
        }
        self.init(address: address, length: length)
        let start = Self.masked(address, length: length)
        guard start == address else {
            throw DeliveryError(
                .url, "\"\(text.scrubbed(limit: 60))\" has bits beyond its length: write \(start)/\(length).")
        }
    }

    init(address: IPAddress, length: Int) {
        self.address = address
        self.length = length
    }

    public var description: String { "\(address)/\(length)" }

    /// True for an address of the same version whose leading bits are those of the block.
    public func contains(_ other: IPAddress) -> Bool {
        guard other.bytes.count == address.bytes.count else { return false }
        for (index, byte) in address.bytes.enumerated() {
            let mask = Self.mask(ofByte: index, length: length)
            if mask == 0 { return true }
            if byte & mask != other.bytes[index] & mask { return false }
        }
        return true
    }

    private static func mask(ofByte index: Int, length: Int) -> UInt8 {
        let bits = min(max(length - index * 8, 0), 8)
        return bits == 0 ? 0 : ~UInt8(0) << UInt8(8 - bits)
    }

    private static func masked(_ address: IPAddress, length: Int) -> IPAddress {
        let bytes = address.bytes.enumerated().map { $1 & mask(ofByte: $0, length: length) }
        return IPAddress(bytes: bytes) ?? address
    }
}
