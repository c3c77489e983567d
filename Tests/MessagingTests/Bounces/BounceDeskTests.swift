import Bitmaps
import Contacts
import Foundation
import Storage
import TestSupport
import Testing

@testable import Messaging

/// What reports lead to, over both databases.
struct BounceDeskTests {
    @Test(arguments: StoreKind.available)
    func `a hard bounce marks the address, with what the mail server said`(kind: StoreKind) async throws {
        try await MessagingWorld.with(kind) { world in
            try await world.create(2)
            let report = try await world.sent(to: 1)
            let id = try #require(try await world.contact(1)?.id)
            #expect(try await world.take(report.standard()) == .markedInvalid(id))
            #expect(try await world.contact(1)?.isInvalid == true)
            #expect(try await world.contact(1)?.emailStatus == .optedIn)
            #expect(try await world.contact(2)?.isInvalid == false)
            let entry = try #require(try await world.consents(1).first)
            #expect((entry.subject, entry.verdict) == (.address, .withdrawn))
            #expect(entry.at == world.clock.now)
            #expect((entry.cause.kind, entry.cause.text) == (.bounce, "mail server’s pipe"))
            let proof = try #require(entry.evidence?.text)
            #expect(proof.hasPrefix("5.1.1 smtp; 550 5.1.1 <person1@example.com>: Recipient address rejected"))
        }
    }

