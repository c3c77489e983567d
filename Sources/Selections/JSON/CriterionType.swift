/// The words that `type` can have in the JSON form of a criterion.
enum CriterionType: String, CaseIterable {
    case all
    case and
    case or
    case not
    case segment
    case tag
    case tagScore = "tag-score"
    case state
    case emailStatus = "email-status"
    case mobileStatus = "mobile-status"
    case invalid
    case monitored
    case removed
    case score
    case email
    case emailDomain = "email-domain"
    case name
    case phone
    case created
    case modified
    case detail
    case owner
    case mainOwner = "main-owner"
    case coOwner = "co-owner"
    case readOnlyOwner = "read-only-owner"
    case funnel
    case coupon
    case rule
    case workflow
}

/// The keys of the JSON forms of criteria and selections.
enum JSONKey: String, CaseIterable {
    case type
    case of
    case name
    case names
    case match
    case `is`
    case contains
    case starts
    case exists
    case min
    case above
    case max
    case below
    case within
    case unit
    case before
    case since
    case between
    case on
    case version
    case segment
    case include
    case exclude
    case filter
}

/// A key as the decoder met it, known or not.
struct AnyKey: CodingKey {
    let stringValue: String
    let intValue: Int?

    init(_ key: JSONKey) {
        stringValue = key.rawValue
        intValue = nil
    }

    init?(stringValue: String) {
        self.stringValue = stringValue
        intValue = nil
    }

    init?(intValue: Int) {
        stringValue = String(intValue)
        self.intValue = intValue
    }
}
