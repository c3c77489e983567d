import Automations
import Bitmaps
import Contacts
import Storage
import TestSupport

extension AutomationWorld {
    /// Gives contacts a value, as far as they have another one.
    @discardableResult
    func set(
        _ facet: Facet,
        _ value: FacetValue,
        for numbers: [UInt32],
        cause: Cause = Cause(.card, actor: "test")
    ) async throws -> Committed? {
        let changed = zip(numbers, try await values(facet, numbers)).filter { _, old in
            // Who has a tag keeps it as it is.
            if case .tag = old, case .tag = value { false } else { old != value }
        }
        guard !changed.isEmpty else { return nil }
        let old = Change.Values(changed.map(\.1))
        return try await commit(Change(facet, Bitmap(changed.map(\.0)), from: old, to: .same(value)), cause: cause)
    }

    /// Gives contacts a tag.
    @discardableResult
    func tag(
        _ name: String,
        _ numbers: [UInt32],
        cause: Cause = Cause(.card, actor: "test")
    ) async throws -> Committed? {
        let value = FacetValue.tag(score: 1, addedAt: clock.now)
        return try await set(.tag(TagName(stored: name)), value, for: numbers, cause: cause)
    }

    /// What went wrong last at which node.
    func failures(_ automation: Automation) async throws -> [AutomationFailure] {
        try await database.read { try AutomationReports($0, reach: .everybody).failures(of: automation) }
    }

    /// The nodes at which something went wrong for one contact, with what it was, the latest first.
    func problems(of number: UInt32, in automation: Automation) async throws -> [String] {
        try await database.read { try AutomationReports($0, reach: .everybody).log(of: number, in: automation.id) }
            .compactMap { step in step.problem.map { "\(step.node.number): \($0)" } }
    }
}
