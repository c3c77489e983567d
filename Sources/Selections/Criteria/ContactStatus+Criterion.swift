package import Contacts

extension ContactStatus {
    /// The condition that contacts with this dot meet.
    package var criterion: Criterion {
        switch self {
        case .optedIn: .and([.leaf(.emailStatus(.optedIn)), .not(.leaf(.invalid)), .not(.leaf(.removed))])
        case .optedOut: .and([.leaf(.emailStatus(.optedOut)), .not(.leaf(.invalid)), .not(.leaf(.removed))])
        case .invalid: .and([.leaf(.invalid), .not(.leaf(.removed))])
        case .removed: .leaf(.removed)
        }
    }
}
