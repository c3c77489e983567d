import Contacts
import Storage

/// The form in which the database keeps the seed of codes; the only place that writes and reads it.
enum StoredSeed {
    /// The text to store for a user, in a transaction that writes.
    static func text(of secret: TOTPSecret, for user: UserID, _ connection: any Connection) throws -> String {
        Base32.text(of: secret.bytes)
    }

    /// The secret that the row of a user holds.
    ///
    /// - Throws: `StorageError` when it cannot be read.
    static func secret(_ text: String, of user: UserID, _ connection: any Connection) throws -> TOTPSecret {
        guard let bytes = Base32.bytes(of: text), !bytes.isEmpty else {
            throw StorageError(.corrupt, "the seed of a second factor cannot be read")
        }
        return TOTPSecret(bytes: bytes)
    }
}
