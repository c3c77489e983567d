import Access
import Contacts
import Messaging
import Selections
import Storage

extension Site {
    /// What the forms of conditions and actions offer to whoever looks.
    func surroundings(_ context: WebContext) async throws -> RunSurroundings {
        let actor = try context.actor
        return RunSurroundings(
            segments: try await segments.all().map(\.name),
            detailNames: try await suggestions.details(matching: "", limit: 200, reach: actor.reach).map(\.text),
            users: try await users.all(),
            funnels: try await funnels.all(),
            automations: try await database.read { try AutomationReader($0).all(visibleTo: actor) },
            templates: try await database.read { connection in
                try MessageChannel.allCases.flatMap(TemplateReader(connection).all)
            },
            clock: try await clock(),
            mayAct: context.may(.runActions),
            maySave: context.may(.manageSegments)
        )
    }
}
