import Access

/// One user.
struct UserPage: PageModel {
    static let template = "user"

    let path: String
    let heading: String
    let email: String
    let state: UserState
    let isActive: Bool
    let hasSecondFactor: Bool
    let created: Moment
    let lastSignIn: Moment?
    let fields: [FormField]
    /// The address at which the user chooses a password; only in the answer that made it.
    let link: String?
    let problems: [FormProblem]
    let hasProblems: Bool

    var title: String { heading }
    var area: Area? { .users }

    init(_ user: User, form: UserForm, link: String?, clock: WorkspaceClock, problems: [FormProblem]) {
        path = UserPages.path(of: user)
        heading = user.name
        email = user.email
        state = UserState(user)
        isActive = user.isActive
        hasSecondFactor = user.hasSecondFactor
        created = clock.moment(user.createdAt)
        lastSignIn = user.lastSignInAt.map(clock.moment)
        fields = [form.nameField(problems), form.roleField(problems)]
        self.link = link
        self.problems = problems
        hasProblems = !problems.isEmpty
    }
}
