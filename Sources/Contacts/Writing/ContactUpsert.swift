/// What another program tells of one contact: whom it means, and what shall be so.
package struct ContactUpsert: Sendable {
    /// Whether the contact must be there.
    package enum Mode: Sendable {
        /// It must not.
        case add
        /// It must.
        case change
        case addOrChange
    }

    package var contact: ContactReference
    package var mode: Mode
    /// What shall be so, in order; a new contact begins with it.
    package var edits: [CardEdit]
    /// The main owner of a new contact; nothing means who acts.
    package var owner: UserID?
    /// Whether a contact that was removed on its card comes back; else it stays removed, and what is told is kept.
    package var restoresRemoved: Bool
    /// What proves a consent that it gives or withdraws.
    package var evidence: Evidence?

    /// Describes what another program tells.
    ///
    /// - Parameters:
    ///   - contact: Whom it means.
    ///   - mode: Whether the contact must be there.
    ///   - edits: What shall be so, in order.
    ///   - owner: The main owner of a new contact.
    ///   - restoresRemoved: Whether a removed contact comes back.
    ///   - evidence: What proves a consent that it gives or withdraws.
    package init(
        _ contact: ContactReference,
        _ mode: Mode,
        edits: [CardEdit],
        owner: UserID? = nil,
        restoresRemoved: Bool = false,
        evidence: Evidence? = nil
    ) {
        self.contact = contact
        self.mode = mode
        self.edits = edits
        self.owner = owner
        self.restoresRemoved = restoresRemoved
        self.evidence = evidence
    }
}

/// A contact that was added or changed, or was so already.
package struct UpsertedContact: Sendable, Hashable {
    package let id: ContactID
    package let email: String
    package let externalID: String?
    package let isNew: Bool
}

/// Why a contact cannot be added or changed.
package enum UpsertError: ExplainedError, Equatable {
    case exists(ContactReference)
    /// A new contact is named by its e-mail address alone.
    case needsAddress(ContactID)

    /// The error in words, with what to do.
    package var message: String {
        switch self {
        case .exists(let contact): "there is a contact \(contact) already: change it instead"
        case .needsAddress(let id): "there is no contact \(id), and a new one needs an e-mail address"
        }
    }
}
