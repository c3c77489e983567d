import Access
import Contacts

/// The page behind a one-time link.
struct WelcomePage: PageModel {
    static let template = "welcome"

    let heading: String
    let words: String
    let path: String
    let fields: [FormField]
    let button: String
    let problems: [FormProblem]
    let hasProblems: Bool

    var title: String { heading }
    var area: Area? { nil }

    init(_ purpose: LinkPurpose, _ form: WelcomeForm, path: String, problems: [FormProblem] = []) {
        self.path = path
        self.problems = problems
        hasProblems = !problems.isEmpty
        switch purpose {
        case .firstAdministrator:
            heading = "Create the administrator"
            words = "The first user may do everything, and adds the others. The e-mail address stays for good."
            button = "Create the administrator"
            fields =
                [
                    FormField(
                        "email",
                        "E-mail",
                        .email,
                        value: form.email,
                        problem: problems.text(for: "email"),
                        limit: EmailAddress.maximumLength,
                        isRequired: true,
                        autocomplete: "username"
                    ),
                    FormField(
                        "name",
                        "Name",
                        value: form.name,
                        problem: problems.text(for: "name"),
                        limit: User.maximumNameLength,
                        autocomplete: "name"
                    ),
                ] + NewPassword.fields(problems)
        case .password(let user):
            heading = "Choose a password"
            words = "For \(user.name), \(user.email). Wherever this user is signed in, that ends."
            button = "Set the password"
            fields = NewPassword.fields(problems)
        }
    }
}

/// What somebody typed behind a one-time link.
struct WelcomeForm: Sendable {
    let email: String
    let name: String
    let password: NewPassword

    init(_ fields: FormFields = FormFields("")) {
        email = fields["email"]
        name = fields["name"]
        password = NewPassword(fields)
    }

    /// What must be corrected before the link is used up.
    func problems(for purpose: LinkPurpose) -> [FormProblem] {
        switch purpose {
        case .firstAdministrator:
            let owner = PasswordOwner(email: email, name: name)
            do throws(EmailAddressError) {
                _ = try EmailAddress(email)
            } catch {
                return [FormProblem("email", in: "E-mail", error.message.asSentence)] + password.problems(of: owner)
            }
            return password.problems(of: owner)
        case .password(let user): return password.problems(of: PasswordOwner(email: user.email, name: user.name))
        }
    }
}

extension UserError {
    /// The error at the field that it means.
    var problem: FormProblem {
        switch self {
        case .nameTooLong, .badName: FormProblem("name", in: "Name", message.asSentence)
        case .lastAdministrator: FormProblem("role", in: "Role", message.asSentence)
        case .unknown, .emailTaken, .badEmail, .disabled: FormProblem("email", in: "E-mail", message.asSentence)
        }
    }
}
