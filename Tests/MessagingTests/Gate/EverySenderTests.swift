import Bitmaps
import Contacts
import Foundation
import Mail
import Storage
import TestSupport
import Testing

@testable import Messaging

/// Every way out against every status: nothing leaves for somebody who must get nothing.
struct EverySenderTests {
    /// A contact as statuses make it, with what may reach it.
    private struct Person {
        let emailStatus: MarketingStatus
        let isInvalid: Bool
        let mobileStatus: MarketingStatus
        let isRemoved: Bool
        let hasPhone: Bool

        static let all: [Person] = [MarketingStatus.optedIn, .optedOut].flatMap { email in
            [false, true].flatMap { invalid in
                [MarketingStatus.optedIn, .optedOut].flatMap { mobile in
                    [false, true].flatMap { removed in
                        [true, false].map {
                            Person(
                                emailStatus: email,
                                isInvalid: invalid,
                                mobileStatus: mobile,
                                isRemoved: removed,
                                hasPhone: $0
                            )
                        }
                    }
                }
            }
        }

        var isReachable: Bool { !isInvalid && !isRemoved }
        var getsMarketing: Bool { isReachable && emailStatus == .optedIn }
        var getsText: Bool { isReachable && mobileStatus == .optedIn && hasPhone }
    }

    private func create(_ world: MessagingWorld) async throws {
        try await world.create(Person.all.count) { index, contact in
            let person = Person.all[index - 1]
            contact.emailStatus = person.emailStatus
            contact.isInvalid = person.isInvalid
            contact.mobileStatus = person.mobileStatus
            if !person.hasPhone { contact.fields[.phone] = nil }
        }
        let removed = Person.all.indices.filter { Person.all[$0].isRemoved }.map { UInt32($0 + 1) }
        try await world.commit(
            Change(.removed, Bitmap(removed), from: .same(.none), to: .same(.integer(world.clock.now)))
        )
    }

    private func addresses(where isMeant: (Person) -> Bool) -> Set<String> {
        Set(Person.all.indices.filter { isMeant(Person.all[$0]) }.map { "person\($0 + 1)@example.com" })
    }

    @Test(arguments: StoreKind.available)
    func `e-mail reaches those who agreed and nobody else`(kind: StoreKind) async throws {
        try await MessagingWorld.with(kind) { world in
            try await create(world)
            try await SMTPServer.run { server in
                try await world.emailAccount(server.account)
                let everybody = (1...UInt32(Person.all.count)).map { $0 }
                let news = try await world.template()
                let question = try await world.template(
                    .email,
                    .init(subject: "Please confirm", text: "{{confirm-url}}"),
                    named: "Question"
                )
                try await world.order(news, for: everybody)
                try await world.order(question, .email, .confirmation, for: everybody, confirmation: "/f/confirm/x")
                try await world.sendAll()
                let received = try server.received()
                let bySubject = Dictionary(grouping: received) { $0.header("Subject") == "Please confirm" }
                #expect(Set(bySubject[false, default: []].map(\.recipient)) == addresses(where: \.getsMarketing))
                #expect(Set(bySubject[true, default: []].map(\.recipient)) == addresses(where: \.isReachable))
                #expect(received.count == Set(received.map { [$0.recipient, $0.header("Subject") ?? ""] }).count)
                // The others stand there with the reason.
                let refused = try await world.messages().filter { $0.state == .refused }
                #expect(refused.count == 2 * everybody.count - received.count)
                #expect(Set(refused.compactMap(\.problem)).isSubset(of: Set(Refusal.allCases.map(\.words))))
                #expect(refused.allSatisfy { $0.problem != nil && $0.settledAt != nil })
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `text messages reach those who agreed and nobody else`(kind: StoreKind) async throws {
        try await MessagingWorld.with(kind) { world in
            try await create(world)
            let file = world.folder.appending(path: "texts")
            try await world.accounts.create("File", .file(FileTextSettings(path: "texts")))
            let template = try await world.template(.text, .init(text: "{{email}}"), named: "Text")
            try await world.order(template, .text, for: (1...UInt32(Person.all.count)).map { $0 })
            try await world.sendAll()
            let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            }
            #expect(Set(lines.compactMap { $0?["text"] as? String }) == addresses(where: \.getsText))
            #expect(lines.count == addresses(where: \.getsText).count)
        }
    }

    @Test(arguments: StoreKind.available)
    func `what counts is the status at the moment of sending`(kind: StoreKind) async throws {
        try await MessagingWorld.with(kind) { world in
            try await world.create(6)
            try await SMTPServer.run { server in
                try await world.emailAccount(server.account)
                try await world.order(try await world.template(), for: [1, 2, 3, 4, 5, 6])
                let out = Change(.emailStatus, [1], from: .same(.yes), to: .same(.no))
                try await world.commit(out, Change(.invalid, [2], from: .same(.no), to: .same(.yes)))
                try await world.commit(
                    Change(.removed, [3], from: .same(.none), to: .same(.integer(world.clock.now)))
                )
                try await world.commit(Change(.existence, [4], from: .same(.yes), to: .same(.none)))
                try await world.commit(
                    Change(
                        .field(.email),
                        [5],
                        from: .same(.text("person5@example.com")),
                        to: .same(.text("new@example.com"))
                    )
                )
                try await world.sendAll()
                let recipients = try server.received().map(\.recipient).sorted()
                #expect(recipients == ["new@example.com", "person6@example.com"])
                let states = try await world.messages().map(\.state)
                // Erasing a contact erases its messages.
                #expect(states == [.refused, .refused, .refused, .sent, .sent])
            }
        }
    }

    @Test func `the gate's table is the one of the statuses`() throws {
        #expect(ConsentGate.refusal(of: nil, .email, .marketing, orderedAt: 0) == .erased)
        #expect(ConsentGate.refusal(of: nil, .text, .marketing, orderedAt: 0) == .erased)
        #expect(ConsentGate.refusal(of: nil, .email, .confirmation, orderedAt: 0) == .erased)
    }
}
