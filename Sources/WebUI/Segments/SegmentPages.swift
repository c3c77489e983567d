import Access
import Contacts
import Hummingbird
import Selections

/// The segments: saved selections.
struct SegmentPages: Sendable {
    let site: Site

    func declare(on routes: inout Routes) {
        let change = Need.permission(.manageSegments)
        routes.get("/segments", needs: .permission(.seeContacts)) { request, context in
            try await list(SegmentForm(name: "", query: request.queryFields["query"]), for: request, context)
        }
        routes.post("/segments", needs: change) { try await create($0, $1) }
        routes.post("/segments/from-manager", needs: change) { try await saveGroup($0, $1) }
        routes.get("/segments/:id", needs: .permission(.seeContacts)) { request, context in
            let segment = try await segment(context)
            return try await page(segment, SegmentForm(segment), for: request, context)
        }
        routes.post("/segments/:id", needs: change) { request, context in
            let form = SegmentForm(try await site.form(request))
            return try await save(form, "Saved.", request, context) { segment in
                try await site.segments.update(segment.name, try Selection(query: form.query), by: try context.actor)
            }
        }
        routes.post("/segments/:id/rename", needs: change) { request, context in
            let name = try await site.form(request)["name"]
            let form = SegmentForm(name: name, query: try await segment(context).selection.textOrAll)
            return try await save(form, "Renamed.", request, context) { segment in
                try await site.segments.rename(segment.name, to: name, by: try context.actor)
            }
        }
        routes.post("/segments/:id/delete", needs: change) { try await delete($0, $1) }
    }

    private func create(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = SegmentForm(try await site.form(request))
        do {
            let segment = try await site.segments.create(
                form.name,
                try Selection(query: form.query),
                by: try context.actor
            )
            return .redirect(to: "/segments/\(segment.id)", flash: .done("Segment created."), for: request)
        } catch {
            return try await list(form, problems: [try Self.problem(error)], for: request, context)
        }
    }

    /// Saves the group that the boxes of the Contact manager describe.
    private func saveGroup(_ request: Request, _ context: WebContext) async throws -> Response {
        let fields = try await site.form(request)
        var (selection, problems) = RunForm(fields).selection()
        if problems.isEmpty {
            do {
                let segment = try await site.segments.create(
                    fields["segment-name"],
                    selection,
                    by: try context.actor
                )
                guard request.wantsFragment else {
                    return .redirect(to: "/segments/\(segment.id)", flash: .done("Segment created."), for: request)
                }
                return site.fragment(SavedSegment(segment))
            } catch {
                problems = [try Self.problem(error)]
            }
        }
        guard !request.wantsFragment else { return site.fragment(ProblemPanel(problems: problems)) }
        let form = SegmentForm(name: fields["segment-name"], query: selection.queryText)
        return try await list(form, problems: problems, for: request, context)
    }

    private func save(
        _ form: SegmentForm,
        _ done: String,
        _ request: Request,
        _ context: WebContext,
        _ work: (Segment) async throws -> Void
    ) async throws -> Response {
        let segment = try await segment(context)
        do {
            try await work(segment)
            return .redirect(to: "/segments/\(segment.id)", flash: .done(done), for: request)
        } catch {
            return try await page(segment, form, problems: [try Self.problem(error)], for: request, context)
        }
    }

    private func delete(_ request: Request, _ context: WebContext) async throws -> Response {
        let segment = try await segment(context)
        guard try await site.form(request)["confirmation"] == "yes" else {
            let flash = Flash.problem("Tick the box first, then delete.")
            return .redirect(to: "/segments/\(segment.id)", flash: flash, for: request)
        }
        do {
            try await site.segments.delete(segment.name, by: try context.actor)
        } catch let error as SegmentError {
            return .redirect(to: "/segments/\(segment.id)", flash: .problem(error.message.asSentence), for: request)
        }
        return .redirect(to: "/segments", flash: .done("Segment “\(segment.name)” deleted."), for: request)
    }

    private func segment(_ context: WebContext) async throws -> Segment {
        let id = context.parameters.get("id").flatMap(Int64.init)
        guard let segment = try await site.segments.all().first(where: { $0.id == id }) else {
            throw WebError.notFound("This segment")
        }
        return segment
    }

    private func list(
        _ form: SegmentForm,
        problems: [FormProblem] = [],
        for request: Request,
        _ context: WebContext
    ) async throws -> Response {
        var counted: [(segment: Segment, contacts: String)] = []
        for segment in try await site.segments.all() {
            counted.append((segment, try await contacts(of: segment, context)))
        }
        let page = SegmentListPage(
            counted,
            form: form,
            problems: problems,
            clock: try await site.clock(),
            mayChange: context.may(.manageSegments),
            reader: try context.actor
        )
        return site.page(page, for: request, context, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    private func page(
        _ segment: Segment,
        _ form: SegmentForm,
        problems: [FormProblem] = [],
        for request: Request,
        _ context: WebContext
    ) async throws -> Response {
        let page = SegmentPage(
            segment,
            contacts: try await contacts(of: segment, context),
            form: form,
            mayChange: context.may(.manageSegments),
            reader: try context.actor,
            problems: problems
        )
        return site.page(page, for: request, context, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    private func contacts(of segment: Segment, _ context: WebContext) async throws -> String {
        do {
            return try await site.audiences.count(Selection(segment: segment.name), reach: try context.actor.reach)
                .counted("contact")
        } catch let error as SelectionError {
            return error.message
        }
    }

    /// What the person can correct; anything else is thrown on.
    private static func problem(_ error: any Error) throws -> FormProblem {
        switch error {
        case let error as SegmentError: FormProblem("name", in: "Name", error.message.asSentence)
        case let error as QuerySyntaxError: FormProblem("query", in: "Query", error.message.asSentence)
        case let error as SelectionError: FormProblem("query", in: "Query", error.message.asSentence)
        default: throw error
        }
    }
}

/// The answer to “Save as segment” on the Contact manager.
struct SavedSegment: FragmentModel {
    static let template = "saved-segment"

    let address: String
    let name: String

    init(_ segment: Segment) {
        address = "/segments/\(segment.id)"
        name = segment.name
    }
}
