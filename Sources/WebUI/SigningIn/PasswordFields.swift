import Access

/// A new password, typed twice.
struct NewPassword: Sendable {
    let first: String
    let second: String

    init(_ fields: FormFields) {
        first = fields.secret("new-password")
        second = fields.secret("new-password-again")
    }

    /// What is wrong with it for this user.
    func problems(of owner: PasswordOwner) -> [FormProblem] {
        do throws(PasswordError) {
            try PasswordRules.check(first, of: owner)
        } catch {
            return [FormProblem("new-password", in: "New password", error.message.asSentence)]
        }
        guard first == second else {
            return [FormProblem("new-password-again", in: "The same again", "The two passwords differ.")]
        }
        return []
    }

    /// The two fields, which are always empty at first.
    static func fields(_ problems: [FormProblem]) -> [FormField] {
        [
            FormField(
                "new-password",
                "New password",
                .password,
                help: "At least \(PasswordRules.minimumLength) characters; four random words do well.",
                problem: problems.text(for: "new-password"),
                isRequired: true,
                autocomplete: "new-password"
            ),
            FormField(
                "new-password-again",
                "The same again",
                .password,
                problem: problems.text(for: "new-password-again"),
                isRequired: true,
                autocomplete: "new-password"
            ),
        ]
    }
}

extension FormFields {
    /// The first value of that name as it was typed: white space belongs to a password.
    func secret(_ name: String) -> String { all(name).first ?? "" }
}
