import Bitmaps
import Contacts
package import Storage

/// The lines of a file with personal links: `email;url`.
package struct LinkTable: Sendable {
    /// The names of the columns.
    package static let header = "email;url\n"

    /// How many lines are read at a time.
    package static let portion = 5_000

    private let link: PersonalLink

    /// Prepares the lines of a document.
    ///
    /// - Throws: `StorageError` when its address is none.
    package init(_ document: LinkDocument) throws {
        do {
            link = PersonalLink(try WebAddress(document.address))
        } catch {
            throw StorageError(.corrupt, "document \(document.id.number) leads to no page: \(error.problem)")
        }
    }

    /// The lines of some contacts, with the address and id that each has now; who is not there any more is left out.
    package func lines(for numbers: [UInt32], _ connection: any Connection) throws -> String {
        guard !numbers.isEmpty else { return "" }
        var lines = ""
        try connection.forEachRow(
            """
            SELECT p.email, c.id FROM contact c JOIN contact_profile p ON p.number = c.number
            WHERE \(.isMember("c.number", Bitmap(numbers))) AND c.removed_at IS NULL ORDER BY c.number
            """
        ) { row in
            guard let id = ContactID(bytes: row.bytes(1)) else {
                throw StorageError(.corrupt, "a contact of a document has no id")
            }
            let cells = [row.text(0), link.text(for: id)].map { CSVCell.plain($0, separator: ";") }
            lines += cells.joined(separator: ";") + "\n"
        }
        return lines
    }
}
