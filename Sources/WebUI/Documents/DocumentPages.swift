import Access
import Bitmaps
import Contacts
import Hummingbird
import Selections
import Storage
import Tracking

/// The documents that runs made, to download and delete.
struct DocumentPages: Sendable {
    let site: Site

    func declare(on routes: inout Routes) {
        let need = Need.permission(.exportContacts)
        routes.get("/documents", needs: need) { try await list($0, $1) }
        routes.get("/documents/:id/files/:file", needs: need) { _, context in try await file(context) }
        routes.post("/documents/:id/delete", needs: need) { try await delete($0, $1) }
    }

    private func list(_ request: Request, _ context: WebContext) async throws -> Response {
        let actor = try context.actor
        let mayDeleteAll = context.may(.manageExecutions)
        let (documents, days) = try await site.database.read { connection in
            let reader = DocumentReader(connection)
            let visible = try site.audiences.resolve(Selection(), in: connection, reach: actor.reach)
            let documents = try reader.all(visibleTo: actor).map { document in
                let members = try reader.members(of: document.id)
                return (document: document, files: LinkFiles(members, visible: visible, reach: actor.reach))
            }
            // Of a document without any contact within reach only its author and who sees everything need know.
            return (
                documents.filter { $0.files.lines > 0 || $0.document.isOf(actor) || mayDeleteAll }, try reader.days()
            )
        }
        let page = DocumentListPage(
            documents,
            for: actor,
            mayDeleteAll: mayDeleteAll,
            days: days,
            clock: try await site.clock()
        )
        return site.page(page, for: request, context)
    }

    /// Sends the file while it is read.
    private func file(_ context: WebContext) async throws -> Response {
        guard let id = Self.id(context), let number = context.parameters.get("file").flatMap(Int.init) else {
            throw WebError.notFound("This file")
        }
        let actor = try context.actor
        let (table, contacts) = try await site.database.read { connection in
            let reader = DocumentReader(connection)
            guard let document = try reader.document(id, visibleTo: actor), !document.isGrowing else {
                throw WebError.notFound("This file")
            }
            let visible = try site.audiences.resolve(Selection(), in: connection, reach: actor.reach)
            let files = LinkFiles(try reader.members(of: id), visible: visible, reach: actor.reach).files
            guard files.indices.contains(number - 1) else { throw WebError.notFound("This file") }
            return (try LinkTable(document), files[number - 1])
        }
        let body = ResponseBody { writer in
            try await writer.write(ByteBuffer(string: LinkTable.header))
            for offset in stride(from: 0, to: contacts.count, by: LinkTable.portion) {
                let numbers = contacts.numbers(from: offset, limit: LinkTable.portion)
                try await writer.write(ByteBuffer(string: try await lines(table, for: numbers)))
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8",
                .contentDisposition: "attachment; filename=\"links-\(id.number)-\(number).csv\"",
            ],
            body: body
        )
    }

    private func lines(_ table: LinkTable, for numbers: [UInt32]) async throws -> String {
        try await site.database.read { try table.lines(for: numbers, $0) }
    }

    private func delete(_ request: Request, _ context: WebContext) async throws -> Response {
        guard let id = Self.id(context) else { throw WebError.notFound("This document") }
        let mayDeleteAll = context.may(.manageExecutions)
        do {
            let deleted = try await site.documents.delete(id, actor: try context.actor, mayDeleteAll: mayDeleteAll)
            let flash = Flash.done("Document “\(deleted.name)” deleted.")
            return .redirect(to: "/documents", flash: flash, for: request)
        } catch DocumentError.unknown {
            throw WebError.notFound("This document")
        } catch let error as DocumentError {
            return .redirect(to: "/documents", flash: .problem(error.message.asSentence), for: request)
        }
    }

    private static func id(_ context: WebContext) -> DocumentID? {
        context.parameters.get("id").flatMap(Int64.init).map(DocumentID.init)
    }
}
