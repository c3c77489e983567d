import Contacts

/// The page on which somebody enters a contact.
struct NewContactPage: PageModel {
    static let template = "new-contact"

    let fields: [FormField]
    let problems: [FormProblem]
    let hasProblems: Bool

    init(_ form: NewContactForm, problems: [FormProblem] = []) {
        self.problems = problems
        hasProblems = !problems.isEmpty
        fields = [
            FormField(
                "email",
                "E-mail",
                .email,
                value: form.email,
                problem: problems.text(for: "email"),
                limit: EmailAddress.maximumLength,
                isRequired: true
            ),
            FormField("name", "Name", value: form.name, problem: problems.text(for: "name"), limit: 255),
            FormField(
                "consent",
                "Agreed to e-mail marketing",
                .choice([("no", "No, or not known: opted out"), ("yes", "Yes: opted in")]),
                value: form.hasConsent ? "yes" : "no"
            ),
            FormField(
                "source",
                "Where the consent comes from",
                value: form.source,
                help: "For example: paper form at the fair in Brno, 12 Nov 2026. Kept in the consent record.",
                problem: problems.text(for: "source"),
                limit: 255
            ),
        ]
    }

    var title: String { "Add contact" }
    var area: Area? { .contacts }
}

/// What somebody entered for a new contact.
struct NewContactForm: Sendable, Equatable {
    let email: String
    let name: String
    let hasConsent: Bool
    let source: String

    init(_ fields: FormFields) {
        email = fields["email"]
        name = fields["name"]
        hasConsent = fields["consent"] == "yes"
        source = fields["source"]
    }

    /// The contact, or what must be corrected.
    func contact(id: ContactID, at now: Int64) -> (contact: NewContact?, problems: [FormProblem]) {
        var problems: [FormProblem] = []
        var address: EmailAddress?
        do throws(EmailAddressError) {
            address = try EmailAddress(email)
        } catch {
            problems.append(FormProblem("email", in: "E-mail", error.message.asSentence))
        }
        if name.count > ProfileField.name.maximumLength {
            problems.append(FormProblem("name", in: "Name", "At most 255 characters fit."))
        }
        if hasConsent, source.isEmpty {
            problems.append(FormProblem("source", in: "Consent", "Say where the consent comes from."))
        }
        guard let address, problems.isEmpty else { return (nil, problems) }
        let contact = NewContact(
            id: id,
            email: address,
            fields: name.isEmpty ? [:] : [.name: name],
            emailStatus: hasConsent ? .optedIn : .optedOut,
            createdAt: now
        )
        return (contact, [])
    }
}
