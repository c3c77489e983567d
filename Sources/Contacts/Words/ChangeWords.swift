import Foundation

/// A change of one facet in words: what, from what, to what.
package struct ChangeWords: Sendable, Equatable {
    package let subject: String
    package let before: String
    package let after: String

    /// Puts a change into words.
    ///
    /// - Parameters:
    ///   - facet: What changes.
    ///   - old: The value before.
    ///   - new: The value after.
    ///   - reader: Who reads it; a private note shows its text to its author only.
    ///   - notes: The texts of the notes that the reader may see, by number; the journal keeps numbers only.
    ///   - users: The names of users, by number.
    ///   - funnels: Every funnel.
    ///   - automations: The rules and workflows of which the reader may know.
    package init(
        _ facet: Facet,
        from old: FacetValue,
        to new: FacetValue,
        for reader: String,
        notes: [Int64: String] = [:],
        users: [UserID: String] = [:],
        funnels: [Funnel] = [],
        automations: [Automation] = []
    ) {
        let names = Names(notes: notes, users: users, funnels: funnels, automations: automations)
        subject = Self.subject(facet, names)
        before = facet.isNote && old == new ? "an earlier text" : Self.text(old, of: facet, reader, names)
        after = Self.text(new, of: facet, reader, names)
    }

    /// What the journal keeps as numbers.
    private struct Names {
        let notes: [Int64: String]
        let users: [UserID: String]
        let funnels: [Funnel]
        let automations: [Automation]

        func stage(_ stage: StageID) -> String {
            for funnel in funnels {
                if let known = funnel.stage(stage) { return known.name }
            }
            return "a stage that is not there any more"
        }
    }

    private static func subject(_ facet: Facet, _ names: Names) -> String {
        switch facet {
        case .existence: "Contact"
        case .emailStatus: "E-mail status"
        case .invalid: "E-mail address"
        case .mobileStatus: "Mobile status"
        case .monitored: "Monitoring"
        case .state: "State"
        case .score: "Score"
        case .removed: "Contact"
        case .field(let field): field.label
        case .tag(let name): "Tag \(name.text)"
        case .detail(let name): "Detail \(name.text)"
        case .owners: "Owners"
        case .stage(let id):
            names.funnels.first { $0.id == id }.map { "Funnel \($0.name)" } ?? "A funnel that is not there any more"
        case .coupon(let name): "Coupon \(name.text)"
        case .automation(let id):
            names.automations.first { $0.id == id }.map { "\($0.kind.rawValue.capitalized) \($0.name)" }
                ?? "A rule or workflow that is gone or somebody else’s own"
        case .note: "Note"
        case .activity(let kind): kind.label
        case .document: "Personal link"
        case .evidence: "Evidence"
        }
    }

    private static func text(
        _ value: FacetValue,
        of facet: Facet,
        _ reader: String,
        _ names: Names
    ) -> String {
        switch (facet, value) {
        case (.existence, .none): "not there"
        case (.existence, _): "created"
        case (.emailStatus, .integer(let status)), (.mobileStatus, .integer(let status)):
            MarketingStatus(rawValue: status)?.label ?? "unknown"
        case (.invalid, .integer(let flag)): flag == 0 ? "valid" : "invalid"
        case (.monitored, .integer(let state)): MonitoringState(rawValue: state)?.label ?? "unknown"
        case (.state, .integer(let state)): ContactState(rawValue: state)?.word ?? "unknown"
        case (.removed, .none): "in use"
        case (.removed, _): "deleted"
        case (.stage, .none): "not in it"
        case (.automation, .none): "never launched"
        case (_, .passage(let passage)): Self.text(passage)
        case (.note(let isPrivate), .integer(let id)):
            names.notes[id].map { "“\($0)”" } ?? (isPrivate ? "a private note" : "a note that is not there any more")
        case (_, .none): "none"
        case (_, .integer(let number)): number.grouped
        case (_, .text(let text)): text
        case (_, .tag(let score, _)): "score \(score.grouped)"
        case (_, .owners(let list)):
            list.isEmpty
                ? "none"
                : list.owners.map { "\(names.users[$0.user] ?? "user \($0.user.number)") (\($0.level.word))" }
                    .joined(separator: ", ")
        case (_, .stage(let stage, _, let value)):
            names.stage(stage) + (value.map { ", worth \($0.grouped)" } ?? "")
        case (_, .coupon(let coupon)):
            coupon.usedAt.map { "used on \(day($0))" } ?? "valid until \(day(coupon.expiresAt))"
        case (_, .newCoupon(let draft)):
            "\(Self.text(draft.source)), valid until \(day(draft.expiresAt))"
        case (_, .activity(let activity)): activity.subject
        case (_, .evidence(let evidence)): evidence.parts.joined(separator: ", ")
        case (_, .note(let note)): note.isPrivate && note.author != reader ? "a private note" : "“\(note.text)”"
        }
    }

    private static func text(_ source: CouponDraft.Source) -> String {
        switch source {
        case .chance(let length): "a code of \(length) characters"
        case .list: "a code of the list"
        case .given: "a given code"
        }
    }

    private static func text(_ passage: Passage) -> String {
        guard let place = passage.place else { return "finished" }
        if place.flags.contains(.failed) { return "stopped by a failure" }
        return place.node == Place.start ? "launched" : "inside, since \(day(place.since))"
    }

    /// The day on which an instant lies in UTC.
    private static func day(_ instant: Int64) -> String {
        Date(milliseconds: instant).formatted(.iso8601.year().month().day())
    }
}
