package import Contacts
import Storage

/// A version of a rule or workflow that contacts entered or enter.
package struct AutomationVersion: Sendable, Hashable {
    package let number: Int64
    /// When it was published, in milliseconds.
    package let publishedAt: Int64
    /// How many contacts are in it now, as far as the reach of who asks.
    package let inside: Int
}

extension AutomationReports {
    /// The versions of an automation, the newest first.
    ///
    /// - Throws: `StorageError`.
    package func versions(of automation: AutomationID) throws -> [AutomationVersion] {
        var inside: [Int64: Int] = [:]
        try connection.forEachRow(
            """
            SELECT version, COUNT(*) FROM contact_automation
            WHERE automation_id = \(automation.number) AND version IS NOT NULL\(reach.narrowing("number")) GROUP BY version
            """
        ) { inside[$0.integer(0)] = Int($0.integer(1)) }
        return try connection.rows(
            """
            SELECT version, created_at FROM automation_version WHERE automation_id = \(automation.number)
            ORDER BY version DESC
            """
        ) {
            let number = $0.integer(0)
            return AutomationVersion(number: number, publishedAt: $0.integer(1), inside: inside[number, default: 0])
        }
    }
}
