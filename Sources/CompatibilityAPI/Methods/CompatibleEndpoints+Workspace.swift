import Access
import Contacts
import Hummingbird
import Parsing
import Storage

extension CompatibleEndpoints {
    func declareWorkspace(on methods: inout Methods<some RequestContext>) {
        methods.on("user/listByClient", needs: .seeContacts, answers: ["users"]) { _ in
            let users = try await UserStore(database, time: time).all()
            return ["users": .list(users.filter(\.isActive).map { .text($0.email) })]
        }
        methods.on("workflow/list", needs: .runActions, answers: ["workflows"]) { call in
            let actor = call.actor
            let workflows = try await database.read { try AutomationReader($0).all(visibleTo: actor) }
                .filter { $0.kind == .workflow }
            return [
                "workflows": .list(
                    workflows.map { .object(["id": .integer($0.id.number), "name": .text($0.name)]) }
                )
            ]
        }
    }
}
