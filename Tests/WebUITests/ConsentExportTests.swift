import Access
import Contacts
import Foundation
import Hummingbird
import HummingbirdTesting
import Testing

@testable import WebUI

struct ConsentExportTests {
    @Test func `the record of a contact is a file for who may see the contact`() async throws {
        let world = try await World()
        let id = try await world.id(of: try #require(World.contacts.first).email.text)
        try await world.visit(as: .viewer) { client in
            let answer = try await client.get("/contacts/\(id)/consents")
            #expect(answer.headers[.contentDisposition]?.contains("consent-record.json") == true)
            let json = try JSONSerialization.jsonObject(with: Data(answer.body.readableBytesView)) as? [String: Any]
            let record = try #require(json?["record"] as? [[String: Any]])
            #expect(json?["contact"] as? String == id.description)
            #expect(Set(record.compactMap { $0["subject"] as? String }) == ["email", "mobile"])
            #expect(record.allSatisfy { $0["source"] as? String == "sample" })
        }
        // Who owns nobody may see nobody's record.
        try await world.visit(as: .marketer) { client in
            let answer = try await client.get("/contacts/\(id)/consents")
            #expect(answer.status == .notFound)
        }
    }
}
