import Contacts

/// What the form on a card holds.
struct CardForm: Sendable, Equatable {
    var texts: [ProfileField: String]
    var emailStatus: String
    var mobileStatus: String
    var isInvalid: Bool
    var isMonitored: Bool
    var state: String
    var score: String
    var source: String
    /// When the card was last changed as the browser saw it; empty where that is not known.
    var version: String

    /// What the card says at present.
    init(_ contact: Contact) {
        texts = contact.fields
        emailStatus = contact.emailStatus.word
        mobileStatus = contact.mobileStatus.word
        isInvalid = contact.isInvalid
        isMonitored = contact.isMonitored
        state = contact.state.word
        score = "\(contact.score)"
        source = ""
        version = "\(contact.modifiedAt)"
    }

    /// What somebody sent.
    init(_ fields: FormFields) {
        texts = [:]
        for field in ProfileField.allCases where fields.has(field.word) { texts[field] = fields[field.word] }
        emailStatus = fields["email-status"]
        mobileStatus = fields["mobile-status"]
        isInvalid = fields["invalid"] == "yes"
        isMonitored = fields["monitored"] == "yes"
        state = fields["state"]
        score = fields["score"]
        source = fields["source"]
        version = fields["version"]
    }

    /// The edits that lead from the card to the form, or what must be corrected.
    func edits(from contact: Contact) -> (edits: [CardEdit], problems: [FormProblem]) {
        var edits: [CardEdit] = []
        var problems: [FormProblem] = []
        if !version.isEmpty, version != "\(contact.modifiedAt)" {
            let words =
                "It was changed while you edited it. Look at what it says now, and save again if you still want to."
            problems.append(FormProblem("email", in: "Contact", words))
        }
        for field in ProfileField.allCases {
            guard let text = texts[field], text != contact.fields[field] ?? "" else { continue }
            if field == .email {
                do throws(EmailAddressError) {
                    _ = try EmailAddress(text)
                } catch {
                    problems.append(FormProblem(field.word, in: field.label, error.message.asSentence))
                }
            }
            if field != .email {
                do throws(FieldValueError) {
                    _ = try field.kept(text)
                } catch {
                    problems.append(FormProblem(field.word, in: field.label, error.message.asSentence))
                }
            }
            edits.append(.field(field, text))
        }
        if isInvalid != contact.isInvalid { edits.append(.invalid(isInvalid)) }
        if isMonitored != contact.isMonitored { edits.append(.monitored(isMonitored)) }
        if let status = MarketingStatus(word: emailStatus), status != contact.emailStatus {
            edits.append(.emailStatus(status))
        }
        if let status = MarketingStatus(word: mobileStatus), status != contact.mobileStatus {
            edits.append(.mobileStatus(status))
        }
        if let new = ContactState(word: state), new != contact.state { edits.append(.state(new)) }
        if let number = Int64(score), let fitting = Int32(exactly: number) {
            if number != contact.score { edits.append(.score(Int64(fitting))) }
        } else {
            problems.append(FormProblem("score", in: "Score", "A score is a whole number, such as 10."))
        }
        let opensConsent = edits.contains { $0 == .emailStatus(.optedIn) || $0 == .mobileStatus(.optedIn) }
        if opensConsent, source.isEmpty {
            problems.append(FormProblem("source", in: "Source of the consent", "Say where the consent comes from."))
        }
        return (problems.isEmpty ? edits : [], problems)
    }
}

/// The form of a card with its labels and problems.
struct CardFormPart: Sendable {
    let fields: [FormField]
    let problems: [FormProblem]
    let isOpen: Bool
    let version: String

    /// Describes the form.
    ///
    /// - Parameters:
    ///   - form: What stands in it.
    ///   - version: When the card was last changed, as it is shown beside the form.
    ///   - hasAddress: Whether the e-mail address may be changed.
    ///   - problems: What is wrong with it.
    init(_ form: CardForm, version: Int64, hasAddress: Bool, problems: [FormProblem] = []) {
        self.problems = problems
        isOpen = !problems.isEmpty
        self.version = "\(version)"
        let statuses = MarketingStatus.allCases.map { (word: $0.word, caption: $0.label) }
        var fields = ProfileField.allCases.filter { hasAddress || $0 != .email }.map {
            FormField(
                $0.word,
                $0.label,
                $0 == .email ? .email : .text,
                value: form.texts[$0] ?? "",
                problem: problems.text(for: $0.word),
                limit: $0.maximumLength,
                isRequired: $0 == .email
            )
        }
        fields += [
            FormField(
                "state",
                "State",
                .choice(ContactState.allCases.map { (word: $0.word, caption: $0.word) }),
                value: form.state
            ),
            FormField("score", "Score", .number, value: form.score, problem: problems.text(for: "score")),
            FormField("email-status", "E-mail status", .choice(statuses), value: form.emailStatus),
            FormField("mobile-status", "Mobile status", .choice(statuses), value: form.mobileStatus),
            FormField(
                "source",
                "Source of a new consent",
                value: form.source,
                help: "Needed when you change a status to opted in.",
                problem: problems.text(for: "source"),
                limit: 255
            ),
            FormField("invalid", "The e-mail address is invalid", .tick, value: form.isInvalid ? "yes" : ""),
            FormField("monitored", "The contact is monitored", .tick, value: form.isMonitored ? "yes" : ""),
        ]
        self.fields = fields
    }
}
