import Contacts

/// The page on which somebody signs in.
struct SignInPage: PageModel {
    static let template = "sign-in"

    let fields: [FormField]
    let next: String?
    let refusal: String?

    var title: String { "Sign in" }
    var area: Area? { nil }

    init(_ form: SignInForm, refusal: String? = nil) {
        fields = [
            FormField(
                "email",
                "E-mail",
                .email,
                value: form.email,
                limit: EmailAddress.maximumLength,
                isRequired: true,
                autocomplete: "username"
            ),
            FormField("password", "Password", .password, isRequired: true, autocomplete: "current-password"),
        ]
        next = form.next?.text
        self.refusal = refusal
    }
}

/// What somebody typed to sign in.
struct SignInForm: Sendable {
    let email: String
    let password: String
    /// Where the browser goes afterwards.
    let next: LocalPath?

    init(next: LocalPath?) {
        (email, password) = ("", "")
        self.next = next
    }

    init(_ fields: FormFields) {
        email = String(fields["email"].prefix(EmailAddress.maximumLength + 1))
        password = fields.secret("password")
        next = LocalPath(fields["next"])
    }
}
