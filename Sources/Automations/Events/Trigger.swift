package import Contacts
package import Selections

/// Something that can happen to a contact, with what narrows it down.
package enum Trigger: Sendable, Hashable {
    case contactAdded
    case emailOptedIn
    case emailOptedOut
    case mobileOptedIn
    case mobileOptedOut
    /// The address was found not to work.
    case markedInvalid
    /// One of these fields was empty and is filled; without any, one of all.
    case fieldAdded(Set<ProfileField>)
    /// One of these fields changed; without any, one of all.
    case fieldModified(Set<ProfileField>)
    /// One of these tags was assigned. Never empty.
    case tagAssigned([TagName])
    /// The tag's own score came up to a number.
    case tagScoreReached(TagName, Int64)
    /// A detail was not there and is set to a value like this.
    case detailAdded(DetailName, DetailMatch)
    /// A detail was there and has another value like this.
    case detailModified(DetailName, DetailMatch)
    case scoreChanged
    /// The score came up to a number.
    case scoreReached(Int64)
    /// The contact came to a stage of a funnel: to this one, or to any.
    case stageEntered(funnel: String, stage: String?)
    /// A user, by e-mail address, or anybody, became an owner: of this level, or of any.
    case ownerChanged(level: OwnerLevel?, user: String?)
    case noteAdded
    /// The state became one of these; without any, another one.
    case stateChanged(Set<ContactState>)
    /// A coupon of this name was redeemed, or of any.
    case couponUsed(CouponName?)
    /// So many days before a birthday.
    case birthday(daysBefore: Int)
    /// So many days before the date that stands in a detail.
    case detailDate(DetailName, daysBefore: Int)
    /// Something that another program tells of: an external event of this type, or of any.
    case externalEvent(type: String?)
    /// A page was visited whose address contains this.
    case pageVisited(containing: String)
    /// An e-mail was opened: this one, or any.
    case emailOpened(email: String?)
    /// A link in an e-mail was clicked whose address contains this.
    case linkClicked(containing: String)
    /// A form was submitted: this one, or any.
    case formSubmitted(form: String?)

    /// How many days before a date something may happen.
    package static let daysBefore = 0...365
}
