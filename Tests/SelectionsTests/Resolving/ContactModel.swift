import Bitmaps
import Contacts
import Foundation
import Selections
import TestSupport

/// All contacts and segments, in memory: the naive answer to every selection.
struct ContactModel {
    private(set) var contacts: [UInt32: ModelContact] = [:]
    var segments: [String: Criterion] = [:]
    var timeZone = TimeZone.gmt
    var now: Int64

    init(now: Int64) {
        self.now = now
    }

    var days: ModelDays { ModelDays(timeZone: timeZone, now: now) }

    var numbers: [UInt32] { contacts.keys.sorted() }

    mutating func add(_ contact: ModelContact) {
        contacts[contact.number] = contact
    }

    /// Does to the model what the door does to the rows.
    mutating func apply(_ change: Change) {
        for (rank, number) in change.contacts.numbers.enumerated() {
            if change.facet == .existence {
                contacts[number] = nil
            } else {
                contacts[number]?.set(change.facet, change.new[rank], at: now)
            }
        }
    }

    /// The condition with those of the segments in the place of their names.
    func expanded(_ criterion: Criterion) -> Criterion {
        switch criterion {
        case .all, .leaf: criterion
        case .and(let parts): .and(parts.map(expanded))
        case .or(let parts): .or(parts.map(expanded))
        case .not(let part): .not(expanded(part))
        case .segment(let name): segments[name.modelFolded].map(expanded) ?? .or([])
        }
    }

    /// The numbers of those within reach who meet the condition, in ascending order.
    func members(of criterion: Criterion, within reach: Reach) -> [UInt32] {
        let plain = expanded(criterion)
        let spans = days.spans(in: plain)
        let seesRemoved = plain.leaves.contains(.removed)
        return contacts.values.filter { contact in
            (seesRemoved || !contact.isRemoved) && contact.isWithin(reach) && contact.meets(plain, spans, now)
        }.map(\.number).sorted()
    }
}

extension ModelContact {
    fileprivate typealias Spans = [DateMatch: ModelDays.TimeRange]

    fileprivate func meets(_ criterion: Criterion, _ spans: Spans, _ now: Int64) -> Bool {
        switch criterion {
        case .all: true
        case .and(let parts): parts.allSatisfy { meets($0, spans, now) }
        case .or(let parts): parts.contains { meets($0, spans, now) }
        case .not(let part): !meets(part, spans, now)
        case .segment: false
        case .leaf(let leaf): meets(leaf, spans, now)
        }
    }

    private func meets(_ leaf: Leaf, _ spans: Spans, _ now: Int64) -> Bool {
        switch leaf {
        case .text(.email, let match): match.holds(for: email, \.modelEmail, \.modelFolded)
        case .text(.emailDomain, let match): match.holds(for: domain, \.modelEmail, \.modelFolded)
        case .text(.name, let match): match.holds(for: name, \.modelFolded, \.modelFolded)
        case .text(.phone, let match): match.holds(for: phone, \.modelPhone, \.modelPhone)
        case .tag(let names, .any): names.contains { tags[$0] != nil }
        case .tag(let names, .all): names.allSatisfy { tags[$0] != nil }
        case .tagScore(let name, let range): tags[name].map(range.holds) ?? false
        case .state(let states): states.contains { values[.state] == .integer($0.rawValue) }
        case .emailStatus(let status): values[.emailStatus] == .integer(status.rawValue)
        case .mobileStatus(let status): values[.mobileStatus] == .integer(status.rawValue)
        case .invalid: values[.invalid] == .yes
        case .monitored: values[.monitored] == .yes
        case .removed: isRemoved
        case .score(let range): if case .integer(let score) = values[.score] { range.holds(score) } else { false }
        case .date(.created, let match): spans[match].map { createdAt >= $0.lower && createdAt < $0.upper } ?? false
        case .date(.modified, let match): spans[match].map { modifiedAt >= $0.lower && modifiedAt < $0.upper } ?? false
        case .detail(let name, let match): details[name].map(match.holds) ?? false
        case .funnel(let name, let match): isThere(name, match)
        case .coupon(let name, let match):
            if case .coupon(let coupon)? = values[.coupon(name)] { match.holds(for: coupon, at: now) } else { false }
        case .automation(let kind, let name, let match): stands(with: kind, name, match)
        case .owner(let field, let match):
            owners.contains { owner in
                guard field.level == nil || owner.level == field.level else { return false }
                return switch match {
                case .exists: true
                case .isOneOf(let emails): emails.contains { ModelContact.user($0) == owner.user }
                }
            }
        }
    }

    private func isThere(_ name: String, _ match: FunnelMatch) -> Bool {
        guard let funnel = TestFunnels.all.first(where: { $0.name.modelFolded == name.modelFolded }),
            case .stage(let id, _, _)? = values[.stage(funnel.id)]
        else { return false }
        return switch match {
        case .exists: true
        case .isOneOf(let names):
            funnel.stages.contains { stage in
                stage.id == id && names.contains { $0.modelFolded == stage.name.modelFolded }
            }
        }
    }
}

extension ModelContact {
    fileprivate func stands(with kind: AutomationKind, _ name: String, _ match: AutomationMatch) -> Bool {
        let wanted = name.trimmingCharacters(in: .whitespaces).modelFolded
        guard let automation = TestAutomations.all.first(where: { $0.kind == kind && $0.name.modelFolded == wanted }),
            case .passage(let passage)? = values[.automation(automation.id)]
        else { return false }
        let hasFailed = passage.place?.flags.contains(.failed)
        return switch match {
        case .exists: true
        case .inside: hasFailed == false
        case .finished: hasFailed == nil
        case .failed: hasFailed == true
        }
    }
}

extension TextMatch {
    fileprivate func holds(for value: ModelText?, _ whole: (String) -> String, _ part: (String) -> String) -> Bool {
        guard let value else { return false }
        return switch self {
        case .exists: true
        case .isOneOf(let texts): texts.contains { Array(whole($0).utf8) == Array(value.key.utf8) }
        case .contains(let phrase): value.key.modelContains(part(phrase))
        case .starts(let phrase): Array(value.key.utf8).starts(with: Array(part(phrase).utf8))
        }
    }
}

extension CouponMatch {
    fileprivate func holds(for coupon: CouponTimes, at now: Int64) -> Bool {
        let isUsed = coupon.usedAt != nil
        let isOver = now >= coupon.expiresAt
        return switch self {
        case .exists: true
        case .used: isUsed
        case .unused: !isUsed
        case .expired: !isUsed && isOver
        case .valid: !isUsed && !isOver
        }
    }
}

extension DetailMatch {
    fileprivate func holds(for value: ModelText) -> Bool {
        switch self {
        case .exists: true
        case .isOneOf(let texts): texts.contains { Array($0.modelFolded.utf8) == Array(value.key.utf8) }
        case .contains(let phrase): value.key.modelContains(phrase.modelFolded)
        case .range(let range): value.text.modelNumber.map(range.holds) ?? false
        }
    }
}

extension ValueRange {
    fileprivate func holds(_ value: Value) -> Bool {
        let isAbove = lower.map { value > $0.value || ($0.isIncluded && value == $0.value) } ?? true
        let isBelow = upper.map { value < $0.value || ($0.isIncluded && value == $0.value) } ?? true
        return isAbove && isBelow
    }
}

extension String {
    /// The search of the C library: byte by byte, and quick in a build without optimisation.
    fileprivate func modelContains(_ phrase: String) -> Bool {
        strstr(self, phrase) != nil
    }
}
