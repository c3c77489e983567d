import Access
import Contacts
import Testing

struct RoleTests {
    @Test func `only those who see the whole base or act nowhere reach beyond their own contacts`() {
        let user = UserID(7)
        #expect(Role.allCases.filter { $0.reach(of: user) == .everybody } == [.administrator, .manager, .viewer])
        #expect(Role.user.reach(of: user) == .owned(by: user))
        #expect(Role.viewer.permissions == [.seeContacts])
    }

    @Test(arguments: Role.allCases)
    func `who sees the whole base and makes automations sees everybody's`(role: Role) {
        let actor = User(id: UserID(7), email: "a@example.com", name: "A", role: role, createdAt: 0).actor
        #expect(actor.seesAllAutomations == [.administrator, .manager].contains(role))
        let id = AutomationID(1)
        let shared = Automation(id: id, kind: .rule, name: "A", state: .draft, version: nil, events: 0)
        #expect(shared.isOpen(to: actor) && shared.program.name == "rule A")
        for (author, isOwn) in [(UserID(7), true), (UserID(8), false), (nil, false)] {
            let own = Automation(
                id: id,
                kind: .workflow,
                name: "A",
                state: .draft,
                isShared: false,
                author: author,
                version: nil,
                events: 0
            )
            #expect(own.isOpen(to: actor) == (isOwn || actor.seesAllAutomations), "\(author?.number ?? 0)")
            #expect(own.program.name == "workflow")
        }
    }
}
