package import Contacts

extension LaunchLimits {
    /// How many launches a limit may allow.
    package static let maxima: ClosedRange<Int64> = 1...1_000_000

    /// The shortest time between two launches as people say it; nothing where they cannot.
    package var span: Span? {
        let fitting = Span.Unit.allCases.reversed().lazy.compactMap { unit -> Span? in
            guard let length = unit.milliseconds, interval % length == 0, interval >= 0,
                let count = Int(exactly: interval / length), Span.counts.contains(count)
            else { return nil }
            return Span(count, unit)
        }
        return interval == 0 ? Span(0, .day) : fitting.first
    }

    /// Limits with the time between launches as people say it.
    ///
    /// - Returns: Nothing for months, which differ in length.
    package init?(maximum: Int64?, every span: Span) {
        guard let interval = span.milliseconds else { return nil }
        self.init(maximum: maximum, interval: interval)
    }
}

extension Span {
    /// The length where it is always the same, with days of 24 hours; nothing for months.
    package var milliseconds: Int64? { unit.milliseconds.map { $0 * Int64(count) } }
}

extension Span.Unit {
    fileprivate var milliseconds: Int64? {
        switch self {
        case .minute: 60_000
        case .hour: 3_600_000
        case .day: 86_400_000
        case .week: 604_800_000
        case .month: nil
        }
    }
}
