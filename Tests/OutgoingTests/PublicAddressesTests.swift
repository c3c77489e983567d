import Testing

@testable import Outgoing

struct PublicAddressesTests {
    @Test(arguments: [
        "8.8.8.8", "1.1.1.1", "172.15.255.255", "172.32.0.0", "100.63.255.255", "100.128.0.0", "192.0.1.0",
        "198.17.255.255", "198.20.0.0", "223.255.255.255", "2606:4700:4700::1111", "2a00:1450::1",
        // A public IPv4 address by way of a network that has IPv6 only.
        "64:ff9b::8.8.8.8", "::ffff:8.8.8.8", "2002:808:808::1",
    ])
    func `an address of the public internet is one`(text: String) throws {
        #expect(PublicAddresses.contain(try #require(NetworkAddress(text))))
    }

    @Test(arguments: [
        "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1",
        "127.255.255.255", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1",
        "192.168.0.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.9", "224.0.0.1", "239.255.255.250",
        "240.0.0.1", "255.255.255.255",
        "::", "::1", "::7f00:1", "fe80::1", "fec0::1", "fc00::1", "fd12:3456::1", "ff02::1", "100::1", "2001:db8::1",
        "2001::1", "2001:10::1", "3fff::1", "5f00::1",
        "::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:10.1.2.3", "::ffff:0:127.0.0.1", "64:ff9b::127.0.0.1",
        "64:ff9b::a9fe:a9fe", "64:ff9b:1::8.8.8.8", "2002:7f00:1::1", "2002:a00:1::1", "2a00:1450::5efe:10.0.0.1",
        "2a00:1450::200:5efe:192.168.0.1",
    ])
    func `every other address is not`(text: String) throws {
        #expect(!PublicAddresses.contain(try #require(NetworkAddress(text))))
    }

    @Test(arguments: [
        "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "127.1", "localhost", "localhost.", "127.0.0.1.",
        "::ffff:127.0.0.1", "0",
    ])
    func `every spelling of this machine is seen through`(text: String) {
        let found = NameResolver.lookUp(text)
        #expect(found.allSatisfy { !PublicAddresses.contain($0) }, "\(found)")
    }

    @Test(arguments: [
        "127.1", "0x7f.1", "2130706433", "1.2.3.4.5", "1.2.3.256", "", "fe80::1%eth0", "[::1]", "a.example",
    ])
    func `only the usual spelling is an address`(text: String) {
        #expect(NetworkAddress(text) == nil)
    }
}
