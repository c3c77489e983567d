import Access
import Contacts
import Foundation
import Hummingbird
import HummingbirdTesting
import Messaging
import Storage
import TestSupport
import Testing

@testable import WebUI

/// What becomes of “Forgotten password?”.
struct ForgottenPasswordTests {
    private static let emails = ["marketer@team.example", "MARKETER@team.example", "nobody@team.example", "no address"]

    private func world(hasAddress: Bool = true) async throws -> World {
        let world = try await World()
        _ = try await world.user(.marketer)
        let base = try #require(URL(string: "https://crm.example"))
        if hasAddress { try await world.database.write { try Workspace.setPublicAddress(base, in: $0) } }
        return world
    }

    private func addAccount(_ channel: MessageChannel, to world: World) async throws {
        let form =
            channel == .email
            ? "kind=email&name=Mail&host=smtp.example.com&port=587&security=starttls&from=shop%40example.com&connections=1"
            : "kind=file&name=File&path=texts"
        try await world.visit { client async throws in
            #expect(try await client.post("/messages/accounts", form).status == .seeOther)
        }
    }

    /// What the page answers to each address, without what differs by chance.
    private func answers(_ world: World) async throws -> Set<String> {
        let answers = Answers()
        try await world.visitSignedOut { client in
            for email in Self.emails {
                let answer = try await client.post("/forgotten", "email=\(FormFields.encoded(email))")
                // A cookie has its attributes in any order.
                let cookies = answer.cookies.flatMap { [$0.key] + $0.value.split(separator: "; ").map(String.init) }
                    .sorted()
                await answers.add("\(answer.status) \(answer.location ?? "") \(cookies)")
            }
        }
        return await answers.all
    }

    @Test func `the link is made when the message is sent, and stands in no row`() async throws {
        let world = try await world()
        try await addAccount(.email, to: world)
        _ = try await answers(world)
        let texts = try await messages(world)
        #expect(texts.map(\.recipient) == ["marketer@team.example"])
        #expect(texts.allSatisfy { !$0.text.contains("welcome") && !$0.text.contains("crm.example") })
        let links = try await world.database.read {
            try $0.firstRow("SELECT COUNT(*) FROM one_time_link") { $0.integer(0) }
        }
        #expect(links == 0, "nothing works before it is sent")
    }

    @Test func `of many requests at once one sends a message, and a network that asks too often waits`() async throws {
        let world = try await world()
        try await addAccount(.email, to: world)
        let before = try await messages(world).count
        try await world.visitSignedOut { client in
            let statuses = try await withThrowingTaskGroup(of: HTTPResponse.Status.self) { group in
                for _ in 0..<10 {
                    group.addTask { try await client.post("/forgotten", "email=marketer%40team.example").status }
                }
                return try await group.reduce(into: [HTTPResponse.Status]()) { $0.append($1) }
            }
            #expect(statuses.allSatisfy { $0 == .seeOther })
            let answer = try await client.post("/forgotten", "email=somebody%40team.example")
            #expect(answer.status == .tooManyRequests && answer.headers[.retryAfter] == "3600")
            #expect(answer.text.contains("Wait 60 minutes"))
        }
        #expect(try await messages(world).count == before + 1)
        #expect(world.security.events.contains(.passwordLinkRefused))
        #expect(world.security.events.count { $0 == .passwordLinkRequested(user: "marketer@team.example") } == 10)
        #expect(world.rendered.missingNames.isEmpty)
    }

    private func messages(_ world: World) async throws -> [(recipient: String, text: String)] {
        try await world.database.read {
            try $0.rows("SELECT recipient, parameters FROM message") { ($0.text(0), $0.text(1)) }
        }
    }

    @Test func `a forgotten password is mended by a link, and strangers learn nothing`() async throws {
        let world = try await world()
        try await addAccount(.email, to: world)
        try await world.visitSignedOut { client async throws in
            #expect(try await client.text("/forgotten").contains("Send the link"))
        }
        let answers = try await answers(world)
        #expect(answers.count == 1, "\(answers)")
        let texts = try await messages(world)
        #expect(texts.map(\.recipient) == ["marketer@team.example"])
        #expect(texts.first?.text.contains("passwordLink") == true)
    }

    @Test(arguments: [true, false])
    func `where no e-mail can leave, the page says whom to ask, and no message waits`(hasAddress: Bool) async throws {
        let world = try await world(hasAddress: hasAddress)
        // Text messages do not carry the link, and without an address of our own it leads nowhere.
        try await addAccount(hasAddress ? .text : .email, to: world)
        try await world.visitSignedOut { client in
            let page = try await client.text("/forgotten")
            #expect(page.contains("Ask an administrator for a link") && !page.contains("Send the link"))
            let answer = try await client.post("/forgotten", "email=marketer%40team.example")
            #expect(answer.status == .unprocessableContent && answer.text.contains("Ask an administrator for a link"))
        }
        #expect(try await answers(world).count == 1)
        #expect(try await messages(world).isEmpty)
        #expect(world.rendered.missingNames.isEmpty)
    }
}

private actor Answers {
    private(set) var all: Set<String> = []

    func add(_ answer: String) { all.insert(answer) }
}