    @Test(arguments: StoreKind.available)
    func `the same report counts once, also after somebody restored the address`(kind: StoreKind) async throws {
        try await MessagingWorld.with(kind) { world in
            try await world.create(1)
            let report = try await world.sent(to: 1)
            _ = try await world.take(report.standard())
            #expect(try await world.take(report.standard()) == .noted("the report is known already"))
            try await world.edit(1, .invalid(false))
            #expect(try await world.take(report.standard()) == .noted("the report is known already"))
            #expect(try await world.take(report.exim) == .noted("the report is known already"))
            #expect(try await world.contact(1)?.isInvalid == false)
            let soft = try await world.sent(to: 1).standard(report.failed("5.2.2", "full"))
            guard case .counted = try await world.take(soft) else { return #expect(Bool(false)) }
            #expect(try await world.take(soft) == .noted("the report is known already"))
            #expect(try await world.softBounces(1) == 1)
        }
    }

    @Test(arguments: StoreKind.available)
    func `soft bounces never mark an address by themselves`(kind: StoreKind) async throws {
        try await MessagingWorld.with(kind) { world in
            try await world.create(1)
            let id = try #require(try await world.contact(1)?.id)
            for index in 1...30 {
                let report = try await world.sent(to: 1)
                #expect(try await world.take(report.standard(report.failed("5.2.2", "full"))) == .counted(id))
                #expect(try await world.softBounces(1) == index)
            }
            #expect(try await world.contact(1)?.isInvalid == false)
            let contact = try #require(try await world.contact(1))
            let summary = try await world.database.read { try BounceRows($0).summary(of: contact) }
            #expect(summary?.soft == 30)
            #expect(summary?.lastAt == world.clock.now)
            #expect(summary?.lastWords.contains("5.2.2") == true)
        }
    }

    @Test(arguments: StoreKind.available)
    func `with a limit the last soft bounce marks the address`(kind: StoreKind) async throws {
        try await MessagingWorld.with(kind) { world in
            try await world.create(1)
            try await world.set(SoftBounceLimit(count: 3, days: 30))
            let id = try #require(try await world.contact(1)?.id)
            func bounce() async throws -> BounceOutcome {
                let report = try await world.sent(to: 1)
                return try await world.take(report.standard(report.failed("4.4.7", "expired")))
            }
            #expect(try await bounce() == .counted(id))
            world.clock.advance(by: .seconds(31 * 86_400))
            // The first is too long ago by now.
            #expect(try await bounce() == .counted(id))
            #expect(try await bounce() == .counted(id))
            #expect(try await bounce() == .markedInvalid(id))
            let proof = try #require(try await world.consents(1).first?.evidence?.text)
            #expect(proof.hasPrefix("3 soft bounces within 30 days, the last: 4.4.7"))
            // Whoever restores an address begins anew.
            try await world.edit(1, .invalid(false))
            #expect(try await world.softBounces(1) == 0)
            #expect(try await bounce() == .counted(id))
            #expect(try await bounce() == .counted(id))
            try await world.set(nil)
            #expect(try await bounce() == .counted(id))
            #expect(try await world.contact(1)?.isInvalid == false)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a complaint opts out, with what the provider said`(kind: StoreKind) async throws {
        try await MessagingWorld.with(kind) { world in
            try await world.create(1)
            let report = try await world.sent(to: 1)
            let id = try #require(try await world.contact(1)?.id)
            #expect(
                try await world.take(report.complaint(type: "not-spam"))
                    == .noted("a report of the type not-spam is no complaint")
            )
            #expect(try await world.take(report.complaint()) == .optedOut(id))
            let contact = try #require(try await world.contact(1))
            #expect((contact.emailStatus, contact.isInvalid, contact.mobileStatus) == (.optedOut, false, .optedIn))
            let entry = try #require(try await world.consents(1).first)
            #expect((entry.subject, entry.verdict, entry.cause.kind) == (.email, .withdrawn, .complaint))
            #expect(entry.evidence?.text == "abuse, ProviderFBL/1.0")
            #expect(try await world.take(report.complaint()) == .noted("the report is known already"))
            // Somebody who consents again is not opted out by the old complaint.
            try await world.edit(1, .emailStatus(.optedIn))
            #expect(try await world.take(report.complaint()) == .noted("the report is known already"))
            #expect(try await world.contact(1)?.emailStatus == .optedIn)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a changed address clears the mark, and late reports leave it alone`(kind: StoreKind) async throws {
        try await MessagingWorld.with(kind) { world in
            try await world.create(1)
            let late = [try await world.sent(to: 1), try await world.sent(to: 1), try await world.sent(to: 1)]
            _ = try await world.take(late[0].standard())
            try await world.edit(1, .field(.email, "right@example.com"))
            #expect(try await world.contact(1)?.isInvalid == false)
            let reason = BounceOutcome.noted("the contact has another address by now")
            #expect(try await world.take(late[1].standard()) == reason)
            #expect(try await world.take(late[1].standard(late[1].failed("5.2.2", "full"))) == reason)
            #expect(try await world.take(late[2].complaint()) == reason)
            let contact = try #require(try await world.contact(1))
            #expect((contact.isInvalid, contact.emailStatus) == (false, .optedIn))
            let isSilent = try await world.database.read { try BounceRows($0).summary(of: contact) } == nil
            #expect(isSilent, "what was said of the old address is not said of the new one")
            // A report about the new one counts.
            world.clock.advance(by: .seconds(1))
            let fresh = try await world.sent(to: 1)
            #expect(try await world.take(fresh.standard()) == .markedInvalid(contact.id))
        }
    }

    @Test(arguments: StoreKind.available)
    func `an erased contact leaves nothing behind`(kind: StoreKind) async throws {
        try await MessagingWorld.with(kind) { world in
            try await world.create(2)
            let reports = [try await world.sent(to: 1), try await world.sent(to: 2)]
            for report in reports { _ = try await world.take(report.standard(report.failed("5.2.2", "full"))) }
            let other = try await world.sent(to: 1)
            try await world.commit(Change(.existence, [1], from: .same(.yes), to: .same(.none)))
            let left = try await world.database.read { try $0.rows("SELECT number FROM bounce") { $0.number(0) } }
            #expect(left == [2])
            #expect(
                try await world.take(other.standard()) == .noted("the message that it is about is not kept any more")
            )
        }
    }

    @Test(arguments: StoreKind.available)
    func `delays and deliveries change nothing`(kind: StoreKind) async throws {
        try await MessagingWorld.with(kind) { world in
            try await world.create(1)
            let report = try await world.sent(to: 1)
            for (action, reason) in [
                ("delayed", "the server goes on trying"), ("delivered", "the message was delivered"),
                ("relayed", "the message was delivered"),
            ] {
                let fields = "Final-Recipient: rfc822; person1@example.com\nAction: \(action)\nStatus: 5.1.1"
                #expect(try await world.take(report.standard(fields)) == .noted(reason))
            }
            // The failure that follows counts.
            guard case .markedInvalid = try await world.take(report.standard()) else { return #expect(Bool(false)) }
        }
    }
}
