package import Contacts
package import Storage

/// Documents for tests about contacts, which need no more of them than their rows.
package enum TestDocuments {
    package static let shared = (id: DocumentID(1), isPrivate: false, address: "https://shop.example/sale?a=b#c")
    package static let own = (id: DocumentID(2), isPrivate: true, address: "https://shop.example/'100%'")
    package static let all = [shared, own]

    /// What a contact holds of each of them, if anything.
    package static let facets: [Facet] = all.map { .document($0.id, isPrivate: $0.isPrivate) }

    /// Adds them all.
    package static func add(to database: any Database) async throws {
        try await database.write { connection in
            for document in all {
                try connection.execute(
                    """
                    INSERT INTO document (id, name, url, private, author, created_at)
                    VALUES (\(document.id.number), 'Test', \(document.address), \(document.isPrivate ? 1 : 0), 'anna', 0)
                    """
                )
            }
            _ = try connection.advance(counter: "document", by: Int64(all.count))
        }
    }

    /// The address of a document, as its links hold it.
    package static func address(of id: DocumentID) -> FacetValue {
        all.first { $0.id == id }.map { .text($0.address) } ?? .none
    }
}
