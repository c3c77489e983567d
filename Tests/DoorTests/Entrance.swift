import Access
import Contacts
import Foundation
import Hummingbird
import HummingbirdTesting
import Intake
import Logging
import Parsing
import Selections
import Storage
import TestSupport

@testable import CompatibilityAPI
@testable import Forms
@testable import RESTAPI

/// A way by which the value of a field comes into the base.
enum Entrance: String, CaseIterable, Sendable {
    case card, api, client, form
    case file = "import"

    /// Gives a new contact the value.
    ///
    /// - Returns: The address of the contact; nothing where the value was refused.
    func take(_ field: FieldCase, into base: DoorBase, number: Int) async throws -> String? {
        let address = field.field == "email" ? field.written : "p\(number)@example.com"
        switch self {
        case .card: return try await card(field, address, base)
        case .api: return try await api(field, address, base)
        case .client: return try await client(field, address, base)
        case .form: return try form(field, address)
        case .file: return try await file(field, address, base)
        }
    }

    private func card(_ field: FieldCase, _ address: String, _ base: DoorBase) async throws -> String? {
        let first = "first\(address.utf8.reduce(into: 0) { $0 = $0 &* 31 &+ Int($1) }.magnitude)@example.com"
        let id = try await base.add(first)
        do {
            let edit: CardEdit =
                switch field.field {
                case "email": .field(.email, address)
                case "score": .score(try base.integer(field.written))
                default: .field(try base.profile(field.field), field.written)
                }
            try await CardEditing(base.database, time: base.clock.time).edit(id, [edit], actor: .named("anna"))
        } catch CardEditError.emailTaken {
            // Another spelling of it is in the table.
            return address
        } catch is any ExplainedError {
            return nil
        }
        return field.field == "email" ? address : first
    }

    private func api(_ field: FieldCase, _ address: String, _ base: DoorBase) async throws -> String? {
        let written = try FieldCase.quoted(field.written)
        let part =
            switch field.field {
            case "email": ""
            case "score": #","score":\#(Int64(field.written) == nil ? written : field.written)"#
            case "state": #","state":\#(written)"#
            case "email-status": #","emailStatus":\#(written)"#
            case let name: #","fields":{"\#(name)":\#(written)}"#
            }
        let body = #"{"contact":\#(try FieldCase.quoted(address))\#(part)}"#
        let status = try await base.post("/contacts", body)
        guard status == 200 || status == 201 else {
            guard status == 422 else { throw UnexpectedAnswer(status: status, body: body) }
            return nil
        }
        return address
    }

    private func client(_ field: FieldCase, _ address: String, _ base: DoorBase) async throws -> String? {
        let names = [
            "postal-code": "zipCode", "street": "streetAddress", "city": "city", "country": "country", "name": "name",
            "phone": "phone", "fax": "fax", "company": "company",
        ]
        let value = JSONValue.text(field.written)
        var contact: [String: JSONValue] = ["email": .text(address)]
        var members: [String: JSONValue] = [:]
        switch field.field {
        case "email": break
        case "birthday", "province": members[field.field] = value
        case "state": contact["state"] = .text(field.written.uppercased())
        case "city", "country", "street", "postal-code":
            contact["address"] = .object([names[field.field] ?? "": value])
        case let name:
            // The client's language has no such field.
            guard let own = names[name] else { throw NoSuchField() }
            contact[own] = value
        }
        members["contact"] = .object(contact)
        do {
            let upsert = try Fields(members).upsert(.addOrChange, owner: nil, isAsked: false)
            let upserting = ContactUpserting(base.database, time: base.clock.time)
            _ = try await upserting.run(upsert, cause: Cause(.api, actor: "anna"), actor: .named("anna"))
        } catch is any ExplainedError {
            return nil
        }
        return address
    }

