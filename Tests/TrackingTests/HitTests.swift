import Contacts
import Foundation
import TestSupport
import Testing
import Tracking

struct HitTests {
    private static let view = "11111111-2222-4333-8444-555555555555"
    private static let visitor = "AAAAAAAA-bbbb-4ccc-8ddd-eeeeeeeeeeee"
    private static let contact = "0190b0a0-0000-7000-8000-00000000abcd"

    /// A hit that is whole, with some fields otherwise.
    private func hit(_ changed: [String: String] = [:]) throws(HitError) -> Hit {
        let whole = ["v": Self.view, "u": Self.visitor, "l": "https://shop.example/a?smclient=\(Self.contact)&b=c#d"]
        let fields = whole.merging(changed) { $1 }
        return try Hit { fields[$0] ?? "" }
    }

    private func seen(_ changed: [String: String] = [:]) throws -> Hit.Seen {
        guard case .seen(let seen) = try hit(changed).content else { throw HitError.unfit("d") }
        return seen
    }

    @Test func `what the script sends is read`() throws {
        let whole = try seen([
            "c": Self.contact.uppercased(), "s": "abc-123", "t": " Sale\n now ", "a": "1500",
            "r": "https://www.google.com/search?q=shoes#x",
        ])
        #expect(whole.contact == ContactID(Self.contact) && whole.session == "abc-123" && whole.title == "Sale now")
        #expect(whole.age == 1500 && whole.referrer == "https://www.google.com/search?q=shoes")
        #expect(whole.address.visited == "https://shop.example/a?b=c")
        let hit = try hit()
        #expect(hit.visitor.text == Self.visitor.lowercased() && hit.view.text == Self.view)
        #expect(try self.hit(["d": "1234"]).content == .left(duration: 1234))
    }

    @Test(arguments: [
        (["v": ""], "v"), (["v": "1"], "v"), (["u": "{\(visitor)}"], "u"), (["u": ""], "u"), (["l": ""], "l"),
        (["l": "about:blank"], "l"), (["l": "https://a b/"], "l"), (["d": "-1"], "d"), (["d": "x"], "d"),
    ])
    func `what a visit cannot be made of is refused`(changed: [String: String], field: String) {
        #expect(throws: HitError.unfit(field)) { try hit(changed) }
    }

    @Test func `what only adds to a visit is left out where it is unfit`() throws {
        let hit = try seen(["c": "nobody", "s": "a b", "t": "\u{0}\u{7}", "a": "soon", "r": "android-app://x"])
        #expect(hit.contact == nil && hit.session == nil && hit.title == nil && hit.age == 0 && hit.referrer == nil)
        #expect(try seen(["a": "-5"]).age == 0)
        #expect(try seen(["a": "999999999999"]).age == 86_400_000)
        #expect(try seen(["t": String(repeating: "ł", count: 300)]).title?.count == 255)
        #expect(try self.hit(["d": "999999999999"]).content == .left(duration: 86_400_000))
        let long = "https://shop.example/a?" + String(repeating: "x", count: 4000)
        #expect(try seen(["l": long]).address.text == "https://shop.example/a")
    }

    @Test func `no bytes are too strange`() throws {
        var random = SeededGenerator(for: "no bytes are too strange")
        for _ in 0..<3_000 {
            var fields: [String: String] = [:]
            for name in ["v", "u", "l", "c", "s", "r", "t", "a", "d"] where random.chance(0.8) {
                fields[name] = Self.anything(using: &random)
            }
            guard let hit = try? Hit({ fields[$0] ?? "" }), case .seen(let seen) = hit.content else { continue }
            #expect(seen.address.text.utf8.count <= WebAddress.maximumLength, "seed \(random.seed)")
            let texts = [seen.session, seen.referrer, seen.title].compactMap(\.self) + [seen.address.visited]
            #expect(texts.allSatisfy { !$0.unicodeScalars.contains("\0") }, "seed \(random.seed)")
            if let contact = seen.contact { #expect(fields["c"]?.lowercased() == contact.description) }
        }
    }

    private static func anything(using random: inout SeededGenerator) -> String {
        switch random.int(0...6) {
        case 0: view
        case 1: contact
        case 2:
            "https://shop.example/"
                + String(repeating: random.pick(["a", "%", "&", "?", "ł"]), count: random.int(0...3000))
        case 3: "https://shop.example/?" + AwkwardText.all.shuffled(using: &random).prefix(2).joined()
        case 4: String(decoding: (0..<random.int(0...60)).map { _ in UInt8(random.int(0...255)) }, as: UTF8.self)
        case 5: "\(random.next())"
        default: random.pick(AwkwardText.all)
        }
    }
}
