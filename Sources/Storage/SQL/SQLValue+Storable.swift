extension SQLValue {
    /// Refuses a text with a zero character, which PostgreSQL cannot hold: libpq would cut it there in silence.
    ///
    /// SQLite could, but what one engine takes the other must take too.
    func checkStorable() throws(StorageError) {
        switch self {
        case .text(let text): try Self.check(text)
        case .texts(let texts): for text in texts { try Self.check(text) }
        case .null, .integer, .real, .bytes, .numbers: break
        }
    }

    private static func check(_ text: String) throws(StorageError) {
        guard !text.utf8.contains(0) else { throw StorageError(.other, "a text with a zero character cannot be kept") }
    }
}
