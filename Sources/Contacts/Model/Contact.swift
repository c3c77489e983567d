/// A contact as lists and cards show it.
package struct Contact: Sendable, Hashable {
    package let number: UInt32
    package let id: ContactID
    package let email: String
    package let fields: [ProfileField: String]
    package let emailStatus: MarketingStatus
    package let isInvalid: Bool
    package let mobileStatus: MarketingStatus
    package let monitoring: MonitoringState
    package let state: ContactState
    package let score: Int64
    /// Times in milliseconds since 1970-01-01T00:00:00Z.
    package let createdAt: Int64
    package let modifiedAt: Int64
    package let removedAt: Int64?

    /// The scores that a contact or a tag can have: whole numbers of 32 bits, zero and negative ones too.
    package static let scores = Int64(Int32.min)...Int64(Int32.max)

    package var isMonitored: Bool { monitoring == .monitored }

    package var name: String { fields[.name] ?? "" }

    /// The one status that the dot shows, by priority.
    package var status: ContactStatus {
        Self.status(isRemoved: removedAt != nil, isInvalid: isInvalid, isOptedIn: emailStatus == .optedIn)
    }

    static func status(isRemoved: Bool, isInvalid: Bool, isOptedIn: Bool) -> ContactStatus {
        if isRemoved { return .removed }
        if isInvalid { return .invalid }
        return isOptedIn ? .optedIn : .optedOut
    }
}

/// The status that a contact's dot shows: green, orange, dark grey, red.
package enum ContactStatus: String, Sendable, CaseIterable, Codable {
    case optedIn = "opted-in"
    case optedOut = "opted-out"
    case invalid
    case removed
}

/// A tag of one contact.
package struct ContactTag: Sendable, Hashable {
    package let name: TagName
    package let score: Int64
    /// Milliseconds since 1970-01-01T00:00:00Z.
    package let addedAt: Int64
}

/// A standard detail of one contact.
package struct ContactDetail: Sendable, Hashable {
    package let name: DetailName
    package let value: String
}

/// A note on a contact card.
package struct Note: Sendable, Hashable {
    package let id: Int64
    package let text: String
    package let isPrivate: Bool
    package let author: String
    /// Times in milliseconds since 1970-01-01T00:00:00Z.
    package let createdAt: Int64
    package let editedAt: Int64?
}
