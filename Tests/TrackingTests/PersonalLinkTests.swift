import Contacts
import Foundation
import TestSupport
import Testing
import Tracking

struct PersonalLinkTests {
    private static let id = "0190b0a0-0000-7000-8000-00000000abcd"

    private func link(_ address: String, _ id: String = PersonalLinkTests.id) throws -> String {
        PersonalLink(try WebAddress(address)).text(for: try #require(ContactID(id)))
    }

    @Test(arguments: [
        ("https://shop.example/sale", "https://shop.example/sale?smclient=ID"),
        ("https://shop.example", "https://shop.example/?smclient=ID"),
        ("https://shop.example?a=b", "https://shop.example/?a=b&smclient=ID"),
        ("https://shop.example#x", "https://shop.example/?smclient=ID#x"),
        ("https://shop.example/sale?a=b", "https://shop.example/sale?a=b&smclient=ID"),
        ("https://shop.example/sale?a=b#top?x&y", "https://shop.example/sale?a=b&smclient=ID#top?x&y"),
        ("https://shop.example/sale?", "https://shop.example/sale?smclient=ID"),
        ("https://shop.example/sale?a&", "https://shop.example/sale?a&smclient=ID"),
        ("https://shop.example/?smclient=old&a=b", "https://shop.example/?smclient=ID&a=b"),
        ("https://shop.example/?a=b&smclient", "https://shop.example/?a=b&smclient=ID"),
        ("https://shop.example/?smclient=1&a=b&smclient=2&c", "https://shop.example/?smclient=ID&a=b&c"),
        ("https://shop.example/?smcl%69ent=1", "https://shop.example/?smclient=ID"),
        ("https://shop.example/?xsmclient=1&SMCLIENT=2", "https://shop.example/?xsmclient=1&SMCLIENT=2&smclient=ID"),
        ("https://shop.example/a%2Fb?c=%26&d=a+b;e", "https://shop.example/a%2Fb?c=%26&d=a+b;e&smclient=ID"),
        ("https://łódź.example/ż?ó=ł", "https://łódź.example/ż?ó=ł&smclient=ID"),
    ])
    func `the contact's id goes into the query, and all else stays`(address: String, expected: String) throws {
        #expect(try link(address) == expected.replacing("ID", with: Self.id))
    }

    @Test func `any page's link carries the id once and leads to the same page`() throws {
        var random = SeededGenerator(for: "any page's link carries the id once and leads to the same page")
        for _ in 0..<2_000 {
            let address = Self.address(using: &random)
            let place = "seed \(random.seed): \(address)"
            let made = try link(address)
            let parts = try #require(URLComponents(string: made), "\(place)")
            let items = try #require(parts.percentEncodedQueryItems, "\(place)")
            let ids = items.filter { $0.name.removingPercentEncoding == "smclient" }.map(\.value)
            #expect(ids == [Self.id], "\(place)")

            let before = try #require(URLComponents(string: address), "\(place)")
            #expect(parts.host == before.host && parts.port == before.port, "\(place)")
            #expect(parts.percentEncodedFragment == before.percentEncodedFragment, "\(place)")
            #expect(parts.percentEncodedPath == (before.path.isEmpty ? "/" : before.percentEncodedPath), "\(place)")
            let kept = { (items: [URLQueryItem]?) in
                (items ?? []).filter {
                    $0.name.removingPercentEncoding != "smclient" && !($0.name.isEmpty && $0.value == nil)
                }
            }
            #expect(kept(items) == kept(before.percentEncodedQueryItems), "\(place)")

            // A link made of a link is the link of the new contact.
            let other = "0190b0a0-0000-7000-8000-000000000001"
            #expect(try link(made, other) == made.replacing(Self.id, with: other), "\(place)")
        }
    }

    private static func address(using random: inout SeededGenerator) -> String {
        let pieces = [
            "a", "b%20c", "smclient", "smcl%69ent", "%C5%82", "x=1", "smclient=9", "=", "a=b=c", "", "~!$'()*,;:@",
        ]
        func some(_ separator: String, _ count: Int) -> String {
            (0..<random.int(0...count)).map { _ in random.pick(pieces) }.joined(separator: separator)
        }
        var text = random.pick(["https://", "http://"]) + random.pick(["shop.example", "a.b.example:81", "127.0.0.1"])
        if random.chance(0.7) { text += "/" + some("/", 3) }
        if random.chance(0.7) { text += "?" + some("&", 5) }
        if random.chance(0.3) { text += "#" + some("&", 2) }
        return text
    }
}
