import Foundation
import TestSupport
import Testing
import Tracking

struct WebAddressTests {
    @Test(arguments: [
        ("https://shop.example", "shop.example"), (" HTTP://WWW.Shop.Example:8080/a?b#c ", "www.shop.example"),
        ("https://shop.example./", "shop.example"), ("http://127.0.0.1:9000/x", "127.0.0.1"),
        ("http://localhost/x", "localhost"), ("https://łódź.example/ą?ż=1#ó", "xn--d-uga0v4h.example"),
        ("https://shop.example?x", "shop.example"), ("https://shop.example#x", "shop.example"),
        ("https://SHOP.example/a%20b", "shop.example"),
    ])
    func `the host of a page is read as browsers read it`(text: String, host: String) throws {
        let address = try WebAddress(text)
        #expect(address.host.text == host)
        #expect(address.text == text.trimmingCharacters(in: .whitespaces))
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return }
        // Foundation reads the same host, by a parser of its own.
        let other = URL(string: address.text)?.host(percentEncoded: true)?.lowercased()
        #expect(other?.trimmingCharacters(in: ["."]) == host)
    }

    @Test(arguments: [
        ("", WebAddressError.empty), ("shop.example", .notWeb), ("ftp://shop.example", .notWeb),
        ("javascript://shop.example/%0aalert(1)", .notWeb), ("https://a b.example/", .unfitCharacter),
        ("https://shop.example/a b", .unfitCharacter), ("https://evil.example\\@shop.example/", .unfitCharacter),
        ("https://shop.example/\u{0}", .unfitCharacter), ("https://shop.example/a\nb", .unfitCharacter),
        ("https://shop.example/\u{202E}x", .unfitCharacter), ("https://shop.example@evil.example/", .userInformation),
        ("https://a:b@evil.example/", .userInformation), ("https:///x", .badHost("")),
        ("https://shop.example:x/", .badHost("shop.example:x")), ("https://shop..example/", .badHost("shop..example")),
        ("https://%73hop.example/", .badHost("%73hop.example")), ("https://[::1]/", .badHost("[::1]")),
        ("https://2130706433/", .badHost("2130706433")), ("https://127.1/", .badHost("127.1")),
        ("https://127.0.0.01/", .badHost("127.0.0.01")), ("https://-a.example/", .badHost("-a.example")),
        ("https://shop.example:70000/", .badHost("shop.example:70000")),
    ])
    func `what is no page is refused with the reason`(text: String, error: WebAddressError) {
        #expect(throws: error) { try WebAddress(text) }
        #expect(!error.problem.isEmpty)
    }

    @Test func `an address has 2048 bytes at most`() throws {
        let start = "https://shop.example/"
        let longest = start + String(repeating: "a", count: WebAddress.maximumLength - start.utf8.count)
        #expect(try WebAddress(longest).text == longest)
        #expect(throws: WebAddressError.tooLong(actual: 2049)) { try WebAddress(longest + "a") }
    }

    @Test(arguments: [
        ("shop.example", false, "shop.example", true), ("shop.example", false, "www.shop.example", false),
        ("shop.example", true, "www.shop.example", true), ("shop.example", true, "a.b.shop.example", true),
        ("shop.example", true, "myshop.example", false), ("shop.example", true, "shop.example.evil.example", false),
        ("www.shop.example", true, "shop.example", false),
    ])
    func `a site covers its host, and those below it where it should`(
        site: String,
        subdomains: Bool,
        host: String,
        isCovered: Bool
    ) throws {
        let site = MonitoredSite(try HostName(site), coversSubdomains: subdomains)
        #expect(site.covers(try HostName(host)) == isCovered)
        #expect(MonitoredSites([site]).cover(try HostName(host)) == isCovered)
    }
}
