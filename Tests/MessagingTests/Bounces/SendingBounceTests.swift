import Bitmaps
import Contacts
import Foundation
import Mail
import TestSupport
import Testing

@testable import Messaging

/// Refusals while a message is sent, by a real server, and reports about what it took.
struct SendingBounceTests {
    @Test(arguments: StoreKind.available)
    func `refusals count like reports, and once with them`(kind: StoreKind) async throws {
        try await SMTPServer.run { server in
            try await MessagingWorld.with(kind) { world in
                let locals = ["unknown", "full", "spam", "anna"]
                try await world.create(4) { index, contact in
                    contact.email = try EmailAddress("\(locals[index - 1])@customer.example")
                }
                try await world.emailAccount(server.account)
                let template = try await world.template()
                try await world.order(template, for: [1, 2, 3, 4])
                try await world.sendAll()
                var isInvalid: [Bool] = []
                var soft: [Int] = []
                for number: UInt32 in 1...4 {
                    isInvalid.append(try await world.contact(number)?.isInvalid == true)
                    soft.append(try await world.softBounces(number))
                }
                #expect(isInvalid == [true, false, false, false])
                #expect(soft == [0, 1, 1, 0])
                // Some servers send a report on top.
                let messages = try await world.messages()
                let again = try await world.report(about: messages[0].id, to: 1)
                #expect(try await world.take(again.standard()) == .noted("the report is known already"))
                // What was taken may come back later: the mark in the message is the one that reports are known by.
                let mail = try #require(try server.received().first)
                var report = SampleReport()
                report.mark = try #require(mail.header("X-Kartoteka-Message"))
                report.recipient = mail.recipient
                guard case .markedInvalid = try await world.take(report.standard()) else {
                    return #expect(Bool(false))
                }
                #expect(try await world.contact(4)?.isInvalid == true)
            }
        }
    }
}
