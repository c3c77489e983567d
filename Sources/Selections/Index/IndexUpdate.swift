import Bitmaps
import Contacts
import Storage

/// Carries the changes of the journal over to remembered sets and columns.
struct IndexUpdate {
    private(set) var sets: [IndexedLeaf: Bitmap]
    private(set) var columns: [NumericFacet: DenseColumn]
    private let leavesByFacet: [Facet: [IndexedLeaf]]
    private var created = Bitmap()

    init(sets: [IndexedLeaf: Bitmap], columns: [NumericFacet: DenseColumn]) {
        self.sets = sets
        self.columns = columns
        leavesByFacet = Dictionary(grouping: sets.keys.filter { $0.facet != nil }) { $0.facet ?? .existence }
    }

    /// The facets whose new values count, beyond that something changed.
    var neededFacets: Set<Facet> {
        Set(leavesByFacet.keys).union(columns[.score] == nil ? [.existence] : [.existence, .score])
    }

    /// Carries one change over.
    ///
    /// - Parameters:
    ///   - change: What changed.
    ///   - time: When it was committed, in milliseconds.
    mutating func apply(_ change: Change, at time: Int64) {
        if change.facet == .existence {
            if change.new == .same(.none) { remove(change.contacts) } else { created.formUnion(change.contacts) }
            return
        }
        for leaf in leavesByFacet[change.facet] ?? [] {
            let matching = change.contacts(where: leaf.matches)
            sets[leaf]?.subtract(change.contacts.subtracting(matching))
            sets[leaf]?.formUnion(matching)
        }
        if change.facet == .score, columns[.score] != nil {
            let numbers = change.contacts.numbers
            columns[.score]?.set({ change.new[$0].integer }, for: numbers)
        }
        if change.facet.isOfContact { touch(change.contacts, at: time) }
    }

    /// Looks up contacts that are new since the index was made: the journal does not keep what they were born with.
    mutating func addCreated(reading connection: any Connection, _ catalogue: Catalogue) throws {
        guard !created.isEmpty else { return }
        for leaf in sets.keys {
            let found = try leaf.members(catalogue, among: created).map { sql in
                Bitmap(try connection.rows(sql) { $0.number(0) })
            }
            sets[leaf]?.subtract(created)
            if let found { sets[leaf]?.formUnion(found) }
        }
        for facet in columns.keys {
            try connection.forEachRow(facet.values(of: created)) {
                columns[facet]?.set($0.integer(1), for: $0.number(0))
            }
        }
    }

    private mutating func remove(_ contacts: Bitmap) {
        created.subtract(contacts)
        for leaf in sets.keys { sets[leaf]?.subtract(contacts) }
        let numbers = contacts.numbers
        for facet in columns.keys { columns[facet]?.set({ _ in nil }, for: numbers) }
    }

    /// Every change makes a contact modified at the time of the commit.
    private mutating func touch(_ contacts: Bitmap, at time: Int64) {
        for leaf in sets.keys {
            guard case .modified(let span) = leaf else { continue }
            if span.contains(time) { sets[leaf]?.formUnion(contacts) } else { sets[leaf]?.subtract(contacts) }
        }
        guard columns[.modified] != nil else { return }
        let numbers = contacts.numbers
        columns[.modified]?.set({ _ in time }, for: numbers)
    }
}

extension Change {
    /// The contacts whose new value passes the test.
    fileprivate func contacts(where passes: (FacetValue) -> Bool) -> Bitmap {
        switch new {
        case .same(let value):
            return passes(value) ? contacts : Bitmap()
        case .each(let values):
            var passing: [UInt32] = []
            for (number, value) in zip(contacts.numbers, values) where passes(value) { passing.append(number) }
            return Bitmap(passing)
        }
    }
}

extension FacetValue {
    fileprivate var integer: Int64? {
        if case .integer(let integer) = self { integer } else { nil }
    }
}
