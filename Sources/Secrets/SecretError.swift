/// Why a secret cannot be encrypted or decrypted.
package enum SecretError: Error, Equatable {
    /// No key file is named.
    case noKey
    case missing(file: String)
    case unreadable(file: String, reason: String)
    case openToOthers(file: String)
    case notAKey(file: String)
    /// The file does not hold the key of the database.
    case wrongKey(file: String)
    case notWritable(file: String, reason: String)
    /// The stored text was changed, or moved from another row.
    case damaged(SecretPlace)

    /// The error in words, with what to do.
    package var message: String {
        switch self {
        case .noKey:
            """
            passwords and other secrets are stored encrypted, and no key is given: make one with \
            `umask 077; openssl rand -base64 32 > FILE` and let KARTOTEKA_SECRET_KEY_FILE name the file
            """
        case .missing(let file):
            """
            the key file \(file) is missing: put it back from where you keep a copy, or let \
            KARTOTEKA_SECRET_KEY_FILE name the file (docs/operations.md says what to do when the key is lost)
            """
        case .unreadable(let file, let reason): "the key file \(file) cannot be read: \(reason)"
        case .openToOthers(let file): "other users of this machine may read the key file \(file): run chmod 600 \(file)"
        case .notAKey(let file):
            "\(file) is not a key file: it holds 32 bytes as base64, such as `openssl rand -base64 32` prints"
        case .wrongKey(let file):
            "\(file) does not hold the key that the secrets of this database are encrypted with: put the right file there"
        case .notWritable(let file, let reason): "the key file \(file) cannot be written: \(reason)"
        case .damaged(let place):
            "the encrypted secret at \(place.text) was changed or comes from another row: enter it again"
        }
    }
}
