/// What a template shows, ready as text.
protocol FragmentModel: Sendable {
    static var template: String { get }
}

/// What a whole page shows inside the shell.
protocol PageModel: FragmentModel {
    var title: String { get }
    var area: Area? { get }
}

/// A part of the application that the navigation names.
enum Area: String, Sendable, CaseIterable {
    case manager = "Contact manager"
    case executions = "Executions"
    case contacts = "Contacts"
    case segments = "Segments"

    var path: String {
        switch self {
        case .manager: "/"
        case .executions: "/executions"
        case .contacts: "/contacts"
        case .segments: "/segments"
        }
    }
}

/// What the layout shows around a page.
struct Shell: Sendable {
    struct Link: Sendable {
        let label: String
        let path: String
        let isCurrent: Bool
    }

    let pageTitle: String
    let navigation: [Link]
    let flash: Flash?
    let assets: AssetAddresses
}

/// A page together with its shell: the root of what a layout sees.
struct FramedPage: Sendable {
    let shell: Shell
    let content: any PageModel
}
