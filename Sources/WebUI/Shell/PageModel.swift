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

/// A part of the application that the navigation names.
enum Area: String, Sendable, CaseIterable {
    case manager = "Contact manager"
    case executions = "Executions"
    case contacts = "Contacts"
    case segments = "Segments"
    case funnels = "Funnels"
    case coupons = "Coupons"
    case documents = "Documents"
    case messages = "Messages"
    case forms = "Forms"
    case rules = "Rules"
    case workflows = "Workflows"
    case users = "Users"
    case settings = "Settings"

    /// What opening it needs.
    var permission: Permission {
        switch self {
        case .manager, .contacts, .segments, .funnels: .seeContacts
        case .executions, .rules, .workflows: .runActions
        case .coupons, .documents: .exportContacts
        case .messages: .manageMessages
        case .forms: .manageForms
        case .users: .manageUsers
        case .settings: .manageWorkspace
        }
    }

    var path: String {
        switch self {
        case .manager: "/"
        case .executions: "/executions"
        case .contacts: "/contacts"
        case .segments: "/segments"
        case .funnels: "/funnels"
        case .coupons: "/coupons"
        case .messages: "/messages"
        case .forms: "/forms"
        case .rules: "/rules"
        case .workflows: "/workflows"
        case .documents: "/documents"
        case .users: "/users"
        case .settings: "/settings"
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

    /// Who is signed in.
    struct Person: Sendable {
        let personName: String
        let personEmail: String
    }

    let pageTitle: String
    let navigation: [Link]
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
