import Bitmaps
import Contacts
import Crypto
import CryptoExtras
import Foundation
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Messaging

/// Notifications of providers, from the request to the contact, over both databases.
struct ProviderHookTests {
    /// A world with a message that was sent to its only contact.
    private struct Scene {
        let world: MessagingWorld
        let fetched = Fetched()
        let amazon: _RSA.Signing.PrivateKey
        let sendGrid = P256.Signing.PrivateKey()

        var sendGridKey: String { sendGrid.publicKey.derRepresentation.base64EncodedString() }

        func sample() async throws -> SampleNotification {
            let report = try await world.sent(to: 1)
            return SampleNotification(mark: report.mark, recipient: report.recipient, now: world.clock.now)
        }

        func hook() -> ProviderHook {
            let certificate = SampleNotification.certificate(of: amazon.publicKey)
            return ProviderHook(world.database, time: world.clock.time) { [fetched] address in
                fetched.note(address)
                return address.hasSuffix(".pem") ? certificate : "<ok/>"
            }
        }

        func take(
            _ post: SampleNotification.Post,
            _ provider: BounceProvider,
            key: String?,
            at hook: ProviderHook? = nil
        ) async throws -> ProviderHook.Answer {
            let hook = hook ?? self.hook()
            return try await hook.take(post.body, from: provider, key: key) { post.header($0) }
        }

        func id() async throws -> ContactID { try #require(try await world.contact(1)?.id) }

        func isUntouched() async throws -> Bool {
            let contact = try #require(try await world.contact(1))
            let soft = try await world.softBounces(1)
            return !contact.isInvalid && contact.emailStatus == .optedIn && soft == 0
        }
    }

    private final class Fetched: Sendable {
        private let state = Mutex<[String]>([])
        var addresses: [String] { state.withLock { $0 } }
        func note(_ address: String) { state.withLock { $0.append(address) } }
    }

    private static func with(_ kind: StoreKind, _ body: (Scene) async throws -> Void) async throws {
        try await MessagingWorld.with(kind) { world in
            try await world.create(1)
            try await body(Scene(world: world, amazon: try _RSA.Signing.PrivateKey(keySize: .bits2048)))
        }
    }

    @Test(arguments: StoreKind.available)
    func `a signed notification of Mailgun marks, counts and opts out, once`(kind: StoreKind) async throws {
        try await Self.with(kind) { scene in
            let key = SampleNotification.mailgunKey
            let id = try await scene.id()
            let full: [String: Any] = [
                "event": "failed", "severity": "permanent", "reason": "bounce",
                "delivery-status": ["code": 552, "message": "5.2.2 The mailbox is full"],
            ]
            #expect(try await scene.take(scene.sample().mailgun(full), .mailgun, key: key) == .taken([.counted(id)]))
            let bounce = try await scene.sample().mailgun()
            #expect(try await scene.take(bounce, .mailgun, key: key) == .taken([.markedInvalid(id)]))
            #expect(try await scene.take(bounce, .mailgun, key: key) == .taken([.noted("the report is known already")]))
            let entry = try #require(try await scene.world.consents(1).first)
            #expect(entry.cause.text == "web address for Mailgun")
            #expect(entry.evidence?.text?.contains("The mailbox does not exist") == true)
            let complaint = try await scene.sample().mailgun(["event": "complained"])
            #expect(try await scene.take(complaint, .mailgun, key: key) == .taken([.optedOut(id)]))
        }
    }

