import Access

/// What a template shows, ready as text.
protocol FragmentModel: Sendable {
    static var template: String { get }
}

/// What a whole page shows inside the shell.
protocol PageModel: FragmentModel {
    var title: String { get }
    var area: Area? { get }
    /// The files of scripts that only some pages load, in order.
    var scripts: [String] { get }
}

extension PageModel {
    var scripts: [String] { [] }
}

/// A part of the application that the navigation names, in its order.
enum Area: String, Sendable, CaseIterable {
    case manager = "Contact manager"
    case executions = "Executions"
    case contacts = "Contacts"
    case segments = "Segments"
    case statuses = "Statuses"
    case funnels = "Funnels"
    case messages = "Messages"
    case forms = "Forms"
    case rules = "Rules"
    case workflows = "Workflows"
    case documents = "Documents"
    case coupons = "Coupons"
    case users = "Users"
    case keys = "API keys"
    case settings = "Settings"

    /// What opening it needs.
    var permission: Permission {
        switch self {
        case .manager, .contacts, .segments, .statuses, .funnels: .seeContacts
        case .executions, .rules, .workflows: .runActions
        case .documents, .coupons: .exportContacts
        case .messages: .manageMessages
        case .forms: .manageForms
        case .users, .keys: .manageUsers
        case .settings: .manageWorkspace
        }
    }

    /// The menu in which it lies; nothing where it stands in the bar by itself.
    var menu: AreaMenu? {
        switch self {
        case .manager, .executions: nil
        case .contacts, .segments, .statuses, .funnels: .contacts
        case .messages, .forms: .messages
        case .rules, .workflows: .automation
        case .documents, .coupons: .files
        case .users, .keys, .settings: .settings
        }
    }

    var path: String {
        switch self {
        case .manager: "/"
        case .executions: "/executions"
        case .contacts: "/contacts"
        case .segments: "/segments"
        case .statuses: "/statuses"
        case .funnels: "/funnels"
        case .messages: "/messages"
        case .forms: "/forms"
        case .rules: "/rules"
        case .workflows: "/workflows"
        case .documents: "/documents"
        case .coupons: "/coupons"
        case .users: "/users"
        case .keys: "/keys"
        case .settings: "/settings"
        }
    }
}

/// Areas that belong together and share a place in the bar, which has no room for each.
enum AreaMenu: String, Sendable {
    case contacts = "Contacts"
    case messages = "Messages & forms"
    case automation = "Automation"
    case files = "Files & coupons"
    case settings = "Settings"
}

/// What the layout shows around a page.
struct Shell: Sendable {
    /// Who is signed in.
    struct Person: Sendable {
        let personName: String
        let personEmail: String
    }

    let pageTitle: String
    let navigation: [NavigationItem]
    let person: Person?
    let flash: Flash?
    let assets: AssetAddresses
    /// The addresses of the page's own scripts.
    let scripts: [String]
}

/// A page together with its shell: the root of what a layout sees.
struct FramedPage: Sendable {
    let shell: Shell
    let content: any PageModel
}
