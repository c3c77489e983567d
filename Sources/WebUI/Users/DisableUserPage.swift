import Access
import Contacts

/// The question who takes over, before a user is disabled.
struct DisableUserPage: PageModel {
    static let template = "disable-user"

    let path: String
    let heading: String
    let email: String
    let contacts: String
    /// The choice; nothing where there is nothing to take over.
    let successor: FormField?
    let preview: PreviewPanel?
    let problems: [FormProblem]
    let hasProblems: Bool

    var title: String { heading }
    var area: Area? { .users }

    /// Describes the question.
    ///
    /// - Parameters:
    ///   - user: Who is to be disabled.
    ///   - contacts: How many contacts the user owns.
    ///   - successors: Who may take over.
    ///   - chosen: What was chosen.
    ///   - preview: What the hand-over would do.
    ///   - problems: What is wrong with the choice.
    init(
        _ user: User,
        contacts: Int,
        successors: [User],
        chosen: String,
        preview: PreviewPanel?,
        problems: [FormProblem]
    ) {
        path = UserPages.path(of: user)
        heading = "Disable \(user.name)"
        email = user.email
        self.contacts = contacts.counted("contact")
        let people = successors.map {
            (word: "\($0.id.number)", caption: "\($0.name), \($0.email) (\($0.role.rawValue))")
        }
        successor =
            contacts == 0
            ? nil
            : FormField(
                "successor",
                "Who takes over the contacts",
                .searchedChoice([("", "choose")] + people),
                value: chosen,
                help: "The successor gets each contact at the level that the user has, or keeps a higher one.",
                problem: problems.text(for: "successor")
            )
        self.preview = preview
        self.problems = problems
        hasProblems = !problems.isEmpty
    }
}
