package import Bitmaps
package import Contacts
package import Storage

/// Finds out which of some contacts meet a condition, as the transaction sees them that it stands in.
///
/// Nothing is remembered, so it may be asked inside a transaction that writes, also about what that one just wrote.
package struct ConditionCheck {
    private let connection: any Connection
    private let now: Int64
    private let reach: Reach

    /// Makes a check.
    ///
    /// - Parameters:
    ///   - connection: The transaction.
    ///   - now: The present time, in milliseconds.
    ///   - reach: Who asks, which decides what a condition may name; the contacts are those that are given.
    package init(_ connection: any Connection, now: Int64, reach: Reach) {
        self.connection = connection
        self.now = now
        self.reach = reach
    }

    /// Those of the contacts that meet the condition; removed ones meet it only if it names `removed`.
    ///
    /// - Throws: `SelectionError` when the condition names what is not there.
    package func contacts(meeting criterion: Criterion, among contacts: Bitmap) throws -> Bitmap {
        guard !contacts.isEmpty else { return contacts }
        var resolution = try Resolution(connection, index: Candidates(contacts: contacts, reach: reach), now: now)
        try resolution.prepare([criterion])
        return try resolution.contacts(criterion)
    }
}
