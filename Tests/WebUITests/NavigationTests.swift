import Access
import Testing

@testable import WebUI

/// The bar of the navigation, with its menus.
struct NavigationTests {
    @Test func `all areas have a place, and a menu stands where its first area does`() {
        let bar = NavigationItem.bar(of: Area.allCases, current: nil)
        #expect(
            bar.map { $0.link?.label ?? $0.menu?.menuLabel } == [
                "Contact manager", "Executions", "Contacts", "Messages & forms", "Automation", "Files & coupons",
                "Settings",
            ]
        )
        let paths = bar.flatMap { ($0.menu?.links ?? []) + ($0.link.map { [$0] } ?? []) }.map(\.path)
        #expect(paths == Area.allCases.map(\.path))
        #expect(bar.allSatisfy { ($0.link == nil) != ($0.menu == nil) })
    }

    @Test func `a menu of one is a link, and one of none is not there`() {
        let bar = NavigationItem.bar(of: [.manager, .forms, .users, .settings], current: .forms)
        #expect(bar.map(\.link?.label) == ["Contact manager", "Forms", nil])
        #expect(bar.map(\.link?.isCurrent) == [false, true, nil])
        #expect(bar.map(\.menu?.links.count) == [nil, nil, 2])
        #expect(NavigationItem.bar(of: [], current: nil).isEmpty)
    }

    @Test func `the current area is marked on its entry and on its menu`() {
        let bar = NavigationItem.bar(of: Area.allCases, current: .segments)
        #expect(bar.compactMap(\.menu).filter(\.isOpenArea).map(\.menuLabel) == ["Contacts"])
        let current = bar.compactMap(\.menu).flatMap(\.links).filter(\.isCurrent)
        #expect(current.map(\.label) == ["Segments"])
        #expect(bar.compactMap(\.link).allSatisfy { !$0.isCurrent })
    }

    @Test func `a page says where it is`() async throws {
        let world = try await World()
        try await world.visit { client in
            let page = try await client.text("/segments")
            #expect(
                page.contains(#"<a class="dropdown-item active" aria-current="page" href="/segments">Segments</a>"#)
            )
            #expect(page.contains(#"aria-expanded="false" aria-current="true">Contacts</button>"#))
            #expect(page.matches(of: /aria-current/).count == 2)
        }
    }
}
