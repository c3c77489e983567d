import Access
import Contacts
import Foundation
import Testing

/// What docs/users.md says of roles, and what the program does.
struct RoleDocumentationTests {
    @Test func `the table of roles is the one on the page`() throws {
        let rows = try table()
        let roles = try rows[0].dropFirst().map { try #require(Role(rawValue: $0), "\($0)") }
        #expect(Set(roles) == Set(Role.allCases))
        #expect(rows[1].dropFirst().map { $0 == "the whole base" } == roles.map(\.seesEverybody))
        let permissions = rows.dropFirst(2)
        #expect(permissions.map { $0[0] } == Permission.allCases.map(\.label))
        for (row, permission) in zip(permissions, Permission.allCases) {
            #expect(row.dropFirst().map { $0 == "yes" } == roles.map { $0.permissions.contains(permission) }, "\(row)")
        }
    }

    /// The cells of the table below the heading, row by row.
    private func table() throws -> [[String]] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "docs/users.md"), encoding: .utf8)
        let section = try #require(text.split(separator: "\n## ").first { $0.hasPrefix("Roles\n") })
        return section.split(separator: "\n").filter { $0.hasPrefix("|") && !$0.hasPrefix("|---") }.map { line in
            line.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
        }
    }
}
