/// One edit on a contact card.
package enum CardEdit: Sendable, Hashable {
    /// Sets a field; nothing or an empty text clears it. The e-mail address cannot be cleared.
    case field(ProfileField, String?)
    case emailStatus(MarketingStatus)
    case mobileStatus(MarketingStatus)
    case invalid(Bool)
    /// Starts monitoring anew, or stops it for who is monitored.
    case monitored(Bool)
    /// Stops monitoring, also for who never was monitored.
    case stopMonitoring
    case state(ContactState)
    case score(Int64)
    case addTag(TagName, score: Int64)
    case deleteTag(TagName)
    /// Sets a standard detail; nothing deletes it.
    case detail(DetailName, String?)
    case addNote(text: String, isPrivate: Bool)
    /// Gives a note of one's own another text.
    case editNote(Int64, text: String, isPrivate: Bool)
    /// Deletes a note of one's own.
    case deleteNote(Int64)
    /// Makes a user an owner, or gives an owner another level.
    case assignOwner(UserID, OwnerLevel)
    case removeOwner(UserID)
    /// Puts the contact on a stage of a funnel, wherever it was in it; where it is there already, it stays since then.
    case moveToStage(FunnelID, StageID)
    /// Says what the contact is worth in a funnel that it is in; nothing takes the value away.
    case stageValue(FunnelID, Int64?)
    case removeFromFunnel(FunnelID)
    /// Marks the contact as removed: it gets no messages and leaves the lists until it is restored.
    case remove
    case restore

    /// What somebody must be allowed to do with the contact.
    var right: ContactRight {
        switch self {
        case .remove, .restore: .delete
        case .assignOwner, .removeOwner: .changeOwners
        case .field, .emailStatus, .mobileStatus, .invalid, .monitored, .stopMonitoring, .state, .score, .addTag,
            .deleteTag, .detail,
            .addNote, .editNote, .deleteNote, .moveToStage, .stageValue, .removeFromFunnel:
            .edit
        }
    }
}
