import Access
import Automations
import Contacts
import Hummingbird
import Storage

/// A rule or workflow with what its pages say of it.
struct OpenAutomation: Sendable {
    let draft: AutomationDraft
    /// As far as whoever looks sees contacts.
    let totals: AutomationTotals
    /// The e-mail address of who made it, where that is a user.
    let author: String?
    let mayChange: Bool

    var automation: Automation { draft.automation }
    var path: String { automation.path }

    /// What contacts enter, or would enter.
    var shownGraph: Graph { (draft.published ?? draft.definition).graph }
}

extension Automation {
    var path: String { "\(kind.path)/\(id.number)" }
}

extension AutomationKind {
    /// Where the pages of the kind are.
    var path: String {
        switch self {
        case .rule: "/rules"
        case .workflow: "/workflows"
        }
    }

    var area: Area {
        switch self {
        case .rule: .rules
        case .workflow: .workflows
        }
    }

    /// What people call several of them.
    var plural: String { "\(label)s" }
}

extension Site {
    var automations: AutomationStore { AutomationStore(database, time: time) }

    /// The automation that the address names.
    ///
    /// - Throws: `WebError.notFound` for one that is not there or of the other kind, and for one out of sight alike.
    func automation(_ kind: AutomationKind, _ context: WebContext) async throws -> OpenAutomation {
        let user = try context.signedIn
        guard let number = context.parameters.get("id").flatMap(Int64.init) else {
            throw WebError.notFound("This \(kind.label)")
        }
        return try await database.read { connection in
            let draft = try DefinitionReader(connection).draft(of: AutomationID(number))
            guard let draft, draft.automation.kind == kind, draft.automation.isOpen(to: user.actor) else {
                throw WebError.notFound("This \(kind.label)")
            }
            let totals = try AutomationReports(connection, reach: user.actor.reach).totals()
            return OpenAutomation(
                draft: draft,
                totals: totals[draft.automation.id] ?? AutomationTotals(),
                author: try draft.automation.author.flatMap { try UserDirectory(connection).user($0)?.email },
                mayChange: user.may(.manageAutomations) && draft.automation.isChangeable(by: user.actor)
            )
        }
    }

    /// The automation that the address names, for who may change it.
    ///
    /// - Throws: As `automation`, and `WebError.refused` where it is not the user's to change.
    func changeableAutomation(_ kind: AutomationKind, _ context: WebContext) async throws -> OpenAutomation {
        let open = try await automation(kind, context)
        guard open.mayChange else {
            throw WebError.refused(AutomationError.notYours(kind, open.automation.name).message)
        }
        return open
    }
}
