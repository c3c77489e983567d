import Contacts
import Storage

/// The form in which the database keeps the seed of codes, encrypted; the only place that writes and reads it.
enum StoredSeed {
    /// The text to store for a user, in a transaction that writes.
    static func text(of secret: TOTPSecret, for user: UserID, _ connection: any Connection) throws -> String {
        try connection.seal(Base32.text(of: secret.bytes), as: .secondFactorSeed, row: user.number)
    }

    /// The secret that the row of a user holds.
    ///
    /// - Throws: `StorageError` when it cannot be read, or the key is missing or wrong.
    static func secret(_ text: String, of user: UserID, _ connection: any Connection) throws -> TOTPSecret {
        let clear = try connection.open(text, as: .secondFactorSeed, row: user.number)
        guard let bytes = Base32.bytes(of: clear), !bytes.isEmpty else {
            throw StorageError(.corrupt, "the seed of a second factor cannot be read")
        }
        return TOTPSecret(bytes: bytes)
    }
}
