import Secrets

extension Connection {
    /// Encrypts a secret for one row of a column, in a transaction that writes.
    ///
    /// - Parameters:
    ///   - secret: The clear text.
    ///   - column: Where it is stored.
    ///   - row: What identifies the row. The text can be decrypted for this row only.
    /// - Returns: The text to store.
    /// - Throws: `StorageError` with the code `secretKey` when the key is missing or wrong.
    package func seal(_ secret: String, as column: SecretColumn, row: some CustomStringConvertible) throws -> String {
        // The key must not change before the text is stored.
        try lock(LockKey.secrets)
        return try explained { try self.currentKey().seal(secret, for: column.place(row)).text }
    }

    /// Decrypts the text that a row holds.
    ///
    /// - Throws: `StorageError` with the code `secretKey` when the key is missing or wrong, and `corrupt` when the text was
    ///   changed or comes from another row.
    package func open(_ text: String, as column: SecretColumn, row: some CustomStringConvertible) throws -> String {
        try explained {
            guard let sealed = SealedSecret(text) else { throw SecretError.damaged(column.place(row)) }
            return try self.secretKeys.key(sealed.keyID).open(sealed, for: column.place(row))
        }
    }

    /// Runs the body, and tells its errors as those of the database.
    func explained<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as SecretError {
            throw StorageError(error)
        }
    }

    /// The key of this database.
    ///
    /// The first one to be used becomes it.
    private func currentKey() throws -> SecretKey {
        if let id = try registeredKeyID() { return try secretKeys.key(id) }
        let key = try secretKeys.firstKey()
        try register(key)
        return key
    }

    /// The name of the key that encrypts the secrets of this database; `nil` until there is one.
    func registeredKeyID() throws -> String? {
        try firstRow("SELECT value FROM setting WHERE name = \(Self.keySetting)") { $0.text(0) }
    }

    /// Remembers which key encrypts the secrets of this database.
    func register(_ key: SecretKey) throws {
        try execute(
            """
            INSERT INTO setting (name, value) VALUES (\(Self.keySetting), \(key.id))
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """
        )
    }

    private static var keySetting: String { "secret-key" }
}

extension SecretColumn {
    func place(_ row: some CustomStringConvertible) -> SecretPlace {
        SecretPlace(table: table.text, column: column.text, row: row.description)
    }
}

extension StorageError {
    init(_ error: SecretError) {
        let code: Code = if case .damaged = error { .corrupt } else { .secretKey }
        self.init(code, error.message)
    }
}
