import Bitmaps
import Contacts
import Foundation
import Mail
import Storage
import TestSupport
import Testing

@testable import Messaging

struct EmailSendingTests {
    @Test(arguments: StoreKind.available)
    func `an e-mail says what its template says, to whom it should`(kind: StoreKind) async throws {
        try await MessagingWorld.with(kind) { world in
            let size = try DetailName("Größe")
            try await world.create(2) { index, contact in
                contact.fields[.name] = index == 1 ? "Łucja Śliwińska\u{2028}Bcc: x@example.com" : nil
                contact.details = index == 1 ? [size: "<42>", try DetailName("language"): "pl-PL"] : [:]
            }
            let coupon = try CouponName("SPRING26")
            try await world.commit(
                Change(
                    .coupon(coupon),
                    [1],
                    from: .same(.none),
                    to: .same(.newCoupon(CouponDraft(length: 8, expiresAt: world.clock.now + 1)))
                )
            )
            let code = try await world.database.read { try ContactReader($0).coupons(of: 1).first?.code }
            let content = TemplateContent(
                language: "en",
                variants: [
                    "en": .init(subject: "Hello {{first-name|friend}}", text: "Size: {{detail.Größe|unknown}}"),
                    "pl": .init(
                        subject: "Cześć {{name}}",
                        html:
                            "<p>{{detail.Größe}} <b>{{coupon.SPRING26}}</b> <a href='https://shop.example/?a=1&amp;b=2'>sklep</a></p>",
                        text: nil
                    ),
                ]
            )
            let template = try await world.templates.create("News", .email, content).id
            try await SMTPServer.run { server in
                try await world.emailAccount(server.account)
                try await world.order(template, for: [1, 2])
                try await world.sendAll()
                let received = try server.received().sorted { $0.recipient < $1.recipient }
                try #require(received.count == 2)
                let (polish, english) = (received[0], received[1])
                #expect(polish.header("Subject") == "Cześć Łucja Śliwińska Bcc: x@example.com")
                #expect(polish.header("From") == "Shop <shop@news.example>")
                #expect(polish.header("Bcc") == nil && polish.defects.isEmpty)
                let html = try #require(polish.html)
                #expect(html.contains("&lt;42&gt; <b>\(code ?? "none")</b>"))
                #expect(html.contains("https://news.example/m/c/") && html.contains("https://news.example/m/o/"))
                #expect(polish.text?.contains("sklep (https://shop.example/?a=1&b=2)") == true)
                #expect(english.header("Subject") == "Hello friend" && english.html == nil)
                #expect(english.text?.hasPrefix("Size: unknown") == true)
                for mail in received {
                    // RFC 8058: both headers, and the same address in the text.
                    let header = try #require(mail.header("List-Unsubscribe"))
                    #expect(mail.header("List-Unsubscribe-Post") == "List-Unsubscribe=One-Click")
                    #expect(mail.text?.contains(header.dropFirst().dropLast()) == true)
                    #expect(mail.sender.hasPrefix("bounces+") && mail.sender.hasSuffix("@news.example"))
                }
                let messages = try await world.messages()
                #expect(messages.map(\.state) == [.sent, .sent] && messages.map(\.problem) == [nil, nil])
                let signer = try await TokenSigner.load(from: world.database)
                let token = try #require(polish.header("X-Kartoteka-Message"))
                #expect(signer.number(of: token, .bounce)?.number == messages[0].id)
                #expect(polish.sender == "bounces+\(token)@news.example")
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `connections are used again`(kind: StoreKind) async throws {
        try await MessagingWorld.with(kind) { world in
            try await world.create(120)
            try await SMTPServer.run { server in
                try await world.emailAccount(server.account, connections: 2)
                try await world.order(try await world.template(), for: (1...120).map { $0 })
                #expect(try await world.sendAll() == 120)
                #expect(Set(try server.received().map(\.recipient)).count == 120)
                #expect(try server.connections() <= 2)
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `each answer of the server has its consequence`(kind: StoreKind) async throws {
        try await MessagingWorld.with(kind) { world in
            let people = [
                "unknown", "disabled", "late-unknown", "full", "spam", "blocked", "later", "greylisted", "fine",
            ]
            try await world.create(people.count) { index, contact in
                contact.email = try EmailAddress("\(people[index - 1])+\(index)@example.com")
            }
            try await SMTPServer.run { server in
                try await world.emailAccount(server.account, connections: 1)
                try await world.order(try await world.template(), for: (1...UInt32(people.count)).map { $0 })
                try await world.sendAll()
                let messages = try await world.messages()
                #expect(
                    messages.map(\.state)
                        == [.failed, .failed, .failed, .failed, .failed, .failed, .waiting, .waiting, .sent]
                )
                #expect(messages.dropLast().allSatisfy { $0.problem != nil })
                let contacts = try await world.database.read { try ContactReader($0).contacts((1...9).map { $0 }) }
                #expect(contacts.map(\.isInvalid) == [true, true, true, false, false, false, false, false, false])
                let record = try await world.database.read {
                    try ConsentRecord($0).entries(of: 1, visibleTo: .operator)
                }
                #expect(record.first?.subject == .address && record.first?.verdict == .withdrawn)
                #expect(record.first?.cause.kind == .bounce && record.first?.evidence?.text?.contains("5.1.1") == true)
                // Consent itself is as it was: the address is wrong, not the person unwilling.
                #expect(contacts.allSatisfy { $0.emailStatus == .optedIn })
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `what may succeed later is tried ever more rarely, and given up in the end`(kind: StoreKind) async throws {
        try await MessagingWorld.with(kind) { world in
            try await world.create(1) { _, contact in contact.email = try EmailAddress("later@example.com") }
            try await SMTPServer.run { server in
                try await world.emailAccount(server.account)
                try await world.order(try await world.template(), for: [1])
                for pause in MessageQueue.pauses {
                    try await world.sendAll()
                    let message = try #require(try await world.messages().first)
                    #expect(message.state == .waiting && message.dueAt == world.clock.now + pause)
                    world.clock.advance(by: .milliseconds(pause - 1))
                    #expect(try await world.sendAll() == 0)
                    world.clock.advance(by: .milliseconds(1))
                }
                try await world.sendAll()
                let message = try #require(try await world.messages().first)
                #expect(message.state == .failed && message.attempts == Int64(MessageQueue.pauses.count) + 1)
                #expect(message.problem?.hasPrefix("given up: 451") == true)
                // A person decides to try once more.
                #expect(try await world.outbox.sendAgain([message.id]) == 1)
                #expect(try await world.messages().map(\.state) == [.waiting])
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `an account that cannot be reached rests, and no message is blamed for it`(kind: StoreKind) async throws {
        try await MessagingWorld.with(kind) { world in
            try await world.create(3)
            let template = try await world.template()
            // Nobody listens on the port that was just left.
            let port = try await SMTPServer.run { $0.port }
            let account = try await world.emailAccount(
                SMTPAccount(host: "127.0.0.1", port: port, security: .none, timeout: 5),
                connections: 1
            )
            try await world.order(template, for: [1, 2, 3])
            try await world.sendAll()
            let messages = try await world.messages()
            #expect(messages.map(\.state) == [.waiting, .waiting, .waiting] && messages.map(\.attempts) == [0, 0, 0])
            let problem = try await world.accounts.all().first?.problem
            #expect(problem?.isEmpty == false)
            #expect(try await world.sendAll() == 0)
            try await SMTPServer.run { server in
                guard case .email(var settings)? = try await world.accounts.all().first?.settings else { return }
                settings.server = server.account
                try await world.accounts.change(account, name: "Mail", .email(settings), perMinute: nil)
                world.clock.advance(by: .seconds(31))
                try await world.sendAll()
                #expect(try server.received().count == 3)
            }
            #expect(try await world.accounts.all().first?.problem == nil)
        }
    }

    @Test(arguments: StoreKind.available)
    func `nobody sends faster than the account may`(kind: StoreKind) async throws {
        try await MessagingWorld.with(kind) { world in
            try await world.create(40)
            try await SMTPServer.run { server in
                try await world.emailAccount(server.account, connections: 4, perMinute: 120)
                try await world.order(try await world.template(), for: (1...40).map { $0 })
                // Two a second, and no more than a second's worth at once.
                for second in 0..<10 {
                    try await world.sendAll()
                    let count = try server.received().count
                    #expect((second * 2...second * 2 + 3).contains(count), "after \(second) seconds: \(count)")
                    world.clock.advance(by: .seconds(1))
                }
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `several senders on one database send each message once`(kind: StoreKind) async throws {
        try await MessagingWorld.with(kind) { world in
            try await world.create(200)
            try await SMTPServer.run { server in
                try await world.emailAccount(server.account, connections: 2)
                try await world.order(try await world.template(), for: (1...200).map { $0 })
                let senders = (0..<3).map { _ in world.makeSender() }
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for sender in senders {
                        group.addTask { while try await sender.step() > 0 {} }
                    }
                    try await group.waitForAll()
                }
                for sender in senders { await sender.close() }
                // Whoever found nothing left may have stopped while another one was still at it.
                try await world.sendAll()
                let recipients = try server.received().map(\.recipient)
                #expect(recipients.count == 200 && Set(recipients).count == 200)
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `a message of which nobody knows is not sent again by itself`(kind: StoreKind) async throws {
        try await MessagingWorld.with(kind) { world in
            try await world.create(2)
            try await SMTPServer.run { server in
                let account = try await world.emailAccount(server.account)
                try await world.order(try await world.template(), for: [1, 2])
                // A program begins the first message and dies.
                let queue = MessageQueue(database: world.database, time: world.clock.time)
                let found = try await world.database.read { try AccountReader($0).account(account) }
                let begun = try #require(found)
                let ids = try await queue.claim(for: begun)
                #expect(ids.count == 2)
                #expect(try await queue.begin(ids[0], by: begun) != nil)
                #expect(try await world.sendAll() == 0)
                world.clock.advance(by: .milliseconds(MessageQueue.claimLength))
                try await world.sendAll()
                #expect(try await world.messages().map(\.state) == [.unclear, .sent])
                #expect(try server.received().map(\.recipient) == ["person2@example.com"])
                #expect(try await world.outbox.sendAgain(ids) == 1)
                try await world.sendAll()
                #expect(try server.received().count == 2)
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `what was cancelled or lost its template stays`(kind: StoreKind) async throws {
        try await MessagingWorld.with(kind) { world in
            try await world.create(2)
            try await SMTPServer.run { server in
                try await world.emailAccount(server.account)
                let first = try await world.template()
                let second = try await world.template(named: "Other")
                try await world.order(first, for: [1])
                try await world.order(second, for: [2])
                let ids = try await world.messages().map(\.id)
                #expect(try await world.outbox.cancel([ids[0]]) == 1)
                try await world.templates.delete(second) { _, _ in nil }
                try await world.sendAll()
                #expect(try server.received().isEmpty)
                let messages = try await world.messages()
                #expect(messages.map(\.state) == [.cancelled, .failed])
                #expect(messages[1].problem == "its template was deleted")
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `opening and clicking are noted as what the contact did`(kind: StoreKind) async throws {
        try await MessagingWorld.with(kind) { world in
            try await world.create(1)
            try await SMTPServer.run { server in
                try await world.emailAccount(server.account)
                try await world.order(try await world.template(), for: [1])
                try await world.sendAll()
            }
            let id = try #require(try await world.messages().first?.id)
            world.clock.advance(by: .seconds(5))
            for _ in 1...2 { #expect(try await world.following.open(id)) }
            world.clock.advance(by: .seconds(5))
            #expect(try await world.following.click(id, on: "https://shop.example/a"))
            #expect(try await world.following.open(999) == false)
            let message = try #require(try await world.messages().first)
            #expect(message.openedAt == TestClock.start + 5000 && message.clickedAt == TestClock.start + 10_000)
            let activities = try await world.database.read { try ContactReader($0).activities(of: 1, limit: 9) }
            #expect(activities.map(\.kind) == [.linkClicked, .emailOpened])
            #expect(activities.map(\.subject) == ["https://shop.example/a", "News"])
        }
    }

    @Test(arguments: StoreKind.available)
    func `a user gets a template to look at, and messages of the program`(kind: StoreKind) async throws {
        try await MessagingWorld.with(kind) { world in
            try await world.create(1) { _, contact in contact.emailStatus = .optedOut }
            let template = try await world.template()
            let address = try EmailAddress("anna@shop.example")
            let now = world.clock.now
            try await world.database.write { connection in
                let outbox = Outbox(connection)
                try outbox.addTest(of: template, to: address, language: nil, as: 1, actor: "anna@shop.example", at: now)
                try outbox.add(to: address, subject: "Password", text: "Link: x", actor: "program", at: now)
            }
            try await SMTPServer.run { server in
                try await world.emailAccount(server.account, connections: 1)
                try await world.sendAll()
                let received = try server.received()
                #expect(received.map(\.recipient) == ["anna@shop.example", "anna@shop.example"])
                #expect(received.map { $0.header("Subject") } == ["Hello Person", "Password"])
                #expect(received.allSatisfy { $0.header("List-Unsubscribe") == nil })
            }
            // What a message said of its own is forgotten.
            let kept = try await world.database.read {
                try $0.rows("SELECT parameters FROM message") { $0.optionalText(0) }
            }
            #expect(kept == [nil, nil])
        }
    }
}
