import Contacts

/// What the columns of a row say of consent together: the one that denies it counts, whatever the others say.
struct ConsentDraft {
    private(set) var email: MarketingStatus?
    private(set) var mobile: MarketingStatus?
    private(set) var isInvalid: Bool?

    mutating func sayEmail(_ word: StatusWord) {
        switch word {
        case .status(.optedOut): email = .optedOut
        case .status(.optedIn): email = email ?? .optedIn
        case .invalid: isInvalid = true
        case .nothing: break
        }
    }

    mutating func sayMobile(_ status: MarketingStatus) {
        mobile = status == .optedOut ? .optedOut : mobile ?? status
    }

    mutating func sayInvalid(_ isInvalid: Bool) {
        self.isInvalid = isInvalid || self.isInvalid == true
    }

    mutating func say(_ suppressions: SuppressionWords) {
        if suppressions.saysInvalid { isInvalid = true }
        if suppressions.saysOptedOut { email = .optedOut }
    }
}
