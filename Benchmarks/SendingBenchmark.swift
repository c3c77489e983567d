import Bitmaps
import Contacts
import Foundation
import Logging
import Mail
import Messaging
import Outgoing
import Storage

/// Sends an e-mail to many contacts through a mail server on this machine.
struct SendingBenchmark {
    let folder: URL
    private let messages: UInt32

    init(folder: URL, contacts: Int) {
        self.folder = folder
        messages = UInt32(min(5_000, max(4, contacts)))
    }

    private static let connections = 4
    /// Beside its conversation with the server each message costs a small transaction of its own, for the sake of crashes.
    private static let limit = 5.0
    private static let silent = Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }

    func run() async throws -> BenchmarkResult {
        let base = try await ScratchDatabase(folder, "sending")
        let sink = try await MailSink()
        let server = SMTPAccount(host: "127.0.0.1", port: sink.port, security: .none)
        try await prepare(base.database, server)
        let calls = OutgoingCalls(try OutgoingPolicy(allowing: "127.0.0.1"), logger: Self.silent)
        let sender = MessageSender(
            base.database,
            time: .system,
            calls: calls,
            publicAddress: URL(string: "https://news.example"),
            logger: Self.silent
        )
        let measured = try await Measurement.of { while try await sender.step() > 0 {} }
        await sender.close()
        let sent = try await base.database.read { connection in
            try MessageReader(connection).counts(reach: .everybody)[.sent] ?? 0
        }
        let floor = try await floorSeconds(server, calls)
        try await sink.close()
        await base.close()
        return BenchmarkResult(
            name: "e-mails, \(Int(Double(messages) / measured.seconds)) each second",
            seconds: measured.seconds,
            floorSeconds: floor,
            floor: "libcurl alone with one message that is ready, over as many connections",
            goal: "at most \(Self.limit) times the floor, and all are sent",
            isGoalMet: measured.seconds <= floor * Self.limit && sent == Int(messages),
            peakBytes: measured.peakBytes
        )
    }

    private func prepare(_ database: any Database, _ server: SMTPAccount) async throws {
        let settings = EmailSettings(server: server, fromAddress: "shop@news.example", connections: Self.connections)
        try await AccountStore(database, time: .system).create("Mail", .email(settings))
        let variant = TemplateContent.Variant(
            subject: "News for {{first-name|you}}",
            html: "<p>Dear {{name}},</p><p><a href=\"https://shop.example/sale\">Have a look.</a></p>",
            text: "Dear {{name}},\n\nhave a look: https://shop.example/sale"
        )
        let template = try await TemplateStore(database, time: .system).create(
            "News",
            .email,
            TemplateContent(language: "en", variants: ["en": variant])
        )
        let now = TimeSource.system.now
        try await database.write { [messages] connection in
            var random = SystemRandomNumberGenerator()
            let contacts = try (1...messages).map { index in
                NewContact(
                    id: ContactID(at: now, using: &random),
                    email: try EmailAddress("person\(index)@example.com"),
                    fields: [.name: "Person \(index)"],
                    emailStatus: .optedIn,
                    createdAt: now
                )
            }
            let numbers =
                try Door(connection, now: now).commit(
                    ChangeSet(created: contacts),
                    cause: Cause(.sample, actor: "bench")
                )?.created ?? []
            let order = MessageOrder(template.id, .email, cause: Cause(.workflow, id: 1, actor: "bench"))
            try Outbox(connection).add(order, for: Bitmap(numbers), at: now)
        }
    }

    private func floorSeconds(_ server: SMTPAccount, _ calls: OutgoingCalls) async throws -> Double {
        let mail = MailMessage(
            from: MailAddress("shop@news.example"),
            to: MailAddress("person@example.com", name: "Person"),
            subject: "News for Person",
            text: "Dear Person,\n\nhave a look: https://shop.example/sale",
            html: "<p>Dear Person,</p><p><a href=\"https://shop.example/sale\">Have a look.</a></p>",
            messageID: "1@news.example",
            date: Date()
        )
        let data = try mail.encoded()
        let share = Int(messages) / Self.connections
        return await Measurement.of {
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<Self.connections {
                    group.addTask {
                        let connection = SMTPConnection(server, through: calls)
                        for _ in 0..<share {
                            _ = await connection.send(data, from: "shop@news.example", to: "person@example.com")
                        }
                        await connection.close()
                    }
                }
            }
        }.seconds
    }
}
