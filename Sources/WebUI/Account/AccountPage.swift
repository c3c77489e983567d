import Access
import Contacts

/// The page of the signed-in user's own account.
struct AccountPage: PageModel {
    static let template = "account"

    struct SessionRow: Sendable {
        let agent: String
        let place: String
        let began: Moment
        let seen: Moment
        let isThisOne: Bool
        let endAddress: String
    }

    let email: String
    let role: String
    let roleSummary: String
    let nameField: FormField
    let passwordFields: [FormField]
    let secondFactor: SecondFactorPart?
    let sessions: [SessionRow]
    let problems: [FormProblem]
    let hasProblems: Bool

    var title: String { "Your account" }
    var area: Area? { nil }

    /// Describes the account.
    ///
    /// - Parameters:
    ///   - user: Who is signed in.
    ///   - name: What stands in the field for the name.
    ///   - secondFactor: The second factor of the user.
    ///   - sessions: Where the user is signed in.
    ///   - current: The session that asks.
    ///   - clock: Writes times.
    ///   - problems: What is wrong with a form.
    init(
        _ user: User,
        name: String,
        secondFactor: SecondFactorStatus?,
        sessions: [Session],
        current: SessionToken?,
        clock: WorkspaceClock,
        problems: [FormProblem]
    ) {
        email = user.email
        role = user.role.rawValue
        roleSummary = user.role.summary
        nameField = FormField(
            "name",
            "Name",
            value: name,
            problem: problems.text(for: "name"),
            limit: User.maximumNameLength,
            autocomplete: "name"
        )
        passwordFields =
            [
                .presentPassword(problems)
            ] + NewPassword.fields(problems)
        self.secondFactor = secondFactor.map { SecondFactorPart($0, clock: clock) }
        self.sessions = sessions.map { session in
            SessionRow(
                agent: session.agent.isEmpty ? "unknown program" : session.agent,
                place: session.address,
                began: clock.moment(session.createdAt),
                seen: clock.moment(session.seenAt),
                isThisOne: session.id == current?.sessionID,
                endAddress: "/account/sessions/\(session.id)/end"
            )
        }
        self.problems = problems
        hasProblems = !problems.isEmpty
    }
}

/// The second factor as the page of the account shows it.
struct SecondFactorPart: Sendable {
    let since: Moment
    let codesLeft: String
    let isRunningOut: Bool

    init(_ status: SecondFactorStatus, clock: WorkspaceClock) {
        since = clock.moment(status.since)
        codesLeft = status.codesLeft.counted("recovery code")
        isRunningOut = status.codesLeft < 3
    }
}