    /// What the form reads is what the confirmation writes; the base is not asked.
    private func form(_ field: FieldCase, _ address: String) throws -> String? {
        var definition = FormDefinition(title: "T")
        var values = ["email": [address]]
        if field.field != "email" {
            guard let profile = ProfileField(word: field.field) else { throw NoSuchField() }
            let question = FormQuestion(.field(profile), label: "Q")
            definition.questions.append(question)
            values[question.key] = [field.written]
        }
        do throws(UnfitAnswers) {
            let visitor = Visitor(address: "192.0.2.1", userAgent: nil)
            let answers = try definition.answers(in: Submission(values, from: visitor))
            guard let profile = ProfileField(word: field.field), profile != .email else { return answers.email.text }
            return answers.fields[profile]
        } catch {
            return nil
        }
    }

    private func file(_ field: FieldCase, _ address: String, _ base: DoorBase) async throws -> String? {
        func cell(_ text: String) -> String { "\"" + text.replacing("\"", with: "\"\"") + "\"" }
        let text =
            field.field == "email"
            ? "email,name\n\(cell(address)),A\n" : "email,\(field.field)\n\(cell(address)),\(cell(field.written))\n"
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv")
        try Data(text.utf8).write(to: file)
        defer {
            try? FileManager.default.removeItem(at: file)
            try? FileManager.default.removeItem(atPath: ImportFile(path: file.path()).rejectsPath)
        }
        do {
            let importer = Importer(base.database, time: base.clock.time)
            let result = try await importer.run(ImportFile(path: file.path()), ImportOptions(), actor: "anna")
            return result.summary.rejected == 0 ? address : nil
        } catch is MappingError {
            return nil
        }
    }
}

/// The door has no such field.
struct NoSuchField: Error {}

struct UnexpectedAnswer: Error {
    let status: Int
    let body: String
}

/// An empty base and the API over it.
struct DoorBase: Sendable {
    let database: any Database
    let clock = TestClock()
    private let endpoints: RESTEndpoints
    private let token: String

    init(_ database: any Database) async throws {
        self.database = database
        endpoints = RESTEndpoints(
            database: database,
            audiences: Audiences(database, time: clock.time),
            time: clock.time,
            security: RecordedSecurity()
        )
        let user = try await UserStore(database, time: clock.time).add(
            email: "anna@shop.example",
            name: "",
            role: .manager
        )
        token = try await APIKeyStore(database, time: clock.time).make("Test", .token, for: user.id).secret
    }

    func add(_ address: String) async throws -> ContactID {
        let upsert = ContactUpsert(.email(try EmailAddress(address)), .addOrChange, edits: [])
        let upserting = ContactUpserting(database, time: clock.time)
        return try await upserting.run(upsert, cause: Cause(.api, actor: "anna"), actor: .named("anna")).id
    }

    func profile(_ word: String) throws -> ProfileField {
        guard let field = ProfileField(word: word) else { throw NoSuchField() }
        return field
    }

    func integer(_ text: String) throws -> Int64 {
        guard let integer = Int64(text) else { throw NoSuchField() }
        return integer
    }

    func post(_ path: String, _ body: String) async throws -> Int {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let application = Application(router: endpoints.makeRouter(context: BasicRequestContext.self), logger: logger)
        return try await application.test(.router) { [token] client in
            try await client.execute(
                uri: RESTEndpoints.base + path,
                method: .post,
                headers: [.authorization: "Bearer \(token)"],
                body: ByteBuffer(string: body)
            ).status.code
        }
    }

    /// What the contact has in the field, as text.
    func value(of field: String, at address: String) async throws -> String? {
        let email = try EmailAddress(address)
        return try await database.read { connection in
            let reader = ContactReader(connection)
            guard let number = try reader.number(of: email), let contact = try reader.contact(number) else {
                return nil
            }
            switch field {
            case "email": return contact.email
            case "score": return "\(contact.score)"
            case "state": return contact.state.word
            case "email-status": return contact.emailStatus.word
            default: return ProfileField(word: field).flatMap { contact.fields[$0] }
            }
        }
    }
}
