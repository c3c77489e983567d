import Access

/// The page on which a user adds a second factor.
struct SecondFactorPage: PageModel {
    static let template = "second-factor"

    let email: String
    let secret: String
    let code: QRCode?
    /// Whether the user must add it before anything else.
    let isRequired: Bool
    let fields: [FormField]
    let problems: [FormProblem]
    let hasProblems: Bool

    var title: String { "Second factor" }
    var area: Area? { nil }

    init(_ user: User, secret: TOTPSecret, issuer: String, isRequired: Bool, problems: [FormProblem]) {
        email = user.email
        self.secret = secret.text
        code = QRCode(secret.address(for: user.email, issuer: issuer))
        self.isRequired = isRequired
        fields = [
            .code(problems, help: "The six digits that the app shows now."),
            .presentPassword(problems),
        ]
        self.problems = problems
        hasProblems = !problems.isEmpty
    }
}

/// The recovery codes, in the only answer that shows them.
struct RecoveryCodesPage: PageModel {
    static let template = "recovery-codes"

    let codes: [String]
    let isNew: Bool

    var title: String { "Recovery codes" }
    var area: Area? { nil }
}

/// The second step of signing in.
struct CodePage: PageModel {
    static let template = "code"

    let email: String
    let fields: [FormField]
    let next: String?
    let refusal: String?

    var title: String { "Second factor" }
    var area: Area? { nil }

    init(_ user: User, next: LocalPath?, refusal: String? = nil) {
        email = user.email
        fields = [.code([], help: "The six digits that the app shows now, or one of your recovery codes.")]
        self.next = next?.text
        self.refusal = refusal
    }
}

extension FormField {
    /// A code of the second factor.
    static func code(_ problems: [FormProblem], help: String) -> FormField {
        FormField(
            "code",
            "Code",
            value: "",
            help: help,
            problem: problems.text(for: "code"),
            limit: 100,
            isRequired: true,
            autocomplete: "one-time-code"
        )
    }

    /// The present password, which a change of the own account needs.
    static func presentPassword(_ problems: [FormProblem]) -> FormField {
        FormField(
            "password",
            "Present password",
            .password,
            problem: problems.text(for: "password"),
            isRequired: true,
            autocomplete: "current-password"
        )
    }
}
