package import Bitmaps

/// Which contacts have what decides about their dots.
package struct StatusMembers: Sendable, Equatable {
    /// Everybody who is meant, also those deleted on their cards.
    package var everybody: Bitmap
    /// Those who agreed to e-mail, whatever else is true of them.
    package var optedIn: Bitmap
    package var invalid: Bitmap
    /// Those deleted on their cards.
    package var removed: Bitmap

    package init(everybody: Bitmap, optedIn: Bitmap, invalid: Bitmap, removed: Bitmap) {
        self.everybody = everybody
        self.optedIn = optedIn
        self.invalid = invalid
        self.removed = removed
    }

    /// How many have each status, by the priority of `Contact.status`.
    package var counts: StatusCounts {
        var counts = StatusCounts()
        let present = everybody.subtracting(removed)
        let reachable = present.subtracting(invalid)
        counts[.removed] = everybody.count - present.count
        counts[.invalid] = present.count - reachable.count
        counts[.optedIn] = reachable.intersectionCount(optedIn)
        counts[.optedOut] = reachable.count - counts[.optedIn]
        return counts
    }

    /// How many of a group have each status.
    package func counts(among group: Bitmap) -> StatusCounts {
        var part = self
        part.everybody = everybody.intersection(group)
        return part.counts
    }

    /// Makes it what it was before a change; contacts that were not there yet leave.
    mutating func undo(_ change: Change) {
        switch change.facet {
        case .existence where change.old == .same(.none): everybody.subtract(change.contacts)
        case .emailStatus: Self.set(&optedIn, to: change)
        case .invalid: Self.set(&invalid, to: change)
        case .removed: Self.set(&removed, to: change)
        default: break
        }
    }

    /// Takes for members those whose old value is neither nothing nor zero.
    private static func set(_ members: inout Bitmap, to change: Change) {
        switch change.old {
        case .same(let value):
            if value.isSet { members.formUnion(change.contacts) } else { members.subtract(change.contacts) }
        case .each(let values):
            members.subtract(change.contacts)
            let numbers = change.contacts.numbers
            members.insert(contentsOf: numbers.indices.filter { values[$0].isSet }.map { numbers[$0] })
        }
    }
}

extension FacetValue {
    /// Whether a mark is there: a status that is opted in, a flag that is up, a time of removal.
    var isSet: Bool { self != .none && self != .no }
}

extension Facet {
    /// What decides about the dot.
    static let ofStatus: [Facet] = [.existence, .emailStatus, .invalid, .removed]
}
