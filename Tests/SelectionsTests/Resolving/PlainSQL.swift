import Contacts
import Foundation
import Selections
import Storage

/// A whole condition as one statement, the way a person would write it: a sub-query for every look at a contact.
struct PlainSQL {
    let dialect: Dialect
    /// The spans of the comparisons of times, which are no matter of SQL.
    let spans: [DateMatch: ModelDays.TimeRange]
    let now: Int64

    /// Selects the numbers of those who meet a condition without names of segments.
    func statement(_ criterion: Criterion, within reach: Reach) -> SQL {
        let isInUse: SQL = criterion.leaves.contains(.removed) ? "1 = 1" : "c.removed_at IS NULL"
        let isSeen: SQL =
            switch reach {
            case .everybody: isInUse
            case .owned(let user):
                "\(isInUse) AND c.number IN (SELECT o.number FROM contact_owner o WHERE o.user_id = \(user.number))"
            }
        return "SELECT c.number FROM contact c WHERE \(isSeen) AND \(condition(criterion)) ORDER BY c.number"
    }

    private func condition(_ criterion: Criterion) -> SQL {
        switch criterion {
        case .all: "1 = 1"
        case .and(let parts): parts.isEmpty ? "1 = 1" : "(\(.joined(parts.map(condition), by: " AND ")))"
        case .or(let parts): parts.isEmpty ? "1 = 0" : "(\(.joined(parts.map(condition), by: " OR ")))"
        case .not(let part): "NOT (\(condition(part)))"
        case .segment: "1 = 0"
        case .leaf(let leaf): condition(leaf)
        }
    }

    private func condition(_ leaf: Leaf) -> SQL {
        switch leaf {
        case .text(let field, let match): text(field, match)
        case .tag(let names, .any): "(\(.joined(names.map { hasTag($0) }, by: " OR ")))"
        case .tag(let names, .all): "(\(.joined(names.map { hasTag($0) }, by: " AND ")))"
        case .tagScore(let name, let range): hasTag(name, " AND \(within("t.score", range))")
        case .state(let states): "(\(.joined(states.map { "c.state = \($0.rawValue)" }, by: " OR ")))"
        case .emailStatus(let status): "c.email_status = \(status.rawValue)"
        case .mobileStatus(let status): "c.mobile_status = \(status.rawValue)"
        case .invalid: "c.invalid = 1"
        case .monitored: "c.monitored = 1"
        case .removed: "c.removed_at IS NOT NULL"
        case .score(let range): within("c.score", range)
        case .date(.created, let match): during("c.created_at", match)
        case .date(.modified, let match): during("c.modified_at", match)
        case .detail(let name, let match): detail(name, match)
        case .owner(let field, let match): owner(field, match)
        case .funnel(let name, let match): funnel(name, match)
        case .coupon(let name, let match): coupon(name, match)
        case .automation(let kind, let name, let match): automation(kind, name, match)
        }
    }

    private func funnel(_ name: String, _ match: FunnelMatch) -> SQL {
        let isStage: SQL =
            switch match {
            case .exists: "1 = 1"
            case .isOneOf(let names): .joined(names.map { "s.name_key = \($0.modelFolded)" }, by: " OR ")
            }
        return """
            EXISTS (SELECT 1 FROM contact_stage p JOIN stage s ON s.id = p.stage_id
                JOIN funnel f ON f.id = s.funnel_id
                WHERE p.number = c.number AND f.name_key = \(name.modelFolded) AND (\(isStage)))
            """
    }

    private func owner(_ field: OwnerField, _ match: OwnerMatch) -> SQL {
        let isUser: SQL =
            switch match {
            case .exists: "1 = 1"
            case .isOneOf(let emails): .joined(emails.map { "u.email_key = \($0.lowercased())" }, by: " OR ")
            }
        let isLevel: SQL = field.level.map { "o.level = \($0.rawValue)" } ?? "1 = 1"
        return """
            EXISTS (SELECT 1 FROM contact_owner o JOIN user_account u ON u.id = o.user_id
                WHERE o.number = c.number AND \(isLevel) AND (\(isUser)))
            """
    }

