import Contacts
import Forms
import Storage

/// Prints forms with their numbers.
struct FormReport {
    private let world: World
    private let json: Bool

    init(_ world: World, json: Bool) {
        self.world = world
        self.json = json
    }

    func list(_ forms: [SignUpForm]) async throws {
        let documents = try await documents(forms)
        if json {
            try Console.say(json: documents)
        } else {
            for document in documents { Console.say(document.line) }
        }
    }

    /// Prints one with what it asks and says.
    func show(_ form: SignUpForm) async throws {
        guard let document = try await documents([form]).first else { return }
        if json {
            try Console.say(json: WholeForm(form: document, definition: form.definition))
            return
        }
        Console.say(document.line)
        for question in form.definition.questions {
            Console.say("  \(question.label)" + (question.isRequired ? ", required" : ""))
        }
        for consent in [form.definition.emailConsent, form.definition.mobileConsent].compactMap(\.self) {
            Console.say("  box: \(consent.wording)" + (consent.isRequired ? ", required" : ""))
        }
    }

    private func documents(_ forms: [SignUpForm]) async throws -> [FormDocument] {
        let now = world.time.now
        let reach = world.actor.reach
        return try await world.database.read { connection in
            try forms.map { FormDocument($0, try FormNumbers(of: $0.id, within: reach, at: now, connection)) }
        }
    }

    private struct WholeForm: Encodable {
        let form: FormDocument
        let definition: FormDefinition
    }
}

/// A form as JSON shows it in a list.
struct FormDocument: Encodable, Sendable {
    let name: String
    let path: String
    let state: String
    let version: Int64
    let submitted: Int
    let confirmed: Int
    let waiting: Int
    let expired: Int

    init(_ form: SignUpForm, _ numbers: FormNumbers) {
        name = form.name
        path = "/f/\(form.publicID)"
        state = form.state.word
        version = form.version
        submitted = numbers.submitted
        confirmed = numbers.confirmed
        waiting = numbers.waiting
        expired = numbers.expired
    }

    /// What a list says of it.
    fileprivate var line: String {
        [
            name, state, "version \(version.grouped)", path, "\(submitted.grouped) submitted",
            "\(confirmed.grouped) confirmed", "\(waiting.grouped) waiting", "\(expired.grouped) expired",
        ].joined(separator: "  ")
    }
}
