package import Bitmaps
import Contacts
package import Storage

/// Finds out which of some contacts meet a condition, as the transaction sees them that it stands in.
///
/// Nothing is remembered, so it may be asked inside a transaction that writes, also about what that one just wrote.
package struct ConditionCheck {
    private let connection: any Connection
    private let now: Int64

    /// Makes a check.
    ///
    /// - Parameters:
    ///   - connection: The transaction.
    ///   - now: The present time, in milliseconds.
    package init(_ connection: any Connection, now: Int64) {
        self.connection = connection
        self.now = now
    }

    /// Those of the contacts that meet the condition; removed ones meet it only if it names `removed`.
    ///
    /// - Throws: `SelectionError` when the condition names what is not there.
    package func contacts(meeting criterion: Criterion, among contacts: Bitmap) throws -> Bitmap {
        guard !contacts.isEmpty else { return contacts }
        var resolution = try Resolution(connection, index: Candidates(contacts: contacts), now: now)
        return try resolution.contacts(criterion)
    }
}
