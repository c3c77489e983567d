import Access

/// The list of users.
struct UserListPage: PageModel {
    static let template = "users"

    struct Row: Sendable {
        let address: String
        let email: String
        let userName: String
        let role: String
        let state: UserState
        let hasSecondFactor: Bool
        let lastSignIn: Moment?
    }

    let rows: [Row]
    let fields: [FormField]
    let problems: [FormProblem]
    let hasProblems: Bool

    var title: String { "Users" }
    var area: Area? { .users }

    init(_ users: [User], form: UserForm, clock: WorkspaceClock, problems: [FormProblem]) {
        rows = users.map {
            Row(
                address: UserPages.path(of: $0),
                email: $0.email,
                userName: $0.name,
                role: $0.role.rawValue,
                state: UserState($0),
                hasSecondFactor: $0.hasSecondFactor,
                lastSignIn: $0.lastSignInAt.map(clock.moment)
            )
        }
        fields = [form.emailField(problems), form.nameField(problems), form.roleField(problems)]
        self.problems = problems
        hasProblems = !problems.isEmpty
    }
}

/// Whether a user can sign in, in a word and its colour.
struct UserState: Sendable, Equatable {
    let stateWord: String
    let badge: String

    init(_ user: User) {
        (stateWord, badge) =
            switch (user.isActive, user.hasPassword) {
            case (false, _): ("disabled", "text-bg-secondary")
            case (true, false): ("no password yet", "text-bg-warning")
            case (true, true): ("active", "text-bg-success")
            }
    }
}
