package import Contacts

/// How an import treats what is in the file and what is there already.
package struct ImportOptions: Sendable, Hashable {
    /// Whose word counts for consent.
    package enum Consent: String, Sendable, CaseIterable {
        /// New contacts are opted in unless the file says otherwise; nobody who opted out is opted in again.
        case optIn = "opt-in"
        /// New contacts are opted out unless the file says otherwise.
        case optOut = "opt-out"
        /// The whole file has consented: existing opt-outs and invalid marks are lifted, unless the file says otherwise.
        case overwrite
    }

    package var consent: Consent
    /// The mobile status of new contacts where the file has none.
    package var mobileStatus: MarketingStatus
    /// The state of every contact of the file where the file has none; nothing makes new contacts prospects.
    package var state: ContactState?
    /// Tags for every contact of the file, with their score.
    package var tags: [TagName: Int64]
    /// What is only filled in where a contact has nothing there yet.
    package var kept: Set<ImportField>
    /// Whether contacts that were removed on their card come back.
    package var restoresRemoved: Bool
    /// Who becomes the main owner of new contacts; nothing means the workspace's default owner.
    package var owner: UserID?

    package init(
        consent: Consent = .optIn,
        mobileStatus: MarketingStatus = .optedOut,
        state: ContactState? = nil,
        tags: [TagName: Int64] = [:],
        kept: Set<ImportField> = [],
        restoresRemoved: Bool = false,
        owner: UserID? = nil
    ) {
        self.consent = consent
        self.mobileStatus = mobileStatus
        self.state = state
        self.tags = tags
        self.kept = kept
        self.restoresRemoved = restoresRemoved
        self.owner = owner
    }
}
