package import Contacts

/// Makes the path of a page on which a user chooses a password.
///
/// Its secret is made when the message is sent, and stands in no row of the database.
package typealias PasswordLinkMaker = @Sendable (UserID) async throws -> String

/// The e-mail with the link to choose a new password.
enum PasswordLinkMessage {
    static let subject = "Choose a new password"

    /// What it says.
    ///
    /// - Parameters:
    ///   - email: The address of the user.
    ///   - address: The address of the page.
    /// - Returns: The text.
    static func text(for email: String, address: String) -> String {
        """
        A new password was asked for \(email) in Kartoteka. Choose it here, within 24 hours:

        \(address)

        If it was not you, do nothing: the old password stays.
        """
    }
}
