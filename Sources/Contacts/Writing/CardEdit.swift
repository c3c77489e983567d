/// One edit on a contact card.
package enum CardEdit: Sendable, Hashable {
    /// Sets a field; nothing or an empty text clears it. The e-mail address cannot be cleared.
    case field(ProfileField, String?)
    case emailStatus(MarketingStatus)
    case mobileStatus(MarketingStatus)
    case invalid(Bool)
    case monitored(Bool)
    case state(ContactState)
    case score(Int64)
    case addTag(TagName, score: Int64)
    case deleteTag(TagName)
    /// Sets a standard detail; nothing deletes it.
    case detail(DetailName, String?)
    case addNote(text: String, isPrivate: Bool)
    /// Marks the contact as removed: it gets no messages and leaves the lists until it is restored.
    case remove
    case restore
}
