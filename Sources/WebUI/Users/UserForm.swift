import Access
import Contacts

/// What somebody typed about a user.
struct UserForm: Sendable {
    let email: String
    let name: String
    private let roleWord: String

    init() {
        (email, name, roleWord) = ("", "", Role.user.rawValue)
    }

    init(_ user: User) {
        (email, name, roleWord) = (user.email, user.name, user.role.rawValue)
    }

    init(_ fields: FormFields) {
        (email, name, roleWord) = (fields["email"], fields["name"], fields["role"])
    }

    var role: Role? { Role(rawValue: roleWord) }

    static var roleProblem: FormProblem { FormProblem("role", in: "Role", "Choose one of the list.") }

    func emailField(_ problems: [FormProblem]) -> FormField {
        FormField(
            "email",
            "E-mail",
            .email,
            value: email,
            help: "To sign in with, and as journal and notes name the user. It stays for good.",
            problem: problems.text(for: "email"),
            limit: EmailAddress.maximumLength,
            isRequired: true
        )
    }

    func nameField(_ problems: [FormProblem]) -> FormField {
        FormField("name", "Name", value: name, problem: problems.text(for: "name"), limit: User.maximumNameLength)
    }

    func roleField(_ problems: [FormProblem]) -> FormField {
        FormField(
            "role",
            "Role",
            .choice(Role.allCases.map { (word: $0.rawValue, caption: "\($0.rawValue): \($0.summary)") }),
            value: roleWord,
            problem: problems.text(for: "role")
        )
    }
}
