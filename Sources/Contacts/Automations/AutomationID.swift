/// The number of a rule or workflow; it is never given to another one.
package struct AutomationID: Hashable, Sendable, Comparable {
    package let number: Int64

    package init(_ number: Int64) {
        self.number = number
    }

    package static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

/// The number of a node; within one rule or workflow it is never given to another one.
package struct NodeID: Hashable, Sendable, Comparable {
    package let number: Int64

    package init(_ number: Int64) {
        self.number = number
    }

    package static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

/// The two forms of automation.
package enum AutomationKind: String, Sendable, CaseIterable {
    /// Flat: events, a condition, and actions for those who meet it and for the others.
    case rule
    /// A graph of conditions, waits and actions.
    case workflow

    /// What people call it, within a sentence.
    package var label: String { rawValue }

    /// The kind that this is not.
    package var other: AutomationKind { self == .rule ? .workflow : .rule }
}
