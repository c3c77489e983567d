/// How a contact stands with monitoring; its letter is M or N.
package enum MonitoringState: Int64, Sendable, Hashable, CaseIterable {
    /// Never seen on a page of the shop: N.
    case never = 0
    /// M.
    case monitored = 1
    /// Somebody stopped it, so visits are no longer stored until it is restored: N.
    case stopped = 2

    /// What people call it.
    package var label: String {
        switch self {
        case .never: "not monitored"
        case .monitored: "monitored"
        case .stopped: "monitoring stopped"
        }
    }

    package var value: FacetValue { .integer(rawValue) }
}
