extension ContactStatus {
    /// What people call it.
    package var label: String {
        switch self {
        case .optedIn: "opted in"
        case .optedOut: "opted out"
        case .invalid: "invalid address"
        case .removed: "deleted"
        }
    }
}
