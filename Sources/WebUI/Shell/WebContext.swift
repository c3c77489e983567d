import Access
import Contacts
package import Hummingbird
import NIOCore

/// What the pages know of a request besides what it says itself.
package struct WebContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The address of the machine that is connected, which may be a proxy's.
    let peer: String?
    /// Who is signed in, as the user's role is now.
    var user: User?
    /// The session through which the user is signed in.
    var session: SessionToken?
    /// Whether the user must add a second factor before anything else.
    var lacksSecondFactor = false

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        peer = source.channel.remoteAddress?.ipAddress
    }

    /// Who is signed in, for pages that need somebody.
    var signedIn: User {
        get throws(WebError) {
            guard let user else { throw .signInNeeded }
            return user
        }
    }

    /// The signed-in user as the one who acts.
    var actor: Actor {
        get throws(WebError) { try signedIn.actor }
    }

    func may(_ permission: Permission) -> Bool { !lacksSecondFactor && user?.may(permission) ?? false }
}
