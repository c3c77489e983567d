import Contacts
import Forms
import Storage
import TestSupport
import Testing

/// Machines are kept out, and nobody learns from an answer who is known.
struct ProtectionTests {
    private static let answers = ["email": "ola@shop.example", "consent-email": "yes"]

    @Test(arguments: StoreKind.available)
    func `a machine is answered as a person is, and nothing is stored`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            let form = try await world.form()
            let trapped = Self.answers.merging([Submission.trapKey: "https://spam.example"]) { $1 }
            #expect(try await world.submit(form, trapped).word == "accepted")
            #expect(try await world.submit(form, Self.answers, after: .milliseconds(1999)).word == "accepted")
            #expect(try await world.contact("ola@shop.example") == nil)
            #expect(try await world.sent().isEmpty)
            #expect(try await world.numbers(form).refusals == [.trap: 1, .tooQuick: 1])
            #expect(try await world.numbers(form, within: .owned(by: TestUsers.anna)).refusals.isEmpty)
            #expect(try await world.submit(form, Self.answers, after: .milliseconds(2000)).word == "accepted")
            #expect(try await world.contact("ola@shop.example") != nil)
        }
    }

    @Test(arguments: StoreKind.available)
    func `what has no stamp of ours, or an old one, must be sent once more`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            let form = try await world.form()
            let other = try await world.form(named: "Other")
            let stamp = try #require(try await world.desk.show(form.publicID)).stamp
            let foreign = try #require(try await world.desk.show(other.publicID)).stamp
            world.clock.advance(by: .seconds(10))
            let forged = ["", "x", "\0", foreign, "C" + stamp.dropFirst(), String(stamp.dropLast(4)), stamp + "AAAA"]
            for stamp in forged {
                let result = try await world.send(form, Self.answers, stamp: stamp)
                #expect(result.word == "recheck without ticks", "\(stamp)")
            }
            let embedded = Self.answers.merging([Submission.versionKey: "1"]) { $1 }
            #expect(try await world.send(form, embedded, stamp: "").word == "recheck")
            world.clock.advance(by: .seconds(86_400))
            #expect(try await world.send(form, Self.answers, stamp: stamp).word == "recheck")
            #expect(try await world.contact("ola@shop.example") == nil)
            #expect(try await world.sent().isEmpty)
        }
    }

    @Test(arguments: StoreKind.available)
    func `one network may sign up so often in an hour`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            let form = try await world.form()
            func send(_ index: Int, from address: String) async throws -> String {
                let answers = ["email": "p\(index)@shop.example", "consent-email": "yes"]
                return try await world.submit(form, answers, after: .seconds(3), from: address).word
            }
            for index in 0..<30 { #expect(try await send(index, from: "2001:db8:0:1::\(index)") == "accepted") }
            #expect(try await send(30, from: "2001:db8:0:1:ffff::1") == "too often")
            #expect(try await send(30, from: "2001:db8:0:2::1") == "accepted", "the next network")
            #expect(try await world.numbers(form).refusals == [.network: 1])
            world.clock.advance(by: .seconds(3600))
            #expect(try await send(31, from: "2001:db8:0:1::1") == "accepted")
            #expect(try await world.count("contact") == 32)
        }
    }

    @Test(arguments: StoreKind.available)
    func `one address is sent so many links in a day`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            let form = try await world.form()
            for index in 0..<7 {
                world.clock.advance(by: .seconds(900))
                let result = try await world.submit(form, Self.answers, from: "198.51.100.\(index)")
                #expect(result.word == "accepted", "the answer is the same")
            }
            #expect(try await world.sent().count == 5)
            #expect(try await world.numbers(form).refusals == [.address: 2])
            world.clock.advance(by: .seconds(86_400))
            try await world.submit(form, Self.answers)
            #expect(try await world.sent().count == 6)
        }
    }

    @Test(arguments: StoreKind.available)
    func `who clicks twice signs up once`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            let form = try await world.form()
            for _ in 0..<2 { try await world.submit(form, Self.answers) }
            #expect(try await world.sent().count == 1)
            #expect(try await world.numbers(form).submitted == 1)
            #expect(try await world.card("ola@shop.example").activities.count == 1)
            let more = Self.answers.merging(["consent-mobile": "yes"]) { $1 }
            try await world.submit(form, more)
            #expect(try await world.sent().count == 2, "what was not asked for before is a sign-up of its own")
        }
    }

    @Test(arguments: StoreKind.available)
    func `sign-ups of a new address at the same time make one contact`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            let form = try await world.form()
            let stamp = try #require(try await world.desk.show(form.publicID)).stamp
            world.clock.advance(by: .seconds(10))
            let words = try await withThrowingTaskGroup(of: String.self) { group in
                for index in 0..<4 {
                    group.addTask {
                        try await world.send(form, Self.answers, stamp: stamp, from: "192.0.2.\(index)").word
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(words == Array(repeating: "accepted", count: 4))
            #expect(try await world.count("contact") == 1)
            #expect(try await world.numbers(form).submitted == 1)
            #expect(try await world.card("ola@shop.example").activities.count == 1)
            // A transaction that met another one is tried again; only the last try counts.
            #expect(try await world.count("sign_up", where: "token_hash IS NOT NULL") == 1)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a form that is not active takes nothing`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            let form = try await world.form()
            try await world.store.set(.inactive, of: form.id)
            #expect(try await world.submit(form, Self.answers).word == "closed")
            try await world.store.set(.archived, of: form.id)
            #expect(try await world.send(form, Self.answers, stamp: "").word == "none")
            #expect(try await world.count("contact") == 0)
        }
    }

    @Test(arguments: StoreKind.available)
    func `answers are held against what is asked`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            var definition = FormWorld.newsletter
            definition.questions[1].isRequired = true
            definition.questions += [
                FormQuestion(.field(.birthday), label: "Birthday"),
                FormQuestion(.detail(DetailName(stored: "terms"), .tick), label: "Terms", isRequired: true),
            ]
            let form = try await world.form(definition)
            let whole = Self.answers.merging(["name": "Ola", "detail-terms": "yes", "birthday": "2000-02-29"]) { $1 }
            func word(_ key: String, _ value: String?) async throws -> String {
                var answers = whole
                answers[key] = value
                return try await world.submit(form, answers).word
            }
            for (key, value, problem) in [
                ("email", "", "missing"), ("email", "ola", "unfit"), ("email", "ola@shop", "unfit"),
                ("email", "a\0@b.example", "unfit"), ("name", " \t ", "missing"),
                ("name", String(repeating: "ł", count: 256), "unfit"), ("birthday", "2001-02-29", "unfit"),
                ("birthday", "30.2.2000", "unfit"), ("birthday", "5/6/2000", "unfit"), ("detail-size", "XXL", "unfit"),
                ("detail-terms", nil, "unticked"),
                ("detail-terms", "", "unticked"), ("consent-email", "no", "unticked"),
                ("consent-email", nil, "unticked"),
            ] as [(String, String?, String)] {
                #expect(try await word(key, value) == "unfit: \(key) \(problem)", "\(key) \(value ?? "–")")
            }
            #expect(try await world.count("contact") == 0)
            #expect(try await word("name", "Ola\r\nBcc: x") == "accepted")
            let contact = try #require(try await world.contact("ola@shop.example"))
            #expect(contact.name == "Ola  Bcc: x" && contact.fields[.birthday] == "2000-02-29")
        }
    }

    @Test(arguments: StoreKind.available)
    func `whatever is sent, it is answered`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            var random = SeededGenerator(for: "form fuzz")
            var definition = FormWorld.newsletter
            definition.questions += FormQuestion.fields.filter { $0 != .name && $0 != .phone }.map {
                FormQuestion(.field($0), label: $0.label)
            }
            definition.questions.append(FormQuestion(.detail(DetailName(stored: "żółć '\"%"), .text), label: "Any"))
            let form = try await world.form(definition)
            let keys =
                definition.questions.map(\.key) + ["consent-email", "consent-mobile", "version", "stamp", "a[b]"]
            let texts = AwkwardText.all + ["\0", "a\0b", "yes", "2000-01-01", "9999999999-99-99", "ola@shop.example"]
            for index in 0..<60 {
                var answers: [String: String] = [:]
                for key in keys where random.chance(0.6) { answers[key] = random.pick(texts) }
                if random.chance(0.7) {
                    answers["email"] = "fuzz\(index % 7)@shop.example"
                    answers["consent-email"] = "yes"
                }
                world.clock.advance(by: .seconds(700))
                #expect(try await world.submit(form, answers).word != "none")
            }
        }
    }
}
