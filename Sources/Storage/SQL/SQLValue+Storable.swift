import Foundation

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
        var text = text
        let hasZero = text.withUTF8 { bytes in bytes.baseAddress.map { memchr($0, 0, bytes.count) != nil } ?? false }
        guard !hasZero else { throw StorageError(.other, "a text with a zero character cannot be kept") }
    }
}
