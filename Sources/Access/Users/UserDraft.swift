import Contacts

/// What is given of a user to be, checked.
struct UserDraft: Sendable {
    let email: EmailAddress
    let name: String
    let role: Role

    /// Checks what is given; without a name the user is called as the address is before the `@`.
    ///
    /// - Throws: `UserError`.
    init(email: String, name: String, role: Role) throws(UserError) {
        do throws(EmailAddressError) {
            self.email = try EmailAddress(email)
        } catch {
            throw .badEmail(error)
        }
        self.name = try Self.name(name, of: self.email.text)
        self.role = role
    }

    /// A name as it is kept: without white space around it, and never empty.
    static func name(_ input: String, of email: String) throws(UserError) -> String {
        let name: String
        // A line break would forge a second line in lists and on the console.
        do { name = try input.line() } catch { throw .badName }
        guard !name.isEmpty else { return String(email.prefix { $0 != "@" }) }
        guard name.count <= User.maximumNameLength else { throw .nameTooLong(actual: name.count) }
        return name
    }
}
