package import Contacts

/// What a form asks, says and does: all that a new version is made of.
package struct FormDefinition: Hashable, Sendable {
    /// How many characters, or of what how many, a form may have.
    package static let maximumTitleLength = 255
    package static let maximumTextLength = 5000
    package static let maximumAddressLength = 2000
    package static let maximumQuestions = 50
    package static let maximumOptions = 200
    package static let maximumTags = 100
    package static let maximumDetailLength = 1024
    /// How long the link of the confirmation may work, in days.
    package static let expiries: ClosedRange<Int64> = 1...90

    /// A consent that the form asks for, in the words that are shown beside its box.
    package struct Consent: Hashable, Sendable {
        package var wording: String
        /// Whether nobody can sign up without it.
        package var isRequired: Bool

        package init(_ wording: String, isRequired: Bool = false) {
            self.wording = wording
            self.isRequired = isRequired
        }
    }

    /// The heading that people see.
    package var title: String
    package var introduction: String
    /// The language of the texts, as HTML names it.
    package var language: String
    /// In the order in which they are asked.
    package var questions: [FormQuestion]
    /// Without it the form gives nobody's consent for e-mail, and sends no link.
    package var emailConsent: Consent?
    package var mobileConsent: Consent?
    /// What everybody gets who signs up, with the tags' own scores.
    package var tags: [TagName: Int64]
    /// Details that are set without being asked for.
    package var details: [DetailName: String]
    /// The state of new contacts; nothing means prospect.
    package var state: ContactState?
    /// The e-mail address of the user who owns new contacts; nothing means the workspace's default owner.
    package var owner: String?
    /// Whether answers replace what is known of a contact, and do not only fill in what is not.
    package var overwrites: Bool
    /// Where people go after sending the form, instead of our own page.
    package var redirect: String?
    /// Where people go after the confirmation, instead of our own page.
    package var confirmedRedirect: String?
    /// The template of the message with the link; nothing means the program's own.
    package var template: String?
    /// How long the link works, in days.
    package var expiryDays: Int64
    /// What the form says in its own words.
    package var texts: [FormText: String]

    package init(
        title: String,
        introduction: String = "",
        language: String = "en",
        questions: [FormQuestion] = [FormQuestion(.email, label: "E-mail")],
        emailConsent: Consent? = nil,
        mobileConsent: Consent? = nil,
        tags: [TagName: Int64] = [:],
        details: [DetailName: String] = [:],
        state: ContactState? = nil,
        owner: String? = nil,
        overwrites: Bool = false,
        redirect: String? = nil,
        confirmedRedirect: String? = nil,
        template: String? = nil,
        expiryDays: Int64 = 7,
        texts: [FormText: String] = [:]
    ) {
        self.title = title
        self.introduction = introduction
        self.language = language
        self.questions = questions
        self.emailConsent = emailConsent
        self.mobileConsent = mobileConsent
        self.tags = tags
        self.details = details
        self.state = state
        self.owner = owner
        self.overwrites = overwrites
        self.redirect = redirect
        self.confirmedRedirect = confirmedRedirect
        self.template = template
        self.expiryDays = expiryDays
        self.texts = texts
    }

    /// What the pages say in this place.
    package func text(_ text: FormText) -> String { texts[text] ?? text.standard }

    /// What somebody was shown who ticked these boxes; nothing where none was ticked.
    package func wording(email: Bool, mobile: Bool) -> String? {
        let shown = [email ? emailConsent?.wording : nil, mobile ? mobileConsent?.wording : nil].compactMap(\.self)
        return shown.isEmpty ? nil : shown.joined(separator: "\n\n")
    }
}
