package import Storage

/// The texts that people agreed to, each kept once and never changed.
package struct ConsentWordings {
    private let connection: any Connection

    package init(_ connection: any Connection) {
        self.connection = connection
    }

    /// The number of a wording, which is kept if it is new.
    ///
    /// - Throws: `StorageError`.
    package func makeID(of text: String) throws -> Int64 {
        if let known = try id(of: text) { return known }
        let id = try connection.advance(counter: "consent-wording")
        try connection.execute("INSERT INTO consent_wording (id, text) VALUES (\(id), \(text))")
        return id
    }

    /// The text of a wording.
    ///
    /// - Throws: `StorageError`.
    package func text(_ id: Int64) throws -> String? {
        try connection.firstRow("SELECT text FROM consent_wording WHERE id = \(id)") { $0.text(0) }
    }

    /// There are as many as forms have versions, so that they need no index.
    private func id(of text: String) throws -> Int64? {
        try connection.firstRow("SELECT id FROM consent_wording WHERE text = \(text)") { $0.integer(0) }
    }
}
