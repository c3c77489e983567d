/// The words that mean something in a query, in lower case; a query may write them in any case.
enum Keyword: String, CaseIterable {
    case and
    case or
    case not
    case all
    case `in`
    case between
    case starts
    case has
    case within
    case before
    case since
    case after
    case on
    case invalid
    case monitored
    case removed
    case segment
    case tag
    case tagScore = "tag-score"
    case state
    case emailStatus = "email-status"
    case mobileStatus = "mobile-status"
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

    init?(_ word: String) {
        // Asked of every word several times, and no keyword is longer.
        guard word.utf8.count <= 24 else { return nil }
        self.init(rawValue: word.lowercased())
    }

    /// Whether the word must be quoted to stand as a value, because unquoted it is more likely a forgotten value.
    var isReserved: Bool {
        switch self {
        case .and, .or, .not, .all, .in, .between, .starts, .has, .within, .before, .since, .after, .on: true
        case .invalid, .monitored, .removed, .segment, .tag, .tagScore, .state, .emailStatus, .mobileStatus, .score,
            .email, .emailDomain, .name, .phone, .created, .modified, .detail, .owner, .mainOwner, .coOwner,
            .readOnlyOwner, .funnel, .coupon, .rule, .workflow:
            false
        }
    }
}
