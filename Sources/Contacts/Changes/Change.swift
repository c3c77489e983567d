package import Bitmaps

/// A change of one facet for some contacts, with what it was and what it becomes.
///
/// Only contacts for which the value really changes belong into it.
package struct Change: Hashable, Sendable {
    package let facet: Facet
    package let contacts: Bitmap
    package let old: Values
    package let new: Values

    package init(_ facet: Facet, _ contacts: Bitmap, from old: Values, to new: Values) {
        self.facet = facet
        self.contacts = contacts
        self.old = old
        self.new = new
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(facet)
        hasher.combine(contacts.count)
    }

    /// The values of several contacts.
    package enum Values: Hashable, Sendable {
        case same(FacetValue)
        /// One value for each contact, in ascending order of their numbers.
        case each([FacetValue])

        package subscript(rank: Int) -> FacetValue {
            switch self {
            case .same(let value): value
            case .each(let values): values[rank]
            }
        }

        /// The values as one, where all are equal.
        package init(_ values: [FacetValue]) {
            if let first = values.first, values.allSatisfy({ $0 == first }) {
                self = .same(first)
            } else {
                self = .each(values)
            }
        }
    }

    /// The part of the change that concerns some of its contacts.
    package func restricted(to part: Bitmap) -> Change {
        let kept = contacts.intersection(part)
        func pick(_ values: Values) -> Values {
            guard case .each(let all) = values else { return values }
            var picked: [FacetValue] = []
            picked.reserveCapacity(kept.count)
            for (rank, number) in contacts.numbers.enumerated() where kept.contains(number) { picked.append(all[rank]) }
            return .each(picked)
        }
        return Change(facet, kept, from: pick(old), to: pick(new))
    }

    /// The change cut at the borders of buckets.
    package var byBucket: [(bucket: Bucket, change: Change)] {
        let buckets = contacts.buckets
        guard buckets.count > 1 else { return buckets.map { ($0, self) } }
        return buckets.map { ($0, restricted(to: Bitmap($0.range))) }
    }
}
