import Access
import Contacts
import Foundation
import Hummingbird
import Storage

/// The consent record of a contact as a file.
struct ConsentExport: Sendable {
    let site: Site

    func declare(on routes: inout Routes) {
        routes.get("/contacts/:id/consents", needs: .permission(.seeContacts)) { try await export($0, $1) }
    }

    private func export(_ request: Request, _ context: WebContext) async throws -> Response {
        let actor = try context.actor
        let id = context.parameters.get("id").flatMap(ContactID.init(_:))
        let document = try await site.database.read { connection -> ConsentDocument? in
            let reader = ContactReader(connection)
            guard let id, let number = try reader.number(of: id, visibleTo: actor),
                let contact = try reader.contact(number)
            else { return nil }
            return ConsentDocument(contact, try ConsentRecord(connection).entries(of: number, visibleTo: actor))
        }
        guard let document else { throw WebError.notFound("This contact") }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/json; charset=utf-8",
                .contentDisposition: "attachment; filename=\"consent-record.json\"",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try encoder.encode(document)))
        )
    }
}
