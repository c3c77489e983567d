import Contacts

/// A contact that an earlier row of the same batch creates, and that later rows still change.
struct ContactDraft {
    private(set) var contact: NewContact

    init(_ contact: NewContact) {
        self.contact = contact
    }

    /// Carries the intents of a later row out.
    ///
    /// - Parameters:
    ///   - intents: What the row wants.
    ///   - line: Where the row stands in the file.
    /// - Returns: Whether anything changed.
    mutating func apply(_ intents: [RowIntent], line: Int) -> Bool {
        var isChanged = false
        for intent in intents {
            guard let value = intent.result(over: value(of: intent.facet)) else { continue }
            set(intent.facet, value)
            if [.emailStatus, .mobileStatus, .invalid].contains(intent.facet) {
                contact.evidence = Evidence(line: Int64(line))
            }
            isChanged = true
        }
        return isChanged
    }

    private func value(of facet: Facet) -> FacetValue {
        switch facet {
        case .emailStatus: .integer(contact.emailStatus.rawValue)
        case .invalid: contact.isInvalid ? .yes : .no
        case .mobileStatus: .integer(contact.mobileStatus.rawValue)
        case .monitored: contact.isMonitored ? .yes : .no
        case .state: .integer(contact.state.rawValue)
        case .score: .integer(contact.score)
        case .field(let field): contact.fields[field].map(FacetValue.text) ?? .none
        case .detail(let name): contact.details[name].map(FacetValue.text) ?? .none
        case .tag(let name): contact.tags[name].map { .tag(score: $0, addedAt: contact.modifiedAt) } ?? .none
        case .existence, .removed, .owners, .stage, .coupon, .automation, .note, .activity, .evidence,
            .document:
            .none
        }
    }

    private mutating func set(_ facet: Facet, _ value: FacetValue) {
        switch (facet, value) {
        case (.emailStatus, .integer(let code)): contact.emailStatus = MarketingStatus(rawValue: code) ?? .optedOut
        case (.invalid, _): contact.isInvalid = value == .yes
        case (.mobileStatus, .integer(let code)): contact.mobileStatus = MarketingStatus(rawValue: code) ?? .optedOut
        case (.monitored, _): contact.isMonitored = value == .yes
        case (.state, .integer(let code)): contact.state = ContactState(rawValue: code) ?? .unknown
        case (.score, .integer(let score)): contact.score = score
        case (.field(let field), .text(let text)): contact.fields[field] = text
        case (.detail(let name), .text(let text)): contact.details[name] = text
        case (.tag(let name), .tag(let score, _)): contact.tags[name] = score
        default: break
        }
    }
}
