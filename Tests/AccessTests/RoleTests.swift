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
}
