import Access
import Contacts
import Foundation
import Hummingbird
import Messaging
import Storage

extension Site {
    /// Where links lead that are sent to people.
    ///
    /// Never by what the request calls us: its sender could have the link lead elsewhere.
    func publicAddress() async throws -> URL? {
        if let address = entrance.publicAddress { return address }
        return try await database.read { try Workspace.publicAddress(in: $0) }
    }

    /// Tells a user by e-mail what was changed of the account.
    func notify(_ user: User, _ notice: AccountNotice, actor: String) async throws {
        let now = time.now
        try await database.write { try notice.send(to: user.email, actor: actor, at: now, in: $0) }
    }

    /// What is wrong with the present password; recorded.
    func problem(
        _ error: SignInError,
        of user: User,
        _ request: Request,
        _ context: WebContext
    ) -> FormProblem {
        switch error {
        case .throttled(let until):
            record(.confirmationRefused(user: user.email, .throttled), request, context)
            let words = Throttling(until: until, now: time.now).words
            return FormProblem("password", in: "Present password", words)
        case .refused, .expired:
            record(.confirmationRefused(user: user.email, .password), request, context)
            return FormProblem("password", in: "Present password", "This is not your present password.")
        }
    }
}
