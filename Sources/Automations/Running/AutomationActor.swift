import Access
package import Contacts
package import Storage

extension Automation {
    /// Who acts in the automation.
    ///
    /// A shared one acts on the whole base; so does one whose author sees it. Any other does what its author may.
    ///
    /// - Throws: `AccessError` when its author is disabled or may not make automations any more.
    package func actor(_ connection: any Connection) throws -> Actor {
        guard !isShared, let author else { return program }
        let actor = try UserDirectory(connection).actor(author, needing: .manageAutomations)
        return actor.reach == .everybody ? program : actor
    }
}
