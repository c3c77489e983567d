import Bitmaps
package import Storage

/// What happened in a funnel lately, as far as somebody sees the contacts.
package struct FunnelHistory: Sendable {
    /// Contacts that one cause brought to one stage, or out of the funnel.
    package struct Entry: Sendable, Equatable {
        package let at: Int64
        package let cause: Cause
        /// Nothing means out of the funnel.
        package let stage: StageID?
        package fileprivate(set) var contacts: Int

        fileprivate func continues(_ other: Entry) -> Bool {
            cause == other.cause && cause.kind == .execution && stage == other.stage
        }
    }

    /// Newest first.
    package private(set) var entries: [Entry] = []

    /// How many changes are looked at; an execution has one for each bucket of contacts.
    private static let portion = 200

    /// Reads the history.
    ///
    /// - Parameters:
    ///   - funnel: Whose.
    ///   - reach: Whose contacts to look at.
    ///   - limit: How many entries at most.
    ///   - connection: Reads it.
    /// - Throws: `JournalError`, `StorageError`.
    package init(_ funnel: FunnelID, within reach: Reach, limit: Int, _ connection: any Connection) throws {
        let visible = try Self.visible(reach, connection)
        let found = try connection.rows(
            // The number of the facet stands here as in the index.
            """
            SELECT c.facet, c.reference, c.contacts, c.old_values, c.new_values, j.at, j.cause, j.cause_id,
                j.cause_text, j.actor
            FROM journal_change c JOIN journal j ON j.sequence = c.sequence
            WHERE c.facet = 14 AND c.reference = \(funnel.number)
            ORDER BY c.sequence DESC, c.position DESC LIMIT \(Self.portion)
            """
        ) { row in
            let kind = Cause.Kind(rawValue: row.text(6)) ?? .card
            let cause = Cause(kind, id: row.optionalInteger(7), text: row.optionalText(8), actor: row.text(9))
            return (stored: try StoredChange(row, from: 0), at: row.integer(5), cause: cause)
        }
        let catalogue = Catalogue(connection)
        for row in found {
            let change = try row.stored.decoded(in: catalogue)
            for (stage, contacts) in change.arrivals(among: visible).sorted(by: {
                ($0.key?.number ?? 0) < ($1.key?.number ?? 0)
            }) {
                add(Entry(at: row.at, cause: row.cause, stage: stage, contacts: contacts))
            }
        }
        entries = Array(entries.prefix(limit))
    }

    private mutating func add(_ entry: Entry) {
        if let index = entries.lastIndex(where: entry.continues) {
            entries[index].contacts += entry.contacts
        } else {
            entries.append(entry)
        }
    }

    /// The contacts that somebody sees; nothing means all.
    private static func visible(_ reach: Reach, _ connection: any Connection) throws -> Bitmap? {
        guard case .owned(let user) = reach else { return nil }
        return Bitmap(
            try connection.rows("SELECT number FROM contact_owner WHERE user_id = \(user.number)") { $0.number(0) }
        )
    }
}

extension Change {
    /// How many contacts came to which stage, or out of the funnel; a change of value only is none of these.
    fileprivate func arrivals(among visible: Bitmap?) -> [StageID?: Int] {
        var counts: [StageID?: Int] = [:]
        for (rank, number) in contacts.numbers.enumerated() where visible?.contains(number) ?? true {
            let (before, after) = (old[rank].stage, new[rank].stage)
            if before != after { counts[after, default: 0] += 1 }
        }
        return counts
    }
}

extension FacetValue {
    fileprivate var stage: StageID? {
        if case .stage(let stage, _, _) = self { stage } else { nil }
    }
}
