import Bitmaps
import Contacts
package import Storage

/// Marks contacts whose address does not exist.
package struct AddressMarks {
    private let connection: any Connection
    private let now: Int64

    package init(_ connection: any Connection, now: Int64) {
        self.connection = connection
        self.now = now
    }

    /// Marks a contact as invalid, with what a mail server said as the evidence.
    ///
    /// Journals, so that it must be the last step of a transaction.
    ///
    /// - Parameters:
    ///   - number: The contact.
    ///   - address: The address that does not exist; a contact that has another one by now is left as it is.
    ///   - proof: What the mail server said.
    ///   - source: Who told it.
    /// - Returns: Whether the contact was marked now.
    /// - Throws: `StorageError`.
    @discardableResult
    package func markInvalid(_ number: UInt32, at address: String, proof: String, source: String) throws -> Bool {
        let door = Door(connection, now: now)
        try door.lock([Bucket(containing: number)])
        guard let contact = try ContactReader(connection).contact(number), !contact.isInvalid,
            contact.email.folded == address.folded
        else { return false }
        let changes = [
            Change(.invalid, [number], from: .same(.no), to: .same(.yes)),
            .evidence(Evidence(text: proof), for: number),
        ]
        try door.commit(ChangeSet(changes: changes), cause: Cause(.bounce, text: source, actor: "mail server"))
        return true
    }
}
