import Contacts
import Foundation
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Messaging

/// Messages with a link to choose a password, which is made when they are sent.
struct PasswordLinkTests {
    private final class Maker: Sendable {
        let users = Mutex<[UserID]>([])

        var make: PasswordLinkMaker {
            { user in
                self.users.withLock { $0.append(user) }
                return "/welcome/secret-token"
            }
        }
    }

    private struct Disabled: ExplainedError {
        let message = "the user anna@example.com is disabled: enable the user first"
    }

    private func world(
        _ kind: StoreKind,
        _ body: (MessagingWorld, SMTPServer) async throws -> Void
    ) async throws {
        try await SMTPServer.run { server in
            try await MessagingWorld.with(kind) { world in
                try await world.emailAccount(server.account)
                try await body(world, server)
            }
        }
    }

    private func order(_ world: MessagingWorld) async throws {
        let now = world.clock.now
        try await world.database.write { connection in
            let address = try EmailAddress("anna@example.com")
            try Outbox(connection).addPasswordLink(to: address, for: UserID(7), actor: "anna@example.com", at: now)
        }
    }

    private func rows(_ world: MessagingWorld) async throws -> [String] {
        try await world.database.read {
            try $0.rows("SELECT state, COALESCE(parameters, ''), COALESCE(problem, '') FROM message") {
                "\($0.integer(0)) \($0.text(1)) \($0.text(2))"
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `the link stands in the e-mail and nowhere else`(kind: StoreKind) async throws {
        try await world(kind) { world, server in
            try await order(world)
            #expect(try await rows(world) == [#"0 {"passwordLink":7} "#])
            let maker = Maker()
            let sender = MessageSender(
                world.database,
                time: world.clock.time,
                calls: .local,
                publicAddress: URL(string: "https://crm.example/"),
                passwordLinks: maker.make,
                logger: MessagingWorld.silent
            )
            #expect(try await sender.step() == 1)
            await sender.close()
            #expect(maker.users.withLock { $0 } == [UserID(7)])
            #expect(try await rows(world) == ["2  "])
            let received = try server.received()
            #expect(received.map(\.recipient) == ["anna@example.com"])
            #expect(received.first?.text?.contains("https://crm.example/welcome/secret-token") == true)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a user who was disabled meanwhile gets no link`(kind: StoreKind) async throws {
        try await world(kind) { world, server in
            try await order(world)
            let sender = MessageSender(
                world.database,
                time: world.clock.time,
                calls: .local,
                publicAddress: MessagingWorld.base,
                passwordLinks: { _ in throw Disabled() },
                logger: MessagingWorld.silent
            )
            #expect(try await sender.step() == 1)
            await sender.close()
            #expect(try await rows(world) == ["4  \(Disabled().message)"])
        }
    }
}
