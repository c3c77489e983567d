package import Secrets

/// Changes the key of a database and encrypts every secret again.
package enum SecretRotation {
    /// Makes a new key, and leaves only it in the key file.
    ///
    /// The file holds both keys meanwhile, so that a process that is killed leaves secrets that can be decrypted, and the
    /// next change finishes the work. Servers that run read the file again when they meet the new key.
    ///
    /// - Returns: How many secrets were encrypted again.
    /// - Throws: `StorageError` with the code `secretKey`; nothing was changed.
    package static func rotate(_ database: any Database) async throws -> Int {
        let keys = try await database.read { $0.secretKeys }
        do {
            guard let file = keys.file else { throw SecretError.noKey }
            return try await file.whileLocked {
                let present = try await currentKey(of: database)
                let next = SecretKey.make()
                // Without keys that earlier changes left there; each file keeps what its database needs.
                try file.replace(with: [present, next])
                let count = try await encrypt(database, with: next)
                try file.replace(with: [next])
                return count
            }
        } catch let error as SecretError {
            throw StorageError(error)
        }
    }

    /// Encrypts every secret again with the first key of another file, which the operator then puts in place of the old one.
    ///
    /// - Returns: How many secrets were encrypted again.
    /// - Throws: `StorageError` with the code `secretKey`; nothing was changed.
    package static func rotate(_ database: any Database, to file: SecretKeyFile) async throws -> Int {
        do {
            guard let next = try file.keys().first else { throw SecretError.notAKey(file: file.path) }
            return try await encrypt(database, with: next)
        } catch let error as SecretError {
            throw StorageError(error)
        }
    }

    private static func currentKey(of database: any Database) async throws -> SecretKey {
        try await database.read { connection in
            guard let id = try connection.registeredKeyID() else { return try connection.secretKeys.firstKey() }
            return try connection.secretKeys.key(id)
        }
    }

    private static func encrypt(_ database: any Database, with next: SecretKey) async throws -> Int {
        try await database.write { connection in
            try connection.lock(LockKey.secrets)
            var count = 0
            for column in SecretColumn.all {
                for (row, text) in try connection.texts(in: column) {
                    let secret = try connection.open(text, as: column, row: row)
                    let sealed = try next.seal(secret, for: column.place(row)).text
                    try connection.store(sealed, in: column, row: row)
                    count += 1
                }
            }
            try connection.register(next)
            return count
        }
    }
}
