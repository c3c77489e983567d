import Secrets

/// Keeps every stored secret encrypted with the key of the database.
package enum SecretProtection {
    /// Checks the key, makes the one beside an embedded database, and encrypts secrets that are stored in clear text.
    ///
    /// Clear text comes from programs before the encryption. Without a key and without secrets there is nothing to do.
    ///
    /// - Returns: How many secrets were encrypted.
    /// - Throws: `StorageError` with the code `secretKey` when the key is missing or wrong; nothing was changed.
    @discardableResult
    package static func prepare(_ database: any Database) async throws -> Int {
        let (isReady, hasClearText) = try await database.read { connection in
            let registered = try connection.registeredKeyID()
            if let registered { _ = try connection.explained { try connection.secretKeys.key(registered) } }
            let hasClearText = try SecretColumn.all.contains { try connection.clearTexts(in: $0).isEmpty == false }
            return (registered != nil || connection.secretKeys.file == nil, hasClearText)
        }
        if isReady, !hasClearText { return 0 }
        let count = try await database.write { connection in
            try connection.lock(LockKey.secrets)
            try connection.registerFirstKey()
            return try connection.sealClearTexts()
        }
        // The file must not keep the clear text in its log.
        if count > 0 { try await (database as? SQLiteDatabase)?.emptyLog() }
        return count
    }

    /// How many encrypted secrets each column holds.
    ///
    /// - Throws: `StorageError`.
    package static func counts(_ connection: any Connection) throws -> [(column: SecretColumn, count: Int)] {
        try SecretColumn.all.map { column in
            let count = try connection.firstRow(
                "SELECT COUNT(*) FROM \(column.table) WHERE \(column.isPresent)"
            ) { Int($0.integer(0)) }
            return (column, count ?? 0)
        }
    }
}

extension Connection {
    fileprivate func registerFirstKey() throws {
        guard try registeredKeyID() == nil else { return }
        try register(try explained { try secretKeys.firstKey() })
    }

    fileprivate func sealClearTexts() throws -> Int {
        // Overwrites what SQLite would otherwise leave in the free part of a page.
        if dialect == .sqlite { try execute("PRAGMA secure_delete = ON") }
        var count = 0
        for column in SecretColumn.all {
            for (row, text) in try clearTexts(in: column) {
                try store(try seal(text, as: column, row: row), in: column, row: row)
                count += 1
            }
        }
        if dialect == .sqlite { try execute("PRAGMA secure_delete = OFF") }
        return count
    }

    fileprivate func clearTexts(in column: SecretColumn) throws -> [(row: String, text: String)] {
        try texts(in: column).filter { !$0.text.hasPrefix(SealedSecret.mark) }
    }

    /// Every text of a column with what identifies its row.
    func texts(in column: SecretColumn) throws -> [(row: String, text: String)] {
        try rows(
            "SELECT CAST(\(column.rowName) AS TEXT), \(column.column) FROM \(column.table) WHERE \(column.isPresent)"
        ) { ($0.text(0), $0.text(1)) }
    }

    func store(_ text: String, in column: SecretColumn, row: String) throws {
        try execute(
            """
            UPDATE \(column.table) SET \(column.column) = \(text) WHERE CAST(\(column.rowName) AS TEXT) = \(row)
            """
        )
    }
}
