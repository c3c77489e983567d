import Access
import Contacts
import Hummingbird

/// Who the caller is, as the API sees it.
private struct CallerDocument: Encodable, Sendable {
    struct Key: Encodable, Sendable {
        let name: String
        let expiresAt: String?
    }

    let email: String
    let name: String
    let role: String
    let permissions: [String]
    /// Whether the user sees the whole base, or own contacts only.
    let seesEverybody: Bool
    let key: Key

    init(_ holder: KeyHolder) {
        email = holder.user.email
        name = holder.user.name
        role = holder.user.role.rawValue
        permissions = holder.user.role.permissions.map(\.rawValue).sorted()
        seesEverybody = holder.user.role.seesEverybody
        key = Key(name: holder.key.name, expiresAt: holder.key.expiresAt?.instant)
    }
}

extension RESTEndpoints {
    func declareAbout(on operations: inout Operations<some RequestContext>) {
        operations.on(.get, "/me", needs: nil) { CallerDocument($0.holder) }
    }
}
