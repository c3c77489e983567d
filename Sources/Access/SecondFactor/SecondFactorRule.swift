import Contacts
package import Storage

/// Of which roles a second factor is required.
package struct SecondFactorRule: Sendable, Hashable {
    private static let settingName = "second-factor-roles"
    package let roles: Set<Role>

    package init(roles: Set<Role>) {
        self.roles = roles
    }

    /// Reads the rule.
    package init(_ connection: any Connection) throws {
        let text = try Workspace.value(of: Self.settingName, in: connection) ?? ""
        roles = Set(text.split(separator: ",").compactMap { Role(rawValue: String($0)) })
    }

    /// Writes the rule.
    package func set(in connection: any Connection) throws {
        let text = Role.allCases.filter(roles.contains).map(\.rawValue).joined(separator: ",")
        try Workspace.set(Self.settingName, text, in: connection)
    }
}
