import MeetingsDelivery

/// Spellings of places that a callback must never reach, made class by class.
enum ForbiddenTargets {
    /// All of them as URLs on one port, each once.
    static func urls(port: Int) -> [String] {
        let hosts =
            version4.flatMap(spellings) + version6.flatMap(spellingsOfVersion6) + names.flatMap(spellingsOfName)
        let plain = hosts.map { "http://\($0):\(port)/hook" }
        let authorities = ["127.0.0.1", "localhost", "[::1]", "169.254.169.254", "10.0.0.1"].flatMap(authorityTricks)
        let tricks = authorities.map { "http://" + $0.replacing("PORT", with: String(port)) }
        var seen: Set<String> = []
        return (plain + tricks).filter { seen.insert($0).inserted }
    }

    static let version4: [[UInt8]] = [
        [127, 0, 0, 1], [127, 0, 0, 2], [127, 1, 2, 3], [127, 255, 255, 254],  // loopback
        [0, 0, 0, 0], [0, 1, 2, 3],  // unspecified, this network
        [10, 0, 0, 1], [10, 255, 255, 255], [172, 16, 0, 1], [172, 31, 255, 255], [192, 168, 0, 1],  // private
        [192, 168, 255, 255],
        [169, 254, 0, 1], [169, 254, 169, 254], [169, 254, 170, 2],  // link-local, metadata services
        [168, 63, 129, 16], [100, 100, 100, 200], [192, 0, 0, 192],  // metadata services elsewhere
        [100, 64, 0, 1], [100, 127, 255, 254],  // carrier-grade NAT
        [224, 0, 0, 1], [239, 255, 255, 250],  // multicast
        [192, 0, 2, 1], [198, 51, 100, 7], [203, 0, 113, 9], [198, 18, 0, 1], [192, 88, 99, 1],  // special purposes
        [240, 0, 0, 1], [255, 255, 255, 255],  // reserved, broadcast
    ]

    static let version6 = [
        "::", "::1", "::2", "fe80::1", "febf::1", "fec0::1", "fc00::1", "fd00:ec2::254", "fdff::1", "ff02::1",
        "ff0e::1", "100::1", "2001:db8::1", "2001:2::1", "2001:10::1", "2001:20::1", "3fff::1", "5f00::1", "4000::1",
    ]

    /// Names that lead inside: `AnsweringNames` knows where.
    static let names = [
        "localhost", "localhost.localdomain", "ip6-localhost", "metadata.google.internal", "inside.example",
        "loopback.example", "mapped.example", "mixed.example", "late.example", "six.example",
    ]

    /// One IPv4 address as the system's own reader and those of others take it, and inside IPv6.
    private static func spellings(_ bytes: [UInt8]) -> [String] {
        let value = bytes.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        let dotted = bytes.map(String.init).joined(separator: ".")
        let low24 = value & 0xFF_FFFF, low16 = value & 0xFFFF
        let hex = String(value, radix: 16), octal = String(value, radix: 8)
        let wide = String(String.UnicodeScalarView(dotted.unicodeScalars.map(fullWidth)))
        let numbers = [
            dotted, dotted + ".", String(value), "0x" + hex, "0X" + hex.uppercased(), "0x00000000" + hex,
            "0" + octal, "000" + octal, "\(bytes[0]).\(low24)", "\(bytes[0]).\(bytes[1]).\(low16)",
            bytes.map { "0x" + String($0, radix: 16) }.joined(separator: "."),
            bytes.map { "0" + String($0, radix: 8) }.joined(separator: "."),
            "0x\(String(bytes[0], radix: 16)).\(bytes[1]).0\(String(bytes[2], radix: 8)).\(bytes[3])",
            "0\(String(bytes[0], radix: 8)).\(low24)",
        ]
        let foreign = [
            wide, dotted.replacing(".", with: "。"),
            "%" + dotted.utf8.map { String($0, radix: 16) }.joined(separator: "%"),
            dotted + "%00.example", dotted.replacing(".", with: "%2e"),
        ]
        return numbers + foreign + embedded(bytes).map { "[\($0)]" }
    }

