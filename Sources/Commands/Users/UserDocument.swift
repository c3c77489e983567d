import Access

/// A user as JSON shows it.
struct UserDocument: Encodable {
    let email: String
    let name: String
    let role: String
    let active: Bool
    let hasPassword: Bool
    let hasSecondFactor: Bool
    let createdAt: Int64
    let lastSignInAt: Int64?
    /// The page where the user chooses a password, once.
    let link: String?

    init(_ user: User, link: String? = nil) {
        email = user.email
        name = user.name
        role = user.role.rawValue
        active = user.isActive
        hasPassword = user.hasPassword
        hasSecondFactor = user.hasSecondFactor
        createdAt = user.createdAt
        lastSignInAt = user.lastSignInAt
        self.link = link
    }

    /// The user on one line.
    var line: String {
        let remarks = [
            active ? nil : "disabled", hasPassword ? nil : "no password yet", hasSecondFactor ? "second factor" : nil,
        ].compactMap(\.self)
        return ([email, role, name] + remarks).joined(separator: "  ")
    }

    /// Shows one user, and where the password is chosen.
    func show(json: Bool) throws {
        if json {
            try Console.say(json: self)
        } else {
            Console.say(line)
            if let link { Console.say("The password is chosen here (valid for 24 hours, once): \(link)") }
        }
    }
}
