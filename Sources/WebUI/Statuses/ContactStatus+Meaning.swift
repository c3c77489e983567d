import Contacts

extension ContactStatus {
    /// What is true of the contact.
    var meaning: String {
        switch self {
        case .optedIn: "The person agreed to marketing e-mail, and the address works as far as is known."
        case .optedOut: "The person did not agree to marketing e-mail, or unsubscribed."
        case .invalid: "Messages do not reach the address. What the person agreed to is kept beside it."
        case .removed: "The contact was deleted on its card. It is kept, and can be restored."
        }
    }

    /// How a contact gets it.
    var ways: String {
        switch self {
        case .optedIn:
            "an import of people who agreed; the confirmation link of a form; the page of preferences; a rule or "
                + "workflow; somebody who edits the card and names the source; never a bulk action"
        case .optedOut:
            "a new contact without consent; a form until its link is confirmed; the link or button to unsubscribe; "
                + "a complaint at the mail provider; the bulk action A; a rule or workflow; an edit of the card"
        case .invalid:
            "a mail server that says that the address does not exist; the bulk action B; an edit of the card. Restoring brings "
                + "back the status from before"
        case .removed: "“Delete this contact” on the card. Restoring brings back the status from before"
        }
    }

    /// What may be done with the contact.
    var permits: String {
        switch self {
        case .optedIn: "marketing e-mail"
        case .optedOut: "no marketing e-mail; the message by which a form’s sign-up is confirmed"
        case .invalid: "no e-mail at all"
        case .removed: "no messages; lists, counts and actions leave the contact out unless a query says “removed”"
        }
    }
}
