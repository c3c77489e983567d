import Bitmaps
import Contacts
import Forms
import Foundation
import Messaging
import Storage
import TestSupport

/// A fresh base with a clock, and the messages that would be sent.
struct FormWorld: Sendable {
    let database: any Database
    let clock = TestClock()

    static func with(_ kind: StoreKind, _ body: (FormWorld) async throws -> Void) async throws {
        try await TestDatabase.withDatabase(kind) { try await body(FormWorld(database: $0)) }
    }

    var store: FormStore { FormStore(database, time: clock.time) }
    var desk: FormDesk { FormDesk(database, time: clock.time) }
    var confirmations: ConfirmationDesk { ConfirmationDesk(database, time: clock.time) }
    var cards: CardEditing { CardEditing(database, time: clock.time) }
    var consent: ConsentChanges { ConsentChanges(database, time: clock.time) }

    static let newsletter = FormDefinition(
        title: "Our newsletter",
        questions: [
            FormQuestion(.email, label: "E-mail"), FormQuestion(.field(.name), label: "Name"),
            FormQuestion(.field(.phone), label: "Phone"),
            FormQuestion(.detail(DetailName(stored: "size"), .choice(["S", "M", "L"])), label: "Size"),
        ],
        emailConsent: FormDefinition.Consent("Send me the newsletter.", isRequired: true),
        mobileConsent: FormDefinition.Consent("Send me text messages."),
        tags: [TagName(stored: "NEWSLETTER"): 3],
        details: [DetailName(stored: "source"): "web"],
        state: .customer,
        owner: TestUsers.emails[0]
    )

    /// An active form.
    func form(
        _ definition: FormDefinition = newsletter,
        named name: String = "Newsletter",
        by author: Actor = .operator
    ) async throws -> SignUpForm {
        if try await database.read({ try $0.firstRow("SELECT COUNT(*) FROM user_account") { $0.integer(0) } }) == 0 {
            try await TestUsers.add(to: database, role: "manager")
        }
        let id = try await store.create(name, definition, by: author)
        try await store.set(.active, of: id)
        guard let form = try await store.form(id) else { throw FormError.unknown(name) }
        return form
    }

    /// Opens the form and sends it some seconds later.
    @discardableResult
    func submit(
        _ form: SignUpForm,
        _ answers: [String: String],
        after time: Duration = .seconds(10),
        from address: String = "192.0.2.7"
    ) async throws -> SubmissionResult? {
        guard let stamp = try await desk.show(form.publicID)?.stamp else { return nil }
        clock.advance(by: time)
        return try await send(form, answers, stamp: stamp, from: address)
    }

    /// Sends the form with this stamp at once.
    func send(
        _ form: SignUpForm,
        _ answers: [String: String],
        stamp: String,
        from address: String = "192.0.2.7"
    ) async throws -> SubmissionResult? {
        var values = answers.mapValues { [$0] }
        values[Submission.stampKey] = [stamp]
        let visitor = Visitor(address: address, userAgent: "Browser/1")
        return try await desk.take(Submission(values, from: visitor), at: form.publicID)
    }

    /// Signs up for e-mail, and gives the token of the link.
    func token(_ form: SignUpForm, _ email: String, mobile: Bool = false) async throws -> String {
        let before = try await sent().count
        var answers = ["email": email, "consent-email": "yes"]
        if mobile { answers["consent-mobile"] = "yes" }
        try await submit(form, answers)
        guard let order = try await sent().dropFirst(before).first else { throw FormError.unknown("order") }
        return order.token
    }

    @discardableResult
    func click(_ token: String) async throws -> ConfirmationResult? {
        try await confirmations.confirm(token, by: Visitor(address: "198.51.100.9", userAgent: "Phone/2"))
    }

    @discardableResult
    func add(
        _ email: String,
        _ status: MarketingStatus = .optedOut,
        isInvalid: Bool = false,
        fields: [ProfileField: String] = [:],
        score: Int64 = 0
    ) async throws -> UInt32 {
        var random = SystemRandomNumberGenerator()
        let made = NewContact(
            id: ContactID(at: clock.now, using: &random),
            email: RandomContacts.email(email),
            fields: fields,
            emailStatus: status,
            isInvalid: isInvalid,
            score: score,
            createdAt: clock.now
        )
        _ = try await cards.create(made, actor: .operator)
        return try await contact(email)?.number ?? 0
    }

