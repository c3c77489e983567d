package import Bitmaps

/// What changes for whom.
///
/// An action makes it, and only the door carries it out.
package struct ChangeSet: Sendable {
    /// Changes in the order in which they are applied.
    package var changes: [Change] = []
    /// Contacts that come into being.
    package var created: [NewContact] = []

    package init(changes: [Change] = [], created: [NewContact] = []) {
        self.changes = changes
        self.created = created
    }

    /// Whether nothing changes for anybody.
    package var isEmpty: Bool { created.isEmpty && changes.allSatisfy(\.contacts.isEmpty) }

    /// Everybody who is changed, without those who are created.
    package var contacts: Bitmap {
        changes.reduce(into: Bitmap()) { $0.formUnion($1.contacts) }
    }
}

/// A contact before it has a number.
package struct NewContact: Sendable {
    package var id: ContactID
    package var email: EmailAddress
    package var fields: [ProfileField: String]
    package var emailStatus: MarketingStatus
    package var isInvalid: Bool
    package var mobileStatus: MarketingStatus
    package var isMonitored: Bool
    package var state: ContactState
    package var score: Int64
    package var createdAt: Int64
    /// When the contact came into this base, which is the date of its tags; a file may say that it was created earlier.
    package var modifiedAt: Int64
    package var tags: [TagName: Int64]
    package var details: [DetailName: String]
    package var owners: OwnerList
    /// Whether the workspace's default owner gets the contact if there are no others.
    package var getsDefaultOwner: Bool
    /// What proves the consent that it begins with.
    package var evidence: Evidence?

    package init(
        id: ContactID,
        email: EmailAddress,
        fields: [ProfileField: String] = [:],
        emailStatus: MarketingStatus = .optedOut,
        isInvalid: Bool = false,
        mobileStatus: MarketingStatus = .optedOut,
        isMonitored: Bool = false,
        state: ContactState = .prospect,
        score: Int64 = 0,
        createdAt: Int64,
        modifiedAt: Int64? = nil,
        tags: [TagName: Int64] = [:],
        details: [DetailName: String] = [:],
        owners: OwnerList = OwnerList(),
        getsDefaultOwner: Bool = true,
        evidence: Evidence? = nil
    ) {
        self.id = id
        self.email = email
        self.fields = fields
        self.emailStatus = emailStatus
        self.isInvalid = isInvalid
        self.mobileStatus = mobileStatus
        self.isMonitored = isMonitored
        self.state = state
        self.score = score
        self.createdAt = createdAt
        self.modifiedAt = modifiedAt ?? createdAt
        self.tags = tags
        self.details = details
        self.owners = owners
        self.getsDefaultOwner = getsDefaultOwner
        self.evidence = evidence
    }
}
