import Contacts
import Forms

/// The page on which a form is built, with its numbers and where it can be seen.
struct SignUpFormPage: PageModel {
    static let template = "form"

    struct Command: Sendable {
        let commandAddress: String
        let commandLabel: String
        let commandClass: String
    }

    struct Version: Sendable {
        let versionNumber: String
        let versionAuthor: String
        let made: Moment
    }

    let path: String
    let heading: String
    let state: SignUpFormState
    let numbers: SignUpFormNumbers
    /// Whether links wait for an account to be sent from.
    let lacksAccount: Bool
    let publicAddress: String
    let snippet: String
    let commands: [Command]
    let nameField: FormField
    /// Nothing for a form in the archive.
    let editor: SignUpFormEditor?
    let versions: [Version]
    let mayDelete: Bool

    var title: String { heading }
    var area: Area? { .forms }

    init(
        _ form: SignUpForm,
        editor: SignUpFormEditor?,
        numbers: FormNumbers,
        hasAccount: Bool,
        versions: [FormVersion],
        publicAddress: String,
        clock: WorkspaceClock
    ) {
        let path = SignUpFormPages.path(of: form.id)
        self.path = path
        heading = form.name
        state = SignUpFormState(form.state)
        self.numbers = SignUpFormNumbers(numbers)
        lacksAccount = !hasAccount
        self.publicAddress = publicAddress
        snippet = FormSnippet(form, address: publicAddress).text
        commands = SignUpFormCommand.offered(for: form.state).map {
            Command(commandAddress: "\(path)/\($0.rawValue)", commandLabel: $0.label, commandClass: $0.buttonClass)
        }
        nameField = FormField("name", "Name", value: form.name, limit: SignUpForm.maximumNameLength, isRequired: true)
        self.editor = editor
        self.versions = versions.map {
            Version(versionNumber: $0.version.grouped, versionAuthor: $0.author, made: clock.moment($0.createdAt))
        }
        mayDelete = numbers.submitted == 0
    }
}

/// Whether people can sign up, in a word.
struct SignUpFormState: Sendable {
    let stateWord: String
    let stateBadge: String

    init(_ state: FormState) {
        stateWord = state.word
        stateBadge =
            switch state {
            case .active: "text-bg-success"
            case .inactive, .archived: "text-bg-secondary"
            }
    }
}

/// How many signed up, and what became of it.
struct SignUpFormNumbers: Sendable {
    struct Kept: Sendable {
        let reason: String
        let refusals: String
    }

    let submitted: String
    let confirmed: String
    let waiting: String
    let expired: String
    let keptOut: [Kept]

    init(_ numbers: FormNumbers) {
        submitted = numbers.submitted.grouped
        confirmed = numbers.confirmed.grouped
        waiting = numbers.waiting.grouped
        expired = numbers.expired.grouped
        keptOut = FormRefusal.allCases.compactMap { reason in
            numbers.refusals[reason].map { Kept(reason: reason.label, refusals: $0.grouped) }
        }
    }
}

/// What can be done with a form as a whole.
enum SignUpFormCommand: String, CaseIterable, Sendable {
    case activate, deactivate, duplicate, archive, restore

    var label: String {
        switch self {
        case .activate: "Activate"
        case .deactivate: "Deactivate"
        case .duplicate: "Duplicate"
        case .archive: "Archive"
        case .restore: "Bring back"
        }
    }

    var buttonClass: String { self == .activate ? "btn-primary" : "btn-outline-secondary" }

    static func offered(for state: FormState) -> [SignUpFormCommand] {
        switch state {
        case .inactive: [.activate, .duplicate, .archive]
        case .active: [.deactivate, .duplicate, .archive]
        case .archived: [.restore, .duplicate]
        }
    }

    /// Where a form comes by it; nothing for what changes nothing of it.
    var state: FormState? {
        switch self {
        case .activate: .active
        case .deactivate, .restore: .inactive
        case .archive: .archived
        case .duplicate: nil
        }
    }

    /// What the page says afterwards.
    var done: String {
        switch self {
        case .activate: "The form is active."
        case .deactivate: "The form takes no sign-ups any more."
        case .duplicate: "Here is the copy."
        case .archive: "The form is in the archive."
        case .restore: "The form is back."
        }
    }
}