    /// The IPv6 addresses that carry an IPv4 address: mapped, compatible, translated, NAT64, 6to4, Teredo, ISATAP.
    private static func embedded(_ bytes: [UInt8]) -> [String] {
        let dotted = bytes.map(String.init).joined(separator: ".")
        func groups(_ bytes: [UInt8]) -> String {
            "\(String(UInt16(bytes[0]) << 8 | UInt16(bytes[1]), radix: 16)):"
                + String(UInt16(bytes[2]) << 8 | UInt16(bytes[3]), radix: 16)
        }
        let hex = groups(bytes)
        return [
            "::ffff:\(dotted)", "::ffff:\(hex)", "0:0:0:0:0:FFFF:\(hex)", "::\(dotted)", "::\(hex)",
            "::ffff:0:\(dotted)", "64:ff9b::\(dotted)", "64:ff9b::\(hex)", "64:ff9b:1::\(hex)", "2002:\(hex)::1",
            "2001:0:0:0:0:0:\(groups(bytes.map(~)))", "2001:0:\(hex)::1", "fe80::5efe:\(hex)",
        ]
    }

    private static func spellingsOfVersion6(_ text: String) -> [String] {
        guard let address = IPAddress(text) else { return [] }
        let full = stride(from: 0, to: 16, by: 2).map { index in
            address.bytes[index...(index + 1)].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }.joined(separator: ":")
        return [
            "[\(text)]", "[\(address)]", "[\(full)]", "[\(full.uppercased())]", "[\(text)%25lo]", "[\(text)%lo]",
            "[\(text)%251]", text,
        ]
    }

    private static func spellingsOfName(_ name: String) -> [String] {
        let wide = String(String.UnicodeScalarView(name.unicodeScalars.map(fullWidth)))
        return [name, name.uppercased(), name + ".", wide, name.replacing(".", with: "。"), "%6c" + name.dropFirst()]
    }

    /// Ways to make two readers disagree on where the host is.
    private static func authorityTricks(_ host: String) -> [String] {
        [
            "app.example@\(host):PORT/", "app.example:80@\(host):PORT/", "\(host):PORT@app.example/",
            "@\(host):PORT/", ":@\(host):PORT/", "app.example\\@\(host):PORT/", "app.example#@\(host):PORT/",
            "app.example%23@\(host):PORT/", "\(host)\\.app.example:PORT/", "\(host):PORT\\@app.example/",
            "\(host)\t:PORT/", " \(host):PORT/", "\(host):PORT\r\nHost: x/", "/\(host):PORT/", "\\\\\(host):PORT/",
            "\(host)..:PORT/", ".\(host):PORT/", "\(host):PORT:PORT/", "\(host):+PORT/", "\(host):０PORT/",
        ]
    }

    private static func fullWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        (0x21...0x7E).contains(scalar.value) ? Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar : scalar
    }
}

/// Answers numbers as the system reads them, and made-up names as a hostile name server would.
struct AnsweringNames: HostResolver {
    private static let table: [String: [String]] = [
        "localhost": ["127.0.0.1"], "localhost.localdomain": ["127.0.0.1"], "ip6-localhost": ["::1"],
        "metadata.google.internal": ["169.254.169.254"], "inside.example": ["192.168.7.7"],
        "loopback.example": ["127.0.0.1"], "mapped.example": ["::ffff:127.0.0.1"],
        "mixed.example": ["8.8.8.8", "127.0.0.1"], "late.example": ["1.1.1.1", "2606:4700:4700::1111", "::1"],
        "six.example": ["2002:7f00:1::"],
    ]

    func addresses(of host: String) async throws -> [IPAddress] {
        if let known = Self.table[host] { return known.compactMap { IPAddress($0) } }
        guard host.utf8.first.map({ (48...58).contains($0) }) == true || host.contains(":") else {
            throw DeliveryError(.unknownHost, "There is no such host.")
        }
        return try await SystemResolver().addresses(of: host)
    }
}
