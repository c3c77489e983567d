import Mail
import TestSupport
import Testing

@testable import Messaging

struct AccountStoreTests {
    private static let server = SMTPAccount(host: "smtp.example.com", port: 587, security: .startTLS)

    private func settings(_ change: (inout EmailSettings) -> Void = { _ in }) -> AccountSettings {
        var settings = EmailSettings(server: Self.server, fromAddress: "shop@example.com")
        change(&settings)
        return .email(settings)
    }

    @Test(arguments: StoreKind.available)
    func `accounts are kept, and one of each channel is the default one`(kind: StoreKind) async throws {
        try await MessagingWorld.with(kind) { world in
            let first = try await world.accounts.create(" Mail ", settings())
            let second = try await world.accounts.create("Other", settings { $0.connections = 5 }, perMinute: 100)
            let text = try await world.accounts.create("Texts", .file(FileTextSettings(path: "x")))
            #expect([first, second, text].map(\.isDefault) == [true, false, true])
            #expect(first.name == "Mail" && second.settings == settings { $0.connections = 5 })
            await #expect(throws: AccountError.nameTaken("Mail")) {
                try await world.accounts.create("MAIL", settings())
            }
            try await world.accounts.makeDefault(second.id)
            #expect(try await world.accounts.all().map(\.isDefault) == [false, true, true])
            try await world.accounts.delete(second.id)
            #expect(try await world.accounts.all().map(\.isDefault) == [true, true])
            let template = try await world.template()
            let content = TemplateContent(language: "en", variants: ["en": .init(subject: "A", text: "B")])
            try await world.templates.change(template, name: "News", content, account: first.id) { _, _, _ in }
            await #expect(throws: AccountError.inUse("Mail", templates: 1)) {
                try await world.accounts.delete(first.id)
            }
        }
    }

    @Test func `what cannot work is refused`() async throws {
        try await MessagingWorld.with(.sqlite) { world in
            let cases: [(AccountSettings, AccountError)] = [
                (settings { $0.server.host = " " }, .emptyHost), (settings { $0.server.port = 0 }, .port),
                (settings { $0.fromAddress = "nobody" }, .address("nobody")),
                (settings { $0.bounceAddress = "x" }, .address("x")),
                (
                    settings { $0.bounceAddress = String(repeating: "b", count: 30) + "@example.com" },
                    .longBounceAddress(limit: 29)
                ),
                (settings { $0.connections = 0 }, .connections(1...20)),
                (settings { $0.server.timeout = 0 }, .timeout(1...600)),
                (
                    settings {
                        $0.server.security = .none
                        $0.server.password = "secret"
                    }, .openPassword
                ),
                (.http(HTTPTextSettings(url: "gateway", sender: "Shop")), .url("gateway")),
                (.http(HTTPTextSettings(url: "https://gateway.example", sender: " ")), .emptySender),
                (.file(FileTextSettings(path: "")), .emptyPath),
            ]
            for (settings, error) in cases {
                await #expect(throws: error) { try await world.accounts.create("A", settings) }
            }
            await #expect(throws: AccountError.perMinute(1...1_000_000)) {
                try await world.accounts.create("A", settings(), perMinute: 0)
            }
            let kept = try await world.accounts.all()
            #expect(kept.isEmpty)
        }
    }
}
