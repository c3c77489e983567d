import Access
import Contacts

/// One request of a client, and who makes it.
struct Call: Sendable {
    let holder: KeyHolder
    let fields: Fields
    /// The user whom the request names as the owner; the key's own where it names none.
    let owner: User

    var actor: Actor { holder.user.actor }
    /// Why something changes that the request asks for; `fireEvents` says whether automation may start from it.
    let cause: Cause
}
