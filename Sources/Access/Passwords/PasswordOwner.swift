import Contacts
import Foundation
package import Storage

/// What others know of the user whose password is chosen, and try first.
package struct PasswordOwner: Sendable, Hashable {
    package let email: String
    package let name: String
    /// The name of the host at which people reach the pages.
    package let host: String

    package init(email: String, name: String = "", host: String = "") {
        self.email = email
        self.name = name
        self.host = host
    }

    /// A user of this workspace.
    ///
    /// - Throws: `StorageError`.
    package init(email: String, name: String, in connection: any Connection) throws {
        self.init(email: email, name: name, host: try Workspace.publicAddress(in: connection)?.host() ?? "")
    }

    /// The words that somebody who knows the user tries.
    var words: [String] {
        [email, name, host].flatMap { text in
            let parts = text.folded.withoutDiacritics.split { !$0.isLetter }.map(String.init)
            return parts + [parts.joined()]
        }
        .filter { $0.count >= 3 }
    }
}
