import Contacts
import Foundation
import Storage

/// Reads and writes the rows of segments, inside one transaction.
struct SegmentRows {
    private let connection: any Connection

    init(_ connection: any Connection) {
        self.connection = connection
    }

    func all() throws -> [Segment] {
        try connection.rows("\(Self.select) ORDER BY name_key", Self.segment)
    }

    func segment(key: String) throws -> Segment? {
        try connection.firstRow("\(Self.select) WHERE name_key = \(key)", Self.segment)
    }

    func write(_ selection: Selection, of id: Int64, at now: Int64) throws {
        try connection.execute(
            "UPDATE segment SET selection = \(try Self.json(selection)), modified_at = \(now) WHERE id = \(id)"
        )
    }

    static func json(_ selection: Selection) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(selection), as: UTF8.self)
    }

    private static let select: SQL = "SELECT id, name, selection, created_at, modified_at, author_id FROM segment"

    private static func segment(_ row: any Row) throws -> Segment {
        Segment(
            id: row.integer(0),
            name: row.text(1),
            selection: try JSONDecoder().decode(Selection.self, from: Data(row.text(2).utf8)),
            createdAt: row.integer(3),
            modifiedAt: row.integer(4),
            author: row.optionalInteger(5).map(UserID.init)
        )
    }
}