    @Test(arguments: StoreKind.available)
    func `a notification without the right signature changes nothing`(kind: StoreKind) async throws {
        try await Self.with(kind) { scene in
            let sample = try await scene.sample()
            let now = sample.now / 1_000
            let key = SampleNotification.mailgunKey
            var unsigned = sample.mailgun()
            unsigned.body = Data(#"{"event-data": {"event": "complained"}}"#.utf8)
            for (post, key) in [
                (sample.mailgun(key: "another key"), key), (unsigned, key), (sample.mailgun(), nil),
                (sample.mailgun(seconds: now - 90_000), key), (sample.mailgun(seconds: now + 3_600), key),
                (sample.mailgun(seconds: .min), key), (sample.mailgun(seconds: .max), key),
            ] {
                guard case .refused = try await scene.take(post, .mailgun, key: key) else {
                    Issue.record("taken")
                    continue
                }
            }
            let good = try sample.sendGrid([SampleNotification.sendGridBounce], key: scene.sendGrid)
            var changed = good
            changed.body.append(0x20)
            let bare = SampleNotification.Post(body: good.body)
            let old = try sample.sendGrid(
                [SampleNotification.sendGridBounce],
                key: scene.sendGrid,
                seconds: now - 90_000
            )
            let foreign = try sample.sendGrid([SampleNotification.sendGridBounce], key: P256.Signing.PrivateKey())
            for post in [changed, bare, old, foreign] {
                guard case .refused = try await scene.take(post, .sendgrid, key: scene.sendGridKey) else {
                    Issue.record("taken")
                    continue
                }
            }
            for login in [nil, "reports:wrong", "reports"] {
                let postmark = sample.postmark(["RecordType": "SpamComplaint"], login: login)
                #expect(try await scene.take(postmark, .postmark, key: SampleNotification.login) == .signInNeeded)
                let brevo = sample.brevo(["event": "spam"], login: login)
                #expect(try await scene.take(brevo, .brevo, key: SampleNotification.login) == .signInNeeded)
            }
            #expect(try await scene.isUntouched())
        }
    }

    @Test(arguments: StoreKind.available)
    func `the signature of Mailgun is good for one body`(kind: StoreKind) async throws {
        try await Self.with(kind) { scene in
            let key = SampleNotification.mailgunKey
            let hook = scene.hook()
            let sample = try await scene.sample()
            let opened = sample.mailgun(["event": "opened"])
            let nothing = ProviderHook.Answer.taken([.noted("an event “opened” changes nothing")])
            #expect(try await scene.take(opened, .mailgun, key: key, at: hook) == nothing)
            #expect(try await scene.take(opened, .mailgun, key: key, at: hook) == nothing)
            let forged = sample.mailgun(["event": "complained"])
            #expect(
                try await scene.take(forged, .mailgun, key: key, at: hook)
                    == .refused("its token came with another body")
            )
            #expect(try await scene.isUntouched())
            let tokens = SignedTokens(most: 2)
            let admitted = (0..<10).map { tokens.admit("\($0)", with: Data()) }
            #expect(admitted.allSatisfy { $0 })
            #expect(!tokens.admit("9", with: Data([1])))
            #expect(tokens.admit("0", with: Data([1])))
        }
    }

    @Test(arguments: StoreKind.available)
    func `a report of Amazon SES is read recipient by recipient`(kind: StoreKind) async throws {
        try await Self.with(kind) { scene in
            let sample = try await scene.sample()
            let bounced = ["elsewhere@customer.example", sample.recipient].map {
                ["emailAddress": $0, "status": "5.1.1", "diagnosticCode": "smtp; 550 5.1.1 user unknown"]
            }
            let members: [String: Any] = [
                "bounceType": "Permanent", "bounceSubType": "General", "bouncedRecipients": bounced,
            ]
            let post = try sample.sns(sample.ses("Bounce", members), key: scene.amazon)
            let id = try await scene.id()
            let answer = try await scene.take(post, .ses, key: SampleNotification.topic)
            #expect(answer == .taken([.markedInvalid(id)]))
            #expect(try await scene.world.softBounces(1) == 0)
        }
    }