    private func coupon(_ name: CouponName, _ match: CouponMatch) -> SQL {
        let stands: SQL =
            switch match {
            case .exists: "1 = 1"
            case .used: "k.used_at IS NOT NULL"
            case .unused: "k.used_at IS NULL"
            case .expired: "k.used_at IS NULL AND k.expires_at <= \(now)"
            case .valid: "k.used_at IS NULL AND k.expires_at > \(now)"
            }
        return """
            EXISTS (SELECT 1 FROM coupon k JOIN coupon_name n ON n.id = k.name_id
                WHERE k.number = c.number AND n.name = \(name.text) AND \(stands))
            """
    }

    private func automation(_ kind: AutomationKind, _ name: String, _ match: AutomationMatch) -> SQL {
        let key = name.trimmingCharacters(in: .whitespaces).modelFolded
        let stands: SQL =
            switch match {
            case .exists: "1 = 1"
            case .inside: "p.node IS NOT NULL AND (p.flags / 4) % 2 = 0"
            case .finished: "p.node IS NULL"
            case .failed: "p.node IS NOT NULL AND (p.flags / 4) % 2 = 1"
            }
        return """
            EXISTS (SELECT 1 FROM contact_automation p JOIN automation a ON a.id = p.automation_id
                WHERE p.number = c.number AND a.kind = \(kind.rawValue) AND a.name_key = \(key) AND \(stands))
            """
    }

    private func hasTag(_ name: TagName, _ more: SQL = "") -> SQL {
        """
        EXISTS (SELECT 1 FROM contact_tag t WHERE t.number = c.number\(more)
            AND t.tag_id = (SELECT n.id FROM tag n WHERE n.name = \(name.text)))
        """
    }

    private func text(_ field: TextField, _ match: TextMatch) -> SQL {
        let (column, whole, part): (SQL, (String) -> String, (String) -> String) =
            switch field {
            case .email: ("p.email_key", \.modelEmail, \.modelFolded)
            case .emailDomain: ("p.email_domain", \.modelEmail, \.modelFolded)
            case .name: ("p.name_key", \.modelFolded, \.modelFolded)
            case .phone: ("p.phone_key", \.modelPhone, \.modelPhone)
            }
        let holds: SQL =
            switch match {
            case .exists: "\(column) IS NOT NULL"
            case .isOneOf(let texts): .joined(texts.map { "\(column) = \(whole($0))" }, by: " OR ")
            case .contains(let phrase): contains(column, part(phrase))
            case .starts(let phrase): "substr(\(column), 1, length(\(part(phrase)))) = \(part(phrase))"
            }
        return "EXISTS (SELECT 1 FROM contact_profile p WHERE p.number = c.number AND (\(holds)))"
    }

    private func detail(_ name: DetailName, _ match: DetailMatch) -> SQL {
        let key: SQL = "CASE WHEN d.value_key IS NULL THEN d.value ELSE d.value_key END"
        let holds: SQL =
            switch match {
            case .exists: "1 = 1"
            case .isOneOf(let texts): .joined(texts.map { "\(key) = \($0.modelFolded)" }, by: " OR ")
            case .contains(let phrase): contains(key, phrase.modelFolded)
            case .range(let range): "d.value_number IS NOT NULL AND \(within("d.value_number", range))"
            }
        return """
            EXISTS (SELECT 1 FROM contact_detail d WHERE d.number = c.number AND (\(holds))
                AND d.detail_id = (SELECT n.id FROM detail n WHERE n.name = \(name.text)))
            """
    }

    private func contains(_ text: SQL, _ phrase: String) -> SQL {
        guard !phrase.isEmpty else { return "\(text) IS NOT NULL" }
        return dialect == .sqlite ? "instr(\(text), \(phrase)) > 0" : "strpos(\(text), \(phrase)) > 0"
    }

    private func within<Value: SQLConvertible>(_ column: SQL, _ range: ValueRange<Value>) -> SQL {
        var conditions: [SQL] = ["1 = 1"]
        if let lower = range.lower {
            let isEqual: SQL = lower.isIncluded ? " OR \(column) = \(lower.value)" : ""
            conditions.append("\(column) > \(lower.value)\(isEqual)")
        }
        if let upper = range.upper {
            let isEqual: SQL = upper.isIncluded ? " OR \(column) = \(upper.value)" : ""
            conditions.append("\(column) < \(upper.value)\(isEqual)")
        }
        return "((\(.joined(conditions, by: ") AND ("))))"
    }

    private func during(_ column: SQL, _ match: DateMatch) -> SQL {
        guard let span = spans[match] else { return "1 = 0" }
        return "(\(column) >= \(span.lower) AND \(column) < \(span.upper))"
    }
}
