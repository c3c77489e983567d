package import Bitmaps
package import Storage

/// The one door for writes: nothing else changes a contact.
///
/// A door stands in one transaction. It writes the rows, the journal and the numbers of new contacts; all of it
/// becomes real with the transaction, or nothing.
package final class Door {
    package let connection: any Connection
    package let catalogue: Catalogue
    /// The time of every change that goes through, in milliseconds.
    package let now: Int64
    private var unrecorded: [(cause: Cause, entries: [Change])] = []

    package init(_ connection: any Connection, now: Int64) {
        self.connection = connection
        self.now = now
        catalogue = Catalogue(connection)
    }

    /// A reader of facets in the same transaction.
    package var facets: SQLFacetReader { SQLFacetReader(connection, catalogue: catalogue) }

    /// Keeps others from changing contacts of these buckets until the transaction ends.
    ///
    /// Must come before the facets are read on which a change set rests. Taken in ascending order, so that two
    /// transactions never wait for each other.
    package func lock(_ buckets: [Bucket]) throws {
        for bucket in Set(buckets).sorted() { try connection.lock(Int64(bucket.number)) }
    }

    /// Carries out a change set.
    ///
    /// - Returns: What was committed, or nothing where the set is empty.
    /// - Throws: `ChangeSetError` when the set breaks a rule of contacts, `StorageError` when the database refuses.
    @discardableResult
    package func commit(_ set: ChangeSet, cause: Cause) throws -> Committed? {
        let numbers = try write(set, cause: cause)
        return try record().map { Committed(sequence: $0, created: numbers) }
    }

    /// Writes the rows of a change set, and leaves its entry in the journal to `record`.
    ///
    /// For a transaction that carries out several sets, each of which sees the rows of the one before.
    ///
    /// - Returns: The numbers of the new contacts, in the order of the set.
    /// - Throws: As `commit`.
    @discardableResult
    package func write(_ set: ChangeSet, cause: Cause) throws -> [UInt32] {
        guard !set.isEmpty else { return [] }
        try checkConsent(of: set, cause: cause)
        let numbers = try ContactInsertion(connection, catalogue).insert(set.created)
        let rows = ChangeRows(connection, catalogue, now: now)
        var entries: [Change] = []
        if !numbers.isEmpty {
            entries += creationEntries(set.created, numbers: numbers)
        }
        for change in set.changes where !change.contacts.isEmpty {
            entries.append(try rows.write(change))
        }
        try rows.touch(
            set.changes.filter { $0.facet.isOfContact }.reduce(into: Bitmap()) { $0.formUnion($1.contacts) }
        )
        unrecorded.append((cause, withoutErased(entries)))
        return numbers
    }

    /// Journals what was written: sets that follow one another with the same cause as one entry.
    ///
    /// Must be the last step of a transaction, since the journal's number is held from then on.
    ///
    /// - Returns: The last place in the journal, or nothing where nothing was written.
    /// - Throws: `StorageError`.
    @discardableResult
    package func record() throws -> Int64? {
        let writer = JournalWriter(connection, catalogue)
        var sequence: Int64?
        var rest = unrecorded[...]
        unrecorded = []
        while let (cause, _) = rest.first {
            let part = rest.prefix { $0.cause == cause }
            sequence = try writer.append(part.flatMap(\.entries), cause: cause, at: now)
            rest = rest.dropFirst(part.count)
        }
        return sequence
    }

    /// Of a new contact the journal keeps that it is there and what it agreed to, not a copy of its data.
    private func creationEntries(_ created: [NewContact], numbers: [UInt32]) -> [Change] {
        let contacts = Bitmap(numbers)
        let proven = zip(numbers, created).compactMap { number, contact in
            contact.evidence.map { (number: number, value: FacetValue.evidence($0)) }
        }
        let evidence = Change(
            .evidence,
            Bitmap(proven.map(\.number)),
            from: .same(.none),
            to: Change.Values(proven.map(\.value))
        )
        return [
            Change(.existence, contacts, from: .same(.none), to: .same(.yes)),
            Change(
                .emailStatus,
                contacts,
                from: .same(.none),
                to: Change.Values(created.map { .integer($0.emailStatus.rawValue) })
            ),
            Change(
                .mobileStatus,
                contacts,
                from: .same(.none),
                to: Change.Values(created.map { .integer($0.mobileStatus.rawValue) })
            ),
        ] + (proven.isEmpty ? [] : [evidence])
    }

    /// What a set says of the contacts that it erases must not outlive them.
    private func withoutErased(_ entries: [Change]) -> [Change] {
        let erased = entries.filter { $0.facet == .existence && $0.new == .same(.none) }
            .reduce(into: Bitmap()) { $0.formUnion($1.contacts) }
        guard !erased.isEmpty else { return entries }
        return entries.compactMap { entry in
            guard entry.facet != .existence, entry.contacts.intersects(erased) else { return entry }
            let kept = entry.contacts.subtracting(erased)
            return kept.isEmpty ? nil : entry.restricted(to: kept)
        }
    }

    /// A new consent always has a source that may give it.
    private func checkConsent(of set: ChangeSet, cause: Cause) throws {
        guard !cause.kind.mayOptIn else { return }
        let optedIn = FacetValue.integer(MarketingStatus.optedIn.rawValue)
        let opensConsent = set.changes.contains { change in
            guard change.facet == .emailStatus else { return false }
            switch change.new {
            case .same(let value): return value == optedIn
            case .each(let values): return values.contains(optedIn)
            }
        }
        if opensConsent || set.created.contains(where: { $0.emailStatus == .optedIn }) {
            throw ChangeSetError.consentWithoutSource(cause.kind)
        }
    }
}

/// What went through the door.
package struct Committed: Sendable {
    /// The place in the journal.
    package let sequence: Int64
    /// The numbers of the new contacts, in the order of the change set.
    package let created: [UInt32]
}

/// Which rule a change set breaks.
package enum ChangeSetError: Error, Equatable {
    case consentWithoutSource(Cause.Kind)
    case noteTooLong(limit: Int, actual: Int)
    case emailNotUnique
    case unfitNoteChange
    case unfitActivityChange
    /// A subject or description is empty or longer than this, in characters.
    case activityLength(limit: Int)
    case unfitCouponChange
    /// Too few codes of this length are left under a name to find free ones by chance.
    case tooFewCouponCodes(length: Int)
    /// The list of codes has fewer than are asked for.
    case couponListUsedUp(left: Int)
    /// Another contact has the given code under the name, or the list of the name holds it.
    case couponCodeTaken
    /// Somebody else redeemed or replaced the coupon meanwhile.
    case couponChanged
    /// The document to which links were to be added was deleted.
    case documentGone
}