    @Test(arguments: StoreKind.available)
    func `the events of SendGrid are taken one by one`(kind: StoreKind) async throws {
        try await Self.with(kind) { scene in
            let id = try await scene.id()
            let (first, second) = (try await scene.sample(), try await scene.sample())
            let blocked: [String: Any] = [
                "event": "bounce", "type": "blocked", "status": "5.1.1", "reason": "550 5.1.1 unknown user",
                "smtp-id": "<\(second.mark)@shop.example>",
            ]
            let foreign = SampleNotification.sendGridBounce.merging(["smtp-id": "<x@elsewhere.example>"]) { $1 }
            let post = try first.sendGrid(
                [["event": "delivered"], blocked, foreign, SampleNotification.sendGridBounce, ["event": "spamreport"]],
                key: scene.sendGrid
            )
            let answer = try await scene.take(post, .sendgrid, key: scene.sendGridKey)
            #expect(
                answer
                    == .taken([
                        .noted("an event “delivered” changes nothing"), .counted(id),
                        .notOurs("nothing in it was signed here, so that it may be about anybody's message"),
                        .markedInvalid(id), .optedOut(id),
                    ])
            )
        }
    }

    @Test(arguments: StoreKind.available)
    func `Postmark and Brevo are known by the token that they give back`(kind: StoreKind) async throws {
        try await Self.with(kind) { scene in
            let id = try await scene.id()
            let hard: [String: Any] = [
                "RecordType": "Bounce", "Type": "HardBounce", "Details": "smtp;550 5.1.1 The account does not exist",
            ]
            let login = SampleNotification.login
            let bounce = try await scene.sample().postmark(hard)
            #expect(try await scene.take(bounce, .postmark, key: login) == .taken([.markedInvalid(id)]))
            // The secret of the address is proof enough where the operator sets no password.
            let spam = try await scene.sample().brevo(["event": "spam"], login: nil)
            #expect(try await scene.take(spam, .brevo, key: nil) == .taken([.optedOut(id)]))
            let soft = try await scene.sample().brevo(["event": "soft_bounce", "reason": "550 5.1.1 unknown user"])
            #expect(try await scene.take(soft, .brevo, key: login) == .taken([.counted(id)]))
            // Postmark may include the whole report.
            let report = try await scene.world.sent(to: 1)
            let content = String(decoding: report.standard(report.failed("5.2.2", "full")), as: UTF8.self)
            let sample = SampleNotification(mark: "none", recipient: report.recipient, now: scene.world.clock.now)
            let included = sample.postmark(
                ["RecordType": "Bounce", "Type": "SoftBounce", "Details": "full", "Content": content]
            )
            #expect(try await scene.take(included, .postmark, key: login) == .taken([.counted(id)]))
        }
    }

    @Test(arguments: StoreKind.available)
    func `Amazon SES is believed with a signature of the topic`(kind: StoreKind) async throws {
        try await Self.with(kind) { scene in
            let id = try await scene.id()
            let topic = SampleNotification.topic
            for version in ["1", "2"] {
                let sample = try await scene.sample()
                let message = sample.sesBounce("Transient", "MailboxFull", "5.2.2", "smtp; 552 5.2.2 mailbox full")
                let post = try sample.sns(message, key: scene.amazon, version: version)
                #expect(try await scene.take(post, .ses, key: topic) == .taken([.counted(id)]))
            }
            let sample = try await scene.sample()
            let hard = sample.sesBounce("Permanent", "General", "5.1.1", "smtp; 550 5.1.1 user unknown")
            let forged = try sample.sns(hard, key: _RSA.Signing.PrivateKey(keySize: .bits2048))
            let changed = try sample.sns(hard, key: scene.amazon, afterwards: ["Subject": "another"])
            let ofAnother = try sample.sns(hard, key: scene.amazon, changing: ["TopicArn": topic + "2"])
            let old = try sample.sns(hard, key: scene.amazon, changing: ["Timestamp": "2020-01-01T00:00:00.000Z"])
            for post in [forged, changed, ofAnother, old] {
                guard case .refused = try await scene.take(post, .ses, key: topic) else {
                    Issue.record("taken")
                    continue
                }
            }
            guard case .refused = try await scene.take(sample.sns(hard, key: scene.amazon), .ses, key: nil) else {
                return #expect(Bool(false))
            }
            #expect(try await scene.world.contact(1)?.isInvalid == false)
            let good = try sample.sns(hard, key: scene.amazon)
            #expect(try await scene.take(good, .ses, key: topic) == .taken([.markedInvalid(id)]))
            let next = try await scene.sample()
            let complaint = try next.sns(next.ses("Complaint", ["complaintFeedbackType": "abuse"]), key: scene.amazon)
            #expect(try await scene.take(complaint, .ses, key: topic) == .taken([.optedOut(id)]))
            #expect(Set(scene.fetched.addresses) == [SampleNotification.certificateAddress])
        }
    }

