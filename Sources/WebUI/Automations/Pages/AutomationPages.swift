import Access
import Automations
import Contacts
import Foundation
import Hummingbird
import Storage

/// The lists of rules and workflows, and what can be done with each as a whole.
struct AutomationPages: Sendable {
    let site: Site

    func declare(on routes: inout Routes) {
        // Whoever may run one may see it.
        let look = Need.permission(.runActions)
        let change = Need.permission(.manageAutomations)
        for kind in AutomationKind.allCases {
            routes.get(kind.path, needs: look) { try await list(kind, AutomationForm(), for: $0, $1) }
            routes.post(kind.path, needs: change) { try await create(kind, $0, $1) }
            for command in AutomationCommand.allCases {
                routes.post("\(kind.path)/:id/\(command.rawValue)", needs: change) { request, context in
                    try await obey(command, kind, request, context)
                }
            }
            routes.post("\(kind.path)/:id/duplicate", needs: change) { try await duplicate(kind, $0, $1) }
            routes.post("\(kind.path)/:id/delete", needs: change) { try await delete(kind, $0, $1) }
        }
    }

    private func create(_ kind: AutomationKind, _ request: Request, _ context: WebContext) async throws -> Response {
        let actor = try context.actor
        var form = AutomationForm(try await site.form(request))
        // Who works on own contacts is not asked.
        if actor.reach != .everybody { form.isShared = false }
        var (settings, problems) = form.settings()
        if let settings {
            do {
                let id = try await site.automations.create(settings, .empty(kind), by: actor)
                let flash = Flash.done("\(kind.label.capitalized) created. It does nothing before you activate it.")
                return .redirect(to: "\(kind.path)/\(id.number)", flash: flash, for: request)
            } catch let error as AutomationError {
                problems = [form.problem(error)]
            }
        }
        return try await list(kind, form, problems: problems, for: request, context)
    }

    private func obey(
        _ command: AutomationCommand,
        _ kind: AutomationKind,
        _ request: Request,
        _ context: WebContext
    ) async throws -> Response {
        let open = try await site.automation(kind, context)
        do {
            try await command.carryOut(open.automation.id, site.automations, by: try context.actor)
        } catch let error as AutomationError {
            return .redirect(to: open.path, flash: .problem(error.message.asSentence), for: request)
        } catch let error as FlawedDefinition {
            let count = error.flaws.count(where: \.isError)
            let words = "It cannot be activated yet: \(count.counted("thing")) must be corrected first; see below."
            return .redirect(to: open.path, flash: .problem(words), for: request)
        }
        return .redirect(to: open.path, flash: .done(command.done), for: request)
    }

    private func duplicate(_ kind: AutomationKind, _ request: Request, _ context: WebContext) async throws -> Response {
        let open = try await site.automation(kind, context)
        let id = try await site.automations.duplicate(open.automation.id, by: try context.actor)
        return .redirect(to: "\(kind.path)/\(id.number)", flash: .done("This is the copy, a draft."), for: request)
    }

    private func delete(_ kind: AutomationKind, _ request: Request, _ context: WebContext) async throws -> Response {
        let open = try await site.changeableAutomation(kind, context)
        let fields = try await site.form(request)
        let settings = "\(open.path)/settings"
        guard fields["confirmation"] == "yes" else {
            return .redirect(to: settings, flash: .problem("Tick the box first, then delete."), for: request)
        }
        do {
            let isForced = fields["force"] == "yes"
            try await site.automations.delete(open.automation.id, force: isForced, by: try context.actor)
        } catch let error as AutomationError {
            return .redirect(to: settings, flash: .problem(error.message.asSentence), for: request)
        }
        let flash = Flash.done("\(kind.label.capitalized) “\(open.automation.name)” deleted.")
        return .redirect(to: kind.path, flash: flash, for: request)
    }

    private func list(
        _ kind: AutomationKind,
        _ form: AutomationForm,
        problems: [FormProblem] = [],
        for request: Request,
        _ context: WebContext
    ) async throws -> Response {
        let user = try context.signedIn
        let found = try await site.database.read { connection in
            let reader = DefinitionReader(connection)
            let totals = try AutomationReports(connection, reach: user.actor.reach).totals()
            let emails = try UserDirectory(connection).names()
            return try AutomationReader(connection).all(kind, visibleTo: user.actor)
                .compactMap { automation in
                    try reader.draft(of: automation.id).map { draft in
                        OpenAutomation(
                            draft: draft,
                            totals: totals[automation.id] ?? AutomationTotals(),
                            author: automation.author.flatMap { emails[$0] },
                            mayChange: user.may(.manageAutomations) && automation.isChangeable(by: user.actor)
                        )
                    }
                }
        }
        let page = AutomationListPage(kind, found, for: user, form: form, problems: problems)
        return site.page(page, for: request, context, status: problems.isEmpty ? .ok : .unprocessableContent)
    }
}

/// What changes the state of a rule or workflow.
enum AutomationCommand: String, CaseIterable, Sendable {
    case activate, pause, resume

    /// What the page says afterwards.
    var done: String {
        switch self {
        case .activate: "Active."
        case .pause: "Paused. Nobody enters, and whoever is inside stands still."
        case .resume: "Goes on."
        }
    }

    /// - Throws: `AutomationError` or `FlawedDefinition` when it is refused.
    func carryOut(_ id: AutomationID, _ store: AutomationStore, by actor: Actor) async throws {
        switch self {
        case .activate: try await store.activate(id, by: actor)
        case .pause: try await store.pause(id, by: actor)
        case .resume: try await store.resume(id, by: actor)
        }
    }
}