    func edit(_ email: String, _ edits: CardEdit...) async throws {
        guard let contact = try await contact(email) else { throw CardEditError.unknownContact }
        try await cards.edit(contact.id, edits, actor: .operator)
    }

    func erase(_ number: UInt32) async throws {
        let now = clock.now
        try await database.write { connection in
            let gone = Change(.existence, [number], from: .same(.yes), to: .same(.none))
            _ = try Door(connection, now: now).commit(ChangeSet(changes: [gone]), cause: Cause(.card, actor: "anna"))
        }
    }

    func contact(_ email: String) async throws -> Contact? {
        let email = RandomContacts.email(email)
        return try await database.read { connection in
            let reader = ContactReader(connection)
            return try reader.number(of: email).flatMap { try reader.contact($0) }
        }
    }

    func card(_ email: String) async throws -> FilledInCard {
        guard let contact = try await contact(email) else { throw CardEditError.unknownContact }
        return try await database.read { connection in
            let reader = ContactReader(connection)
            let number = contact.number
            return FilledInCard(
                contact: contact,
                tags: Dictionary(uniqueKeysWithValues: try reader.tags(of: number).map { ($0.name.text, $0.score) }),
                details: Dictionary(
                    uniqueKeysWithValues: try reader.details(of: number).map { ($0.name.text, $0.value) }
                ),
                owner: try reader.owners(of: number).main,
                activities: try reader.activities(of: number, limit: 100),
                consents: try ConsentRecord(connection).entries(of: number, visibleTo: .operator)
            )
        }
    }

    func numbers(_ form: SignUpForm, within reach: Reach = .everybody) async throws -> FormNumbers {
        let now = clock.now
        return try await database.read { try FormNumbers(of: form.id, within: reach, at: now, $0) }
    }

    /// The messages with links, in the order in which they were put into the outbox.
    func sent() async throws -> [SentLink] {
        try await database.read { connection in
            try connection.rows(
                """
                SELECT number, language, cause, template_id, parameters FROM message
                WHERE purpose = 'confirmation' ORDER BY id
                """
            ) { try SentLink($0) }
        }
    }

    /// How many rows a table has.
    func count(_ table: SQL.Name, where condition: SQL = "1 = 1") async throws -> Int64? {
        try await database.read {
            try $0.firstRow("SELECT COUNT(*) FROM \(table) WHERE \(condition)") { $0.integer(0) }
        }
    }
}

/// A contact with what a form can change of it.
struct FilledInCard: Sendable, Equatable {
    let contact: Contact
    let tags: [String: Int64]
    let details: [String: String]
    let owner: UserID?
    let activities: [Activity]
    let consents: [ConsentEntry]
}

/// A message with a link that waits to be sent.
struct SentLink: Sendable {
    let number: UInt32
    let language: String?
    let cause: String
    let template: TemplateID
    let token: String

    init(_ row: any Row) throws {
        number = row.number(0)
        language = row.optionalText(1)
        cause = row.text(2)
        template = TemplateID(row.integer(3))
        let parameters = try JSONDecoder().decode([String: String].self, from: Data(row.text(4).utf8))
        token = String((parameters["confirmation"] ?? "").dropFirst(ConfirmationDesk.path(of: "").count))
    }
}

extension SubmissionResult? {
    /// The result in one word.
    var word: String {
        switch self {
        case .accepted: "accepted"
        case .recheck(_, let keepsTicks): keepsTicks ? "recheck" : "recheck without ticks"
        case .unfit(_, let problems):
            "unfit: " + problems.map { "\($0.key) \($0.value)" }.sorted().joined(separator: ", ")
        case .tooOften: "too often"
        case .closed: "closed"
        case nil: "none"
        }
    }
}

extension ConfirmationResult? {
    /// The result in one word.
    var word: String {
        switch self {
        case .open: "open"
        case .confirmed: "confirmed"
        case .ended: "ended"
        case nil: "none"
        }
    }
}
