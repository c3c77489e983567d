/// One property of a contact that can change, as the journal and the index name it.
package enum Facet: Hashable, Sendable {
    /// Whether the contact is there at all: 1, or nothing.
    case existence
    case emailStatus
    case invalid
    case mobileStatus
    case monitored
    case state
    case score
    /// When the contact was removed on its card, in milliseconds; nothing while it is not.
    case removed
    case field(ProfileField)
    case tag(TagName)
    case detail(DetailName)
    /// Who owns the contact, and how.
    case owners
    /// On which stage of a funnel the contact is; nothing where it is not in the funnel.
    case stage(FunnelID)
    /// The coupon of this name.
    case coupon(CouponName)
    /// How the contact stands with a rule or workflow.
    case automation(AutomationID)
    case note(isPrivate: Bool)
    /// What the contact did, of which there is any number.
    case activity(ActivityKind)
    /// The address to which the contact's personal link in a document leads; nothing where the document has none.
    case document(DocumentID, isPrivate: Bool)
    /// What proves the other changes of the same commit.
    case evidence

    /// Whether a change of it is one of the contact itself, whose date of modification it moves.
    package var isOfContact: Bool {
        switch self {
        case .automation, .activity, .document, .evidence, .note(isPrivate: true): false
        default: true
        }
    }

    /// Whether it is about notes.
    package var isNote: Bool {
        if case .note = self { true } else { false }
    }

    /// Whether a contact has any number of them, so that the facet holds no present value.
    package var isList: Bool {
        switch self {
        case .note, .activity, .evidence: true
        default: false
        }
    }
}

/// What a facet of one contact holds.
package enum FacetValue: Hashable, Sendable {
    case none
    case integer(Int64)
    case text(String)
    /// A tag's own score, and when it was added, in milliseconds.
    case tag(score: Int64, addedAt: Int64)
    case owners(OwnerList)
    /// A stage, when the contact came there, in milliseconds, and what it is worth in the funnel.
    case stage(StageID, since: Int64, value: Int64?)
    case coupon(CouponTimes)
    case newCoupon(CouponDraft)
    case passage(Passage)
    case note(NoteDraft)
    case activity(ActivityDraft)
    case evidence(Evidence)

    package static let yes = FacetValue.integer(1)
    package static let no = FacetValue.integer(0)
}

/// A note before it has a number.
package struct NoteDraft: Hashable, Sendable {
    /// The longest text, in characters as people count them.
    package static let maximumLength = 1024

    package let text: String
    package let isPrivate: Bool
    package let author: String

    package init(text: String, isPrivate: Bool, author: String) {
        self.text = text
        self.isPrivate = isPrivate
        self.author = author
    }
}
