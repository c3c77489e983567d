import Bitmaps
import Contacts
import Foundation
import Storage
import TestSupport
import Testing

@testable import Messaging

/// Nobody but the mail servers that got our messages can say anything about a contact.
struct ForgedReportTests {
    private static let unsigned = BounceOutcome.notOurs(
        "nothing in it was signed here, so that anybody may have written it"
    )

    @Test(arguments: StoreKind.available)
    func `a report without our token concerns nobody`(kind: StoreKind) async throws {
        try await MessagingWorld.with(kind) { world in
            try await world.create(1)
            var report = try await world.sent(to: 1)
            let right = report.mark
            for mark in ["1", "", "x", String(right.dropLast()), String(right.reversed()), right + "A"] {
                report.mark = mark
                for data in [report.standard(), report.exim, report.qmail, report.complaint()] {
                    #expect(try await world.take(data) == Self.unsigned, "\(mark)")
                }
            }
            // A token of another purpose stands in every link, which many people see.
            let signer = try await TokenSigner.load(from: world.database)
            for purpose in TokenPurpose.allCases where purpose != .bounce {
                report.mark = signer.token(purpose, number: 1)
                #expect(try await world.take(report.standard()) == Self.unsigned)
            }
            #expect(try await world.contact(1)?.isInvalid == false)
            #expect(try await world.contact(1)?.emailStatus == .optedIn)
        }
    }

    @Test(arguments: StoreKind.available)
    func `who has a token of an own message can say nothing about others`(kind: StoreKind) async throws {
        try await MessagingWorld.with(kind) { world in
            try await world.create(2)
            var report = try await world.sent(to: 1)
            report.recipient = "person2@example.com"
            guard case .counted = try await world.take(report.standard()) else { return #expect(Bool(false)) }
            guard case .optedOut(let id) = try await world.take(report.complaint()) else {
                return #expect(Bool(false))
            }
            #expect(try await world.contact(1)?.id == id)
            #expect(try await world.contact(2)?.isInvalid == false)
            #expect(try await world.contact(2)?.emailStatus == .optedIn)
            #expect(try await world.contact(1)?.isInvalid == false)
        }
    }

    @Test(arguments: StoreKind.available)
    func `of an address to which the mail was forwarded a report says nothing about ours`(kind: StoreKind) async throws
    {
        try await MessagingWorld.with(kind) { world in
            try await world.create(1)
            let report = try await world.sent(to: 1)
            let fields = """
                Original-Recipient: rfc822; \(report.recipient)
                Final-Recipient: rfc822; elsewhere@customer.example
                Action: failed
                Status: 5.1.1
                Diagnostic-Code: smtp; 550 5.1.1 User unknown
                """
            guard case .counted = try await world.take(report.standard(fields)) else { return #expect(Bool(false)) }
            #expect(try await world.contact(1)?.isInvalid == false)
        }
    }

    @Test(arguments: StoreKind.available)
    func `the token may stand in the address to which the report went`(kind: StoreKind) async throws {
        try await MessagingWorld.with(kind) { world in
            try await world.create(2)
            var first = try await world.sent(to: 1)
            first.addressee = "Bounces <bounces+\(first.mark)@shop.example>"
            first.returnsHeaders = false
            guard case .markedInvalid = try await world.take(first.standard()) else { return #expect(Bool(false)) }
            var second = try await world.sent(to: 2)
            second.returnsHeaders = false
            #expect(try await world.take(second.standard()) == Self.unsigned)
            let recipient = "bounces+\(second.mark)@shop.example"
            guard case .markedInvalid = try await world.take(second.standard(), recipient: recipient) else {
                return #expect(Bool(false))
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `tokens of two messages are put aside`(kind: StoreKind) async throws {
        try await MessagingWorld.with(kind) { world in
            try await world.create(2)
            let first = try await world.sent(to: 1)
            var second = try await world.sent(to: 2)
            second.addressee = "bounces+\(first.mark)@shop.example"
            #expect(try await world.take(second.standard()) == .notOurs("it speaks of several messages"))
        }
    }

    @Test(arguments: StoreKind.available)
    func `messages to users and text messages concern no contact`(kind: StoreKind) async throws {
        try await MessagingWorld.with(kind) { world in
            try await world.create(1)
            let text = try await world.sent(to: 1, .text)
            let reason = BounceOutcome.noted("the message that it is about went to no contact")
            #expect(try await world.take(text.standard()) == reason)
            let now = world.clock.now
            let user = RandomContacts.email("person1@example.com")
            let id = try await world.database.write { connection in
                try Outbox(connection).add(to: user, subject: "Hi", text: "Hi", actor: "anna", at: now)
                return try connection.firstRow("SELECT MAX(id) FROM message") { $0.integer(0) } ?? 0
            }
            #expect(try await world.take(world.report(about: id, to: 1).standard()) == reason)
            #expect(try await world.contact(1)?.isInvalid == false)
        }
    }

    @Test(arguments: StoreKind.available)
    func `broken reports never mark anybody wrongly`(kind: StoreKind) async throws {
        try await MessagingWorld.with(kind) { world in
            var random = SeededGenerator(for: "broken reports never mark anybody wrongly")
            try await world.create(2)
            // The mark is right and the report about somebody else; whatever happens to it, nobody is marked by it.
            var report = try await world.sent(to: 1)
            report.recipient = "person2@example.com"
            let unsigned = SampleReport()
            for _ in 0..<150 {
                let data = random.pick([report.standard(), report.exim, unsigned.standard(), unsigned.complaint()])
                _ = try await world.take(MailNoise.spoil(data, using: &random))
            }
            #expect(try await world.contact(1)?.isInvalid == false)
            #expect(try await world.contact(2)?.isInvalid == false)
            #expect(try await world.contact(2)?.emailStatus == .optedIn)
        }
    }
}
