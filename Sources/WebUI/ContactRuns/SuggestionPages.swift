import Access
import Contacts
import Foundation
import Hummingbird
import Selections

/// Names that somebody may mean while typing, as JSON for the fields that ask.
struct SuggestionPages: Sendable {
    private static let limit = 20

    private struct Suggestion: Encodable {
        let name: String
        let hint: String?
    }

    let site: Site

    func declare(on routes: inout Routes) {
        routes.get("/suggest/tags", needs: .permission(.seeContacts)) { request, context in
            let found = try await site.suggestions.tags(
                matching: request.queryFields["q"],
                limit: Self.limit,
                reach: try context.actor.reach
            )
            return try Self.json(found.map { Suggestion(name: $0.name.text, hint: $0.contacts.counted("contact")) })
        }
        routes.get("/suggest/details", needs: .permission(.seeContacts)) { request, context in
            let found = try await site.suggestions.details(
                matching: request.queryFields["q"],
                limit: Self.limit,
                reach: try context.actor.reach
            )
            return try Self.json(found.map { Suggestion(name: $0.text, hint: nil) })
        }
    }

    private static func json(_ suggestions: [Suggestion]) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let data = try encoder.encode(suggestions)
        return Response(
            status: .ok,
            headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: data))
        )
    }
}
