import Access
import Automations
import Contacts
import Hummingbird
import Storage

/// The pages of one rule or workflow beside the one on which it is built.
struct AutomationDetailPages: Sendable {
    let site: Site

    func declare(on routes: inout Routes) {
        let look = Need.permission(.runActions)
        let change = Need.permission(.manageAutomations)
        for kind in AutomationKind.allCases {
            let path = "\(kind.path)/:id"
            routes.get("\(path)/contacts", needs: look) { try await contacts(kind, $0, $1) }
            routes.get("\(path)/progress", needs: look) { try await progress(kind, $0, $1) }
            routes.post("\(path)/try-again", needs: change) { try await tryAgain(kind, $0, $1) }
            routes.get("\(path)/test", needs: look) { try await test(kind, $0, $1) }
            routes.get("\(path)/settings", needs: look) { request, context in
                let open = try await site.automation(kind, context)
                return try await settings(open, AutomationForm(open.automation), for: request, context)
            }
            routes.post("\(path)/settings", needs: change) { try await saveSettings(kind, $0, $1) }
        }
    }

    // MARK: - Contacts

    private func contacts(_ kind: AutomationKind, _ request: Request, _ context: WebContext) async throws -> Response {
        let open = try await site.automation(kind, context)
        let version = Int64(request.queryFields["version"])
        let progress = try await progress(open, version: version, isUpdate: false, context)
        return site.page(AutomationContactsPage(open, progress, version: version), for: request, context)
    }

    private func progress(_ kind: AutomationKind, _ request: Request, _ context: WebContext) async throws -> Response {
        let open = try await site.automation(kind, context)
        let version = Int64(request.queryFields["version"])
        return site.fragment(try await progress(open, version: version, isUpdate: true, context))
    }

    private func progress(
        _ open: OpenAutomation,
        version: Int64?,
        isUpdate: Bool,
        _ context: WebContext
    ) async throws -> AutomationProgress {
        let reach = try context.actor.reach
        let automation = open.automation
        let (graph, counts, failures) = try await site.database.read { connection in
            let reports = AutomationReports(connection, reach: reach)
            let graph = try version.map { number in
                guard try reports.versions(of: automation.id).contains(where: { $0.number == number }) else {
                    throw WebError.notFound("This version")
                }
                return try DefinitionReader(connection).graph(of: automation.id, version: number)
            }
            return (
                graph ?? open.shownGraph, try reports.counts(of: automation, version: version),
                try reports.failures(of: automation).filter { version == nil || $0.version == version }
            )
        }
        return AutomationProgress(
            open,
            graph,
            counts: counts,
            failures: failures,
            clock: try await site.clock(),
            isUpdate: isUpdate
        )
    }

    private func tryAgain(_ kind: AutomationKind, _ request: Request, _ context: WebContext) async throws -> Response {
        let open = try await site.changeableAutomation(kind, context)
        let node = Int64(try await site.form(request)["node"]).map { NodeID($0) }
        let failed = FailedContacts(site.database, time: site.time)
        let count = try await failed.retry(in: open.automation, at: node, by: try context.actor)
        let flash = Flash.done("\(count.counted("contact")) \(count == 1 ? "tries" : "try") again.")
        return .redirect(to: "\(open.path)/contacts", flash: flash, for: request)
    }

    // MARK: - Test run

    private func test(_ kind: AutomationKind, _ request: Request, _ context: WebContext) async throws -> Response {
        let open = try await site.automation(kind, context)
        let form = TestForm(request.queryFields)
        var result: TestResult?
        var problem: String?
        if !form.email.isEmpty {
            do {
                result = try await self.result(form, open, try context.actor)
                if result == nil { problem = "There is no contact with this address, or none that you see." }
            } catch let error as EmailAddressError {
                problem = error.message.asSentence
            } catch let error as AccessError {
                problem = error.message.asSentence
            }
        }
        let page = TestRunPage(open, form, problem: problem, result, clock: try await site.clock())
        return site.page(page, for: request, context, status: problem == nil ? .ok : .unprocessableContent)
    }

    private func result(_ form: TestForm, _ open: OpenAutomation, _ actor: Actor) async throws -> TestResult? {
        let automation = open.automation
        let email = try EmailAddress(form.email)
        let found = try await site.database.read { connection -> (Contact, Passage?, [LoggedStep], [Int64: Graph])? in
            let reader = ContactReader(connection)
            guard let number = try reader.number(of: email), let contact = try reader.contact(number),
                try reader.number(of: contact.id, visibleTo: actor) == number
            else { return nil }
            let reports = AutomationReports(connection, reach: actor.reach)
            let log = try reports.log(of: number, in: automation.id)
            let definitions = DefinitionReader(connection)
            let graphs = try Set(log.map(\.version)).map {
                ($0, try definitions.graph(of: automation.id, version: $0))
            }
            let passage = try reports.passages(of: number)[automation.id]
            return (contact, passage, log, Dictionary(uniqueKeysWithValues: graphs))
        }
        guard let (contact, passage, log, graphs) = found else { return nil }
        let steps = try await TestRun(site.database, time: site.time).steps(
            of: contact.number,
            through: open.draft.definition.graph,
            of: automation,
            eventsHappen: form.eventsHappen
        )
        return TestResult(contact: contact, steps: steps, passage: passage, log: log, graphs: graphs)
    }

    // MARK: - Settings

    private func saveSettings(
        _ kind: AutomationKind,
        _ request: Request,
        _ context: WebContext
    ) async throws -> Response {
        let open = try await site.changeableAutomation(kind, context)
        let actor = try context.actor
        var form = AutomationForm(try await site.form(request))
        if actor.reach != .everybody { form.isShared = open.automation.isShared }
        var (settings, problems) = form.settings()
        if let settings {
            do {
                try await site.automations.change(open.automation.id, to: settings, by: actor)
                return .redirect(to: "\(open.path)/settings", flash: .done("Saved."), for: request)
            } catch let error as AutomationError {
                problems = [form.problem(error)]
            }
        }
        return try await self.settings(open, form, problems: problems, for: request, context)
    }

    private func settings(
        _ open: OpenAutomation,
        _ form: AutomationForm,
        problems: [FormProblem] = [],
        for request: Request,
        _ context: WebContext
    ) async throws -> Response {
        let user = try context.signedIn
        let versions = try await site.database.read {
            try AutomationReports($0, reach: user.actor.reach).versions(of: open.automation.id)
        }
        let page = AutomationSettingsPage(
            open,
            versions,
            form: form,
            problems: problems,
            for: user,
            clock: try await site.clock()
        )
        return site.page(page, for: request, context, status: problems.isEmpty ? .ok : .unprocessableContent)
    }
}
