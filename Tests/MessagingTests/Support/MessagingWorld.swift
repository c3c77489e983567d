import Bitmaps
import Contacts
import Foundation
import Logging
import Mail
import Outgoing
import Storage
import TestSupport

@testable import Messaging

/// Messages over one fresh database, with a clock that the test moves.
final class MessagingWorld: Sendable {
    static let base = URL(string: "https://news.example")
    static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    let database: any Database
    let clock = TestClock()
    let calls: OutgoingCalls
    /// Below it accounts may write files.
    let folder = FileManager.default.temporaryDirectory.appending(path: "kartoteka-texts-\(UUID().uuidString)")

    init(_ database: any Database, calls: OutgoingCalls = .local) {
        self.calls = calls
        self.database = database
    }

    static func with(_ kind: StoreKind, _ body: (MessagingWorld) async throws -> Void) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            let world = MessagingWorld(database)
            try FileManager.default.createDirectory(at: world.folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: world.folder) }
            try await body(world)
        }
    }

    var templates: TemplateStore { TemplateStore(database, time: clock.time) }
    var accounts: AccountStore { AccountStore(database, time: clock.time, messageFolder: MessageFolder(folder.path)) }
    var outbox: OutboxStore { OutboxStore(database, time: clock.time) }
    var following: MessageFollowing { MessageFollowing(database, time: clock.time) }

    func makeSender() -> MessageSender {
        MessageSender(
            database,
            time: clock.time,
            calls: calls,
            publicAddress: Self.base,
            messageFolder: MessageFolder(folder.path),
            logger: Self.silent
        )
    }

    /// Sends until nothing is due.
    @discardableResult
    func sendAll() async throws -> Int {
        let sender = makeSender()
        var count = 0
        while case let step = try await sender.step(), step > 0 { count += step }
        await sender.close()
        return count
    }

    /// Creates contacts `person1@example.com` and so on, the first with the number 1; opted in, with a phone number.
    func create(
        _ count: Int,
        change: @escaping @Sendable (Int, inout NewContact) throws -> Void = { _, _ in }
    ) async throws {
        let now = clock.now
        try await database.write { connection in
            var random = SeededGenerator(seed: 5)
            let contacts = try (1...count).map { index in
                var contact = NewContact(
                    id: ContactID(at: now, using: &random),
                    email: try EmailAddress("person\(index)@example.com"),
                    fields: [.name: "Person \(index)", .phone: "+48 600 000 \(index)"],
                    emailStatus: .optedIn,
                    mobileStatus: .optedIn,
                    createdAt: now
                )
                try change(index, &contact)
                return contact
            }
            _ = try Door(connection, now: now).commit(
                ChangeSet(created: contacts),
                cause: Cause(.sample, actor: "test")
            )
        }
    }

    func commit(_ changes: Change..., cause: Cause = Cause(.card, actor: "test")) async throws {
        let now = clock.now
        try await database.write { connection in
            _ = try Door(connection, now: now).commit(ChangeSet(changes: changes), cause: cause)
        }
    }

    func template(
        _ channel: MessageChannel = .email,
        _ variant: TemplateContent.Variant = .init(subject: "Hello {{first-name}}", text: "Good day, {{name}}."),
        named name: String = "News",
        isFollowed: Bool = true
    ) async throws -> TemplateID {
        let content = TemplateContent(language: "en", variants: ["en": variant], isFollowed: isFollowed)
        return try await templates.create(name, channel, content).id
    }

    @discardableResult
    func emailAccount(_ server: SMTPAccount, connections: Int = 2, perMinute: Int64? = nil) async throws -> AccountID {
        let settings = EmailSettings(
            server: server,
            fromAddress: "shop@news.example",
            fromName: "Shop",
            bounceAddress: "bounces@news.example",
            connections: connections
        )
        return try await accounts.create("Mail", .email(settings), perMinute: perMinute).id
    }

    func order(
        _ template: TemplateID,
        _ channel: MessageChannel = .email,
        _ purpose: MessagePurpose = .marketing,
        for contacts: [UInt32],
        confirmation: String? = nil
    ) async throws {
        let now = clock.now
        try await database.write { connection in
            let order = MessageOrder(
                template,
                channel,
                purpose,
                confirmation: confirmation,
                cause: Cause(.workflow, id: 3, text: "Welcome", actor: "workflow 3")
            )
            try Outbox(connection).add(order, for: Bitmap(contacts), at: now)
        }
    }

    /// Every message, in the order in which they were put in.
    func messages() async throws -> [MessageEntry] {
        try await database.read { connection in
            try MessageReader(connection).messages(in: MessageState.allCases, limit: 10_000, reach: .everybody)
        }.reversed()
    }

    func contact(_ number: UInt32) async throws -> Contact? {
        try await database.read { try ContactReader($0).contact(number) }
    }
}
