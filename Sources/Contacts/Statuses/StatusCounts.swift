/// How many contacts have each status.
package struct StatusCounts: Sendable, Hashable {
    private var counts: [Int]

    /// Nobody has any.
    package init() {
        counts = ContactStatus.allCases.map { _ in 0 }
    }

    /// How many contacts have the status.
    package subscript(status: ContactStatus) -> Int {
        get { counts[Self.place(of: status)] }
        set { counts[Self.place(of: status)] = newValue }
    }

    package var total: Int { counts.reduce(0, +) }

    private static func place(of status: ContactStatus) -> Int {
        switch status {
        case .optedIn: 0
        case .optedOut: 1
        case .invalid: 2
        case .removed: 3
        }
    }
}
