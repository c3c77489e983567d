/// A place in the bar of the navigation: a link, or a menu of several.
struct NavigationItem: Sendable {
    struct Link: Sendable {
        let label: String
        let path: String
        let isCurrent: Bool
    }

    struct Menu: Sendable {
        let menuLabel: String
        /// Whether one of its links is the current one.
        let isOpenArea: Bool
        let links: [Link]
    }

    let link: Link?
    let menu: Menu?

    /// The bar for somebody who may open these areas: a menu of one is a link, and one of none is not there.
    static func bar(of areas: [Area], current: Area?) -> [Self] {
        var places: [(menu: AreaMenu?, areas: [Area])] = []
        for area in areas {
            if let menu = area.menu, let place = places.firstIndex(where: { $0.menu == menu }) {
                places[place].areas.append(area)
            } else {
                places.append((area.menu, [area]))
            }
        }
        return places.map { menu, areas in
            let links = areas.map { Link(label: $0.rawValue, path: $0.path, isCurrent: $0 == current) }
            guard let menu, links.count > 1 else { return Self(link: links.first, menu: nil) }
            return Self(
                link: nil,
                menu: Menu(menuLabel: menu.rawValue, isOpenArea: links.contains(where: \.isCurrent), links: links)
            )
        }
    }
}
