extension MarketingStatus {
    /// What people call the status.
    package var label: String {
        switch self {
        case .optedIn: "opted in"
        case .optedOut: "opted out"
        }
    }
}
