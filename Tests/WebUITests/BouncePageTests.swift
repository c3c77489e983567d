import Bitmaps
import Contacts
import Crypto
import Foundation
import Hummingbird
import HummingbirdTesting
import Messaging
import Storage
import TestSupport
import Testing

@testable import WebUI

/// The web address for reports, and what the card says of them.
struct BouncePageTests {
    private func report(to number: UInt32, in world: World) async throws -> SampleReport {
        var report = SampleReport()
        (report.mark, report.recipient) = try await world.database.write { connection in
            let id = try connection.advance(counter: "message")
            try connection.execute(
                """
                INSERT INTO message (id, number, channel, purpose, cause, actor, made_at, due_at, state)
                VALUES (\(id), \(number), 'email', 'marketing', 'workflow', 'workflow 1', \(World.now), \(World.now), 2)
                """
            )
            let email = try ContactReader(connection).contact(number)?.email ?? ""
            return (try TokenSigner(connection).token(.bounce, number: id), email)
        }
        return report
    }

    @Test func `a report is taken from who knows the address, and shows on the card`() async throws {
        let world = try await World()
        let hook = try await world.database.write { try BounceHook.renew($0) }
        let report = try await report(to: 1, in: world)
        let full = report.standard(report.failed("5.2.2", "The mailbox is full"))
        let wrong = try await self.report(to: 1, in: world).standard()
        let contact = try await world.database.read { try ContactReader($0).contact(1) }
        let card = "/contacts/\(try #require(contact).id)"
        try await world.visitSignedOut { client in
            let taken = try await client.postAsIs(hook, String(decoding: full, as: UTF8.self))
            #expect((taken.status, taken.text.hasPrefix("a soft bounce of the contact")) == (.ok, true))
            let again = try await client.postAsIs(hook, String(decoding: full, as: UTF8.self))
            #expect((again.status, again.text) == (.ok, "nothing changes: the report is known already\n"))
            #expect(try await client.postAsIs(hook, "Hello").status == .unprocessableContent)
            #expect(try await client.postAsIs(hook, "").status == .unprocessableContent)
            for address in ["/hooks/bounces/x", hook + "x", String(hook.dropLast()), "/hooks/bounces/%20"] {
                let answer = try await client.postAsIs(address, String(decoding: wrong, as: UTF8.self))
                #expect(answer.status == .notFound, "\(address)")
            }
            #expect(try await client.get(hook).status != .ok)
        }
        try await world.visit { client in
            let page = try await client.text(card)
            #expect(page.contains("1 soft bounce; the last bounce on "))
            #expect(page.contains("The mailbox is full"))
        }
        try await world.visitSignedOut { client in
            let answer = try await client.postAsIs(hook, String(decoding: wrong, as: UTF8.self))
            #expect(answer.status == .ok)
        }
        try await world.visit { client in
            let page = try await client.text(card)
            #expect(page.contains("report of a mail server"))
            #expect(page.contains("User unknown in virtual mailbox table"))
        }
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `a renewed or closed address takes nothing any more`() async throws {
        let world = try await World()
        let old = try await world.database.write { try BounceHook.renew($0) }
        let new = try await world.database.write { try BounceHook.renew($0) }
        #expect(old != new)
        try await world.visitSignedOut { client in
            #expect(try await client.postAsIs(old, "Hello").status == .notFound)
            #expect(try await client.postAsIs(new, "Hello").status == .unprocessableContent)
            try await world.database.write { try BounceHook.close($0) }
            #expect(try await client.postAsIs(new, "Hello").status == .notFound)
        }
        let kept = try await world.database.read { try $0.rows("SELECT value FROM setting") { $0.text(0) } }
        #expect(!kept.contains { new.contains($0) })
    }

    @Test func `a provider notifies at an address of its own, which takes nothing unsigned`() async throws {
        let world = try await World()
        let key = "key-of-the-tests-0123456789abcdef"
        let hook = try await world.database.write { try BounceHook.renew($0, for: .mailgun, key: key) }
        let mail = try await world.database.write { try BounceHook.renew($0) }
        let report = try await report(to: 1, in: world)
        @Sendable func notification(_ mark: String, signedWith key: String) -> String {
            let timestamp = "\(World.now / 1_000)"
            let token = "token of \(mark)"
            let code = HMAC<SHA256>.authenticationCode(
                for: Data((timestamp + token).utf8),
                using: SymmetricKey(data: Data(key.utf8))
            )
            let hex = code.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            return """
                {"signature": {"timestamp": "\(timestamp)", "token": "\(token)", "signature": "\(hex)"}, "event-data": {
                "event": "failed", "severity": "permanent", "reason": "bounce", "recipient": "\(report.recipient)",
                "delivery-status": {"code": 550, "message": "5.1.1 The mailbox does not exist"},
                "message": {"headers": {"message-id": "\(mark)@shop.example"}}}}
                """
        }
        try await world.visitSignedOut { client in
            let forged = notification(report.mark, signedWith: "another")
            #expect(try await client.postAsIs(hook, forged).status == .forbidden)
            #expect(try await client.postAsIs(hook, "{}").status == .forbidden)
            #expect(try await client.postAsIs(hook, "").status == .unprocessableContent)
            let asMail = String(decoding: report.standard(), as: UTF8.self)
            #expect(try await client.postAsIs(hook, asMail).status == .unprocessableContent)
            #expect(try await client.postAsIs(hook + "x", forged).status == .notFound)
            let isMarked = try await world.database.read { try ContactReader($0).contact(1)?.isInvalid }
            #expect(isMarked == false)
            let foreign = try await client.postAsIs(hook, notification("x", signedWith: key))
            #expect((foreign.status, foreign.text.hasPrefix("put aside")) == (.unprocessableContent, true))
            let good = notification(report.mark, signedWith: key)
            #expect(try await client.postAsIs(mail, good).status == .unprocessableContent)
            let taken = try await client.postAsIs(hook, good)
            #expect((taken.status, taken.text.hasSuffix("is marked invalid\n")) == (.ok, true))
        }
    }

    @Test func `a provider that signs in is asked for user and password`() async throws {
        let world = try await World()
        let hook = try await world.database.write { try BounceHook.renew($0, for: .brevo, key: "reports:secret") }
        try await world.visitSignedOut { client in
            let refused = try await client.postAsIs(hook, #"{"event": "click"}"#)
            #expect((refused.status, refused.headers[.wwwAuthenticate] != nil) == (.unauthorized, true))
            let login = "Basic " + Data("reports:secret".utf8).base64EncodedString()
            let taken = try await client.postAsIs(hook, #"{"event": "click"}"#, headers: [.authorization: login])
            #expect(taken.status == .ok)
        }
    }
}
