import Testing

@testable import MeetingsDelivery

struct AddressPolicyTests {
    @Test(
        "refuses what is not the public Internet",
        arguments: [
            "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.100.100.200", "100.127.255.255",
            "127.0.0.1", "127.1.2.3", "127.255.255.255", "168.63.129.16", "169.254.0.1", "169.254.169.254",
            "169.254.170.2", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.0.192", "192.0.2.1", "192.88.99.1",
            "192.168.0.1", "192.168.255.255", "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9",
            "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
            "::", "::1", "::2", "::7f00:1", "::127.0.0.1", "::8.8.8.8", "::ffff:127.0.0.1", "::ffff:7f00:1",
            "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:8.8.8.8", "::ffff:0:127.0.0.1", "64:ff9b::7f00:1",
            "64:ff9b::127.0.0.1", "64:ff9b::8.8.8.8", "64:ff9b:1::a00:1", "100::1", "2001::1", "2001:0:4136:e378::1",
            "2001:2::1", "2001:10::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::", "2002:a00:1::1",
            "2002:c0a8:101::1", "3fff::1", "5f00::1", "4000::1", "fc00::1", "fd00::1", "fd00:ec2::254", "fdff::1",
            "fe80::1", "febf::1", "fec0::1", "ff00::1", "ff02::1", "ff0e::1",
        ])
    func denied(text: String) throws {
        let address = try #require(IPAddress(text))
        #expect(!AddressPolicy().permits(address))
    }

    @Test(
        "permits the public Internet",
        arguments: [
            "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1", "126.255.255.255",
            "128.0.0.1", "169.253.255.255", "172.15.255.255", "172.32.0.1", "192.167.255.255", "192.169.0.1",
            "198.17.255.255", "198.20.0.1", "223.255.255.255", "2001:200::1", "2001:4860:4860::8888",
            "2606:4700:4700::1111", "2a00:1450::1", "3ffe::1",
        ])
    func permitted(text: String) throws {
        let address = try #require(IPAddress(text))
        #expect(AddressPolicy().permits(address))
    }

    @Test("what the operator allows is permitted, and nothing beside it")
    func allowed() throws {
        let policy = AddressPolicy(allowed: [try CIDR("10.1.0.0/16"), try CIDR("::1"), try CIDR("127.0.0.1")])
        let permitted = ["10.1.0.0", "10.1.255.255", "::1", "127.0.0.1"].compactMap { IPAddress($0) }
        let denied = ["10.0.255.255", "10.2.0.0", "::2", "127.0.0.2", "::ffff:10.1.0.1"].compactMap { IPAddress($0) }
        #expect(permitted.count == 4 && permitted.allSatisfy(policy.permits))
        #expect(denied.count == 5 && !denied.contains(where: policy.permits))
    }

    @Test("reads every spelling of IPv6", arguments: ["2001:db8::a:1", "2001:DB8:0:0::A:0001", "2001:db8::0.10.0.1"])
    func spellings(text: String) {
        #expect(IPAddress(text)?.description == "2001:db8:0:0:0:0:a:1")
    }

    @Test(
        "reads no address where there is none",
        arguments: [
            "", ":", ":::", "1", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "0x7f.0.0.1", "1.2.3.4 ", "::1%lo",
            "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "12345::", "::1.2.3", "1.2.3.4::", "g::", "[::1]",
            "1:2:3:4:5:6:7::8", "::1.2.3.4:5", "+1.2.3.4",
        ])
    func unreadable(text: String) { #expect(IPAddress(text) == nil) }

    @Test(
        "names what is wrong with a block",
        arguments: [
            ("10.0.0.0/33", "from 0 to 32"), ("fd00::/129", "from 0 to 128"), ("10.0.0.0/", "from 0 to 32"),
            ("10.0.0.0/-1", "from 0 to 32"), ("10.0.0.0/8/8", "from 0 to 32"), ("ten", "write one like 10.0.0.0/8"),
            ("", "write one like 10.0.0.0/8"), ("10.0.0.1/8", "write 10.0.0.0/8"),
        ])
    func badBlocks(text: String, hint: String) {
        let error = #expect(throws: DeliveryError.self) { try CIDR(text) }
        #expect(error?.message.contains(hint) == true)
    }

    @Test("a block of length zero holds its whole family and no other")
    func zeroLength() throws {
        let everything = try CIDR("0.0.0.0/0")
        #expect(try everything.contains(#require(IPAddress("255.1.2.3"))))
        #expect(try !everything.contains(#require(IPAddress("::1"))))
    }
}