    @Test(arguments: [
        "http://sns.eu-west-1.amazonaws.com/a.pem", "https://sns.eu-west-2.amazonaws.com/a.pem",
        "https://sns.eu-west-1.amazonaws.com.evil.example/a.pem", "https://evil.example/sns.eu-west-1.amazonaws.com",
        "https://sns.eu-west-1.amazonaws.com:8443/a.pem", "https://x@sns.eu-west-1.amazonaws.com/a.pem",
        "https://evil.example#sns.eu-west-1.amazonaws.com/a.pem", "https://127.0.0.1/a.pem", "file:///etc/passwd",
        "https://SNS.eu-west-1.amazonaws.com\\@evil.example/a.pem", "",
    ])
    func `only the host of the topic is called`(address: String) async throws {
        try await Self.with(.sqlite) { scene in
            let sample = try await scene.sample()
            let topic = SampleNotification.topic
            let message = sample.sesBounce("Permanent", "General", "5.1.1", "smtp; 550 5.1.1 user unknown")
            let foreign = try sample.sns(message, key: scene.amazon, changing: ["SigningCertURL": address])
            guard case .refused = try await scene.take(foreign, .ses, key: topic) else { return #expect(Bool(false)) }
            #expect(scene.fetched.addresses == [])
            let question = try sample.sns(
                [:],
                key: scene.amazon,
                changing: ["Type": "SubscriptionConfirmation", "Token": "t", "SubscribeURL": address]
            )
            guard case .refused = try await scene.take(question, .ses, key: topic) else { return #expect(Bool(false)) }
            #expect(scene.fetched.addresses == [SampleNotification.certificateAddress])
            #expect(try await scene.isUntouched())
        }
    }

    @Test func `a subscription of the topic is confirmed, and only with its signature`() async throws {
        try await Self.with(.sqlite) { scene in
            let sample = try await scene.sample()
            let confirm = "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=t"
            let changes = ["Type": "SubscriptionConfirmation", "Token": "t", "SubscribeURL": confirm]
            let foreign = try sample.sns([:], key: _RSA.Signing.PrivateKey(keySize: .bits2048), changing: changes)
            guard case .refused = try await scene.take(foreign, .ses, key: SampleNotification.topic) else {
                return #expect(Bool(false))
            }
            #expect(!scene.fetched.addresses.contains(confirm))
            let post = try sample.sns([:], key: scene.amazon, changing: changes)
            #expect(try await scene.take(post, .ses, key: SampleNotification.topic) == .confirmed)
            #expect(scene.fetched.addresses.last == confirm)
        }
    }

    @Test(arguments: StoreKind.available)
    func `without our token nothing is guessed, whoever signs`(kind: StoreKind) async throws {
        try await Self.with(kind) { scene in
            let report = try await scene.world.sent(to: 1)
            let now = scene.world.clock.now
            let login = SampleNotification.login
            for mark in ["", "1", String(report.mark.dropLast()), "x@y", report.mark + "A"] {
                let sample = SampleNotification(mark: mark, recipient: report.recipient, now: now)
                let message = sample.sesBounce("Permanent", "NoEmail", "5.1.1", "smtp; 550 5.1.1 unknown")
                let answers = [
                    try await scene.take(sample.mailgun(), .mailgun, key: SampleNotification.mailgunKey),
                    try await scene.take(sample.postmark(["RecordType": "SpamComplaint"]), .postmark, key: login),
                    try await scene.take(sample.brevo(["event": "spam"]), .brevo, key: login),
                    try await scene.take(sample.sns(message, key: scene.amazon), .ses, key: SampleNotification.topic),
                ]
                for answer in answers {
                    guard case .taken(let outcomes) = answer, outcomes.map(\.isUnclear) == [true] else {
                        Issue.record("\(mark): \(answer)")
                        continue
                    }
                }
            }
            #expect(try await scene.isUntouched())
        }
    }

    @Test(arguments: StoreKind.available)
    func `keys of providers are stored encrypted, and each provider has an address of its own`(
        kind: StoreKind
    ) async throws {
        try await MessagingWorld.with(kind) { world in
            let key = SampleNotification.mailgunKey
            func kind(_ path: String) async throws -> BounceHook.Kind? {
                let secret = path.split(separator: "/").last.map(String.init) ?? ""
                return try await world.database.read { try BounceHook.kind(of: secret, $0) }
            }
            let mail = try await world.database.write { try BounceHook.renew($0) }
            let mailgun = try await world.database.write { try BounceHook.renew($0, for: .mailgun, key: key) }
            let brevo = try await world.database.write { try BounceHook.renew($0, for: .brevo) }
            #expect(try await kind(mail) == .mail)
            #expect(try await kind(mailgun) == .provider(.mailgun, key: key))
            #expect(try await kind(brevo) == .provider(.brevo, key: nil))
            let stored = try await world.database.read { try $0.rows("SELECT value FROM setting") { $0.text(0) } }
            #expect(!stored.contains { $0.contains(key) || mailgun.contains($0) })
            for text in stored { #expect(try await kind(text) == nil) }
            try await world.database.write { try BounceHook.close($0, for: .mailgun) }
            #expect(try await kind(mailgun) == nil)
            #expect(try await kind(brevo) == .provider(.brevo, key: nil))
            let kept = try await world.database.read { try $0.rows("SELECT name FROM setting") { $0.text(0) } }
            #expect(!kept.contains("bounce-hook-keys"))
        }
    }

    @Test func `a certificate gives its key`() throws {
        let certificate = """
            -----BEGIN CERTIFICATE-----
            MIIDDzCCAfegAwIBAgIUX5DxSk17G+OsIz1mewNu+9jMnKAwDQYJKoZIhvcNAQEL
            BQAwFjEUMBIGA1UEAwwLc25zLmV4YW1wbGUwIBcNMjYxMjAxMDQ0OTI1WhgPMjEy
            NjExMDcwNDQ5MjVaMBYxFDASBgNVBAMMC3Nucy5leGFtcGxlMIIBIjANBgkqhkiG
            9w0BAQEFAAOCAQ8AMIIBCgKCAQEAitU3JXbEONU/ivNoh9vXB/AJs8TL0bUy4AG9
            e1Hf64PRtwobK52O3L2Ry+uI9F9ZbsAyOy33/gQmCGG93BKyXhhasyGBWljNk3Wd
            LC6hR+QEbA5j5hIA8y1KzGGvIzmpz6Ds9md/h9WWjji87QkXcFCnRVG1Tx4gjYq5
            IdgzRErhc7qR8Y/yCYZ52qqXmIbjm4CdAWThufxgdL8zRdDwVngAhwZUUIUhWRlJ
            wJETHTVUbj/DWrI5hi4/bgpguV7ebOVvnL4NSFfZCh6KD4JyEi3Jwla9+feLBB3R
            3+rbSlNwSEQmjYZAdJ2/C/MuFjh5BXwwop6h0s7bnfMinwpFRwIDAQABo1MwUTAd
            BgNVHQ4EFgQUF7M4Nx2IiJKAuOaJFP7XIlFD/44wHwYDVR0jBBgwFoAUF7M4Nx2I
            iJKAuOaJFP7XIlFD/44wDwYDVR0TAQH/BAUwAwEB/zANBgkqhkiG9w0BAQsFAAOC
            AQEAZHVbKWJXsY5HUCQITtO841bgr1oW8BE1GNACGLkIn7AuAIkTBfrbp7m12dUc
            z8GL37cljXobWgmv1g9zBO2cOf3t4PXuKuxyVdtVaf2Tc16yigUJPt9UWKin2fT3
            5ljAki00H7hT4fvdrHKR+dttRClL3+DXtctLct49t3XDB8IajyvUEMj9dj8CqAMs
            nWwZZ77l6wHBZDf6XDvff0m5giz82rSC0ylB2YuT3NNnqv8PHlmwLbIHwM7vyz3t
            JbdZ7FUagJ0iL1GTnU8tY+ncrxHYu1IVf9BcqbvunSW/vkVhMGEZ5VTHkRUC9WqT
            2l2cuGB1/rZLv/XzWlWVYpDCTw==
            -----END CERTIFICATE-----
            """
        let key = """
            -----BEGIN PUBLIC KEY-----
            MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAitU3JXbEONU/ivNoh9vX
            B/AJs8TL0bUy4AG9e1Hf64PRtwobK52O3L2Ry+uI9F9ZbsAyOy33/gQmCGG93BKy
            XhhasyGBWljNk3WdLC6hR+QEbA5j5hIA8y1KzGGvIzmpz6Ds9md/h9WWjji87QkX
            cFCnRVG1Tx4gjYq5IdgzRErhc7qR8Y/yCYZ52qqXmIbjm4CdAWThufxgdL8zRdDw
            VngAhwZUUIUhWRlJwJETHTVUbj/DWrI5hi4/bgpguV7ebOVvnL4NSFfZCh6KD4Jy
            Ei3Jwla9+feLBB3R3+rbSlNwSEQmjYZAdJ2/C/MuFjh5BXwwop6h0s7bnfMinwpF
            RwIDAQAB
            -----END PUBLIC KEY-----
            """
        let read = try #require(CertificateKey(pem: certificate))
        #expect(try read.key.derRepresentation == _RSA.Signing.PublicKey(pemRepresentation: key).derRepresentation)
        var random = SeededGenerator(for: "a certificate gives its key")
        let bytes = Array(certificate.utf8)
        for _ in 0..<500 {
            var broken = bytes
            for _ in 0..<random.int(1...20) { broken[random.int(0...(bytes.count - 1))] = UInt8(random.int(32...126)) }
            _ = CertificateKey(pem: String(decoding: broken.prefix(random.int(0...bytes.count)), as: UTF8.self))
        }
    }

    @Test func `what the operator gives as a proof is checked`() throws {
        let key = P256.Signing.PrivateKey().publicKey
        #expect(
            try BounceProvider.sendgrid.checked(" \(key.derRepresentation.base64EncodedString())\n").isEmpty == false
        )
        #expect(try BounceProvider.sendgrid.checked(key.pemRepresentation).isEmpty == false)
        #expect(try BounceProvider.ses.checked(SampleNotification.topic + "\n") == SampleNotification.topic)
        for (provider, text) in [
            (BounceProvider.sendgrid, "key"), (.mailgun, ""), (.mailgun, "two words of a key"), (.postmark, "word"),
            (.brevo, "a:b\nc"), (.ses, "arn:aws:sqs:eu-west-1:1:x"), (.ses, "arn:aws:sns:evil.example/:1:x"),
        ] {
            #expect(throws: BounceProviderError.self) { try provider.checked(text) }
        }
    }
}
