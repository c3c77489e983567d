import Bitmaps
import Contacts
import Selections
import Storage

/// Answers for somebody who sees the whole base.
extension Audiences {
    func count(_ selection: Selection) async throws -> Int { try await count(selection, reach: .everybody) }

    func resolve(_ selection: Selection) async throws -> Bitmap { try await resolve(selection, reach: .everybody) }

    func resolve(_ criteria: [Criterion], in connection: any Connection) throws -> [Bitmap] {
        try resolve(criteria, in: connection, reach: .everybody)
    }
}

extension Suggestions {
    func tags(matching text: String, limit: Int) async throws -> [TagSuggestion] {
        try await tags(matching: text, limit: limit, reach: .everybody)
    }

    func details(matching text: String, limit: Int) async throws -> [DetailName] {
        try await details(matching: text, limit: limit, reach: .everybody)
    }
}
