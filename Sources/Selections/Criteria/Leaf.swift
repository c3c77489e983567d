package import Contacts

/// An elementary condition: one look at one property of a contact.
package enum Leaf: Hashable, Sendable {
    /// `email ~ shop`, `name = "Jan Kowalski"`, `has phone`, `email-domain in (a.example, b.example)`.
    case text(TextField, TextMatch)
    /// `tag = VIP`, `tag in (A, B)` (any), `tag all (A, B)`.
    case tag([TagName], TagMatch)
    /// `tag-score.VIP >= 5`.
    case tagScore(TagName, ValueRange<Int64>)
    /// `state = customer`, `state in (customer, partner)`.
    case state([ContactState])
    /// `email-status = opted-in`.
    case emailStatus(MarketingStatus)
    /// `mobile-status = opted-out`.
    case mobileStatus(MarketingStatus)
    /// `invalid`.
    case invalid
    /// `monitored`.
    case monitored
    /// `removed`: deleted on the card but not purged yet. Only a selection that names this sees such contacts.
    case removed
    /// `score >= 10`, `score between 1 and 5`.
    case score(ValueRange<Int64>)
    /// `created within 30 days`, `modified before 2026-01-31`.
    case date(DateField, DateMatch)
    /// `has detail.city`, `detail.city = Kraków`, `detail.size > 40`.
    case detail(DetailName, DetailMatch)
    /// `owner = anna@shop.example`, `main-owner in (a@shop.example, b@shop.example)`, `has owner`.
    case owner(OwnerField, OwnerMatch)
    /// `has funnel.Onboarding`, `funnel.Onboarding = Trial`, `funnel.Onboarding in (Trial, Won)`.
    case funnel(String, FunnelMatch)
    /// `has coupon.SPRING26`, `coupon.SPRING26 = unused`.
    case coupon(CouponName, CouponMatch)
    /// `has rule.Welcome`, `workflow."Win back" = inside`.
    case automation(AutomationKind, String, AutomationMatch)
}

/// On which stage of a funnel a contact is, by the names of stages.
package enum FunnelMatch: Hashable, Sendable {
    /// On whatever stage: `has funnel.Onboarding`.
    case exists
    /// On one of these: `funnel.Onboarding = Trial`. Never empty.
    case isOneOf([String])
}

/// How a contact's coupon of one name must stand, at the time of asking.
package enum CouponMatch: String, Hashable, Sendable, CaseIterable {
    /// Has one: `has coupon.SPRING26`.
    case exists
    case used
    /// Not used, whether it is still valid or not.
    case unused
    /// Not used while it was valid.
    case expired
    /// Not used and not expired.
    case valid

    /// Those that stand behind `=`.
    package static let states: [CouponMatch] = [.used, .unused, .expired, .valid]

    package init?(state word: String) {
        guard let match = Self(rawValue: word), match != .exists else { return nil }
        self = match
    }
}

/// How a contact must stand with a rule or workflow.
package enum AutomationMatch: String, Hashable, Sendable, CaseIterable {
    /// It was launched for the contact at some time: `has rule.Welcome`.
    case exists
    /// On its way, or waiting.
    case inside
    /// Launched before, and at the end.
    case finished
    /// Where a step failed.
    case failed

    /// Those that stand behind `=`.
    package static let states: [AutomationMatch] = [.inside, .finished, .failed]

    package init?(state word: String) {
        guard let match = Self(rawValue: word), match != .exists else { return nil }
        self = match
    }
}

/// The owners that a condition looks at: all, or those of one level.
package enum OwnerField: String, Hashable, Sendable, CaseIterable {
    case any = "owner"
    case main = "main-owner"
    case full = "co-owner"
    case readOnly = "read-only-owner"

    package var level: OwnerLevel? {
        switch self {
        case .any: nil
        case .main: .main
        case .full: .owner
        case .readOnly: .readOnly
        }
    }
}

/// How owners are compared, by the e-mail addresses of users.
package enum OwnerMatch: Hashable, Sendable {
    /// Has any such owner: `has owner`.
    case exists
    /// One of these users is such an owner. Never empty.
    case isOneOf([String])
}

/// A text property that can be searched.
package enum TextField: String, Hashable, Sendable, CaseIterable {
    case email
    case emailDomain = "email-domain"
    case name
    case phone
}

/// How a text property is compared; never with regard to case.
package enum TextMatch: Hashable, Sendable {
    /// Has any value: `has phone`.
    case exists
    /// Equals one of the values: `email = a@b.example`, `email in (a@b.example, c@d.example)`. Never empty.
    case isOneOf([String])
    /// Contains the phrase: `name ~ kowal`.
    case contains(String)
    /// Begins with the phrase: `phone starts +48`.
    case starts(String)
}

/// Whether one of several tags is enough.
package enum TagMatch: String, Hashable, Sendable {
    case any
    case all
}

/// How a standard detail is compared; texts never with regard to case.
package enum DetailMatch: Hashable, Sendable {
    /// `has detail.city`.
    case exists
    /// `detail.city = Kraków`, `detail.city in (Kraków, Brno)`. Never empty.
    case isOneOf([String])
    /// `detail.city ~ krak`.
    case contains(String)
    /// `detail.size > 40`; only values that are numbers can match.
    case range(ValueRange<Double>)
}

/// A range with optional ends, each of them included or not.
package struct ValueRange<Value: Comparable & Hashable & Sendable>: Hashable, Sendable {
    package struct Bound: Hashable, Sendable {
        package let value: Value
        package let isIncluded: Bool

        package init(_ value: Value, isIncluded: Bool) {
            self.value = value
            self.isIncluded = isIncluded
        }
    }

    package let lower: Bound?
    package let upper: Bound?

    package init(lower: Bound? = nil, upper: Bound? = nil) {
        self.lower = lower
        self.upper = upper
    }

    package func contains(_ value: Value) -> Bool {
        if let lower, lower.isIncluded ? value < lower.value : value <= lower.value { return false }
        if let upper, upper.isIncluded ? value > upper.value : value >= upper.value { return false }
        return true
    }
}

/// A time that a contact carries.
package enum DateField: String, Hashable, Sendable, CaseIterable {
    case created
    case modified
}
