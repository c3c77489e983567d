import Contacts
import Forms

/// A form as the public sees it: the fields with their labels, the boxes of consent and the button.
struct PublicFormPart: Sendable {
    /// One field.
    ///
    /// Exactly one of the `is…Field` properties says which control shows it.
    struct Question: Sendable {
        struct Option: Sendable {
            let optionText: String
            let isChosen: Bool
        }

        let questionID: String
        let questionKey: String
        let questionLabel: String
        let isTextField: Bool
        let isChoiceField: Bool
        let isTickField: Bool
        let fieldType: String
        let autocompleteWord: String?
        let answer: String
        let isTicked: Bool
        let options: [Option]
        let isMandatory: Bool
        let lengthLimit: String
        let complaint: String?
    }

    /// The words beside a box, and whether it is ticked.
    struct ConsentBox: Sendable {
        let boxID: String
        let boxKey: String
        let boxWording: String
        let isBoxTicked: Bool
        let isBoxMandatory: Bool
        let boxComplaint: String?
    }

    let formTitle: String
    /// The introduction, paragraph by paragraph.
    let introduction: [String]
    let action: String
    let formKey: String
    let stampText: String
    let versionText: String
    let trapKey: String
    let questions: [Question]
    let consentBoxes: [ConsentBox]
    let buttonText: String
    /// What somebody must know who fills it in again.
    let hint: String?

    /// Describes a form.
    ///
    /// - Parameters:
    ///   - form: Which form.
    ///   - definition: What it asks.
    ///   - version: The version of that.
    ///   - stamp: What says when it was shown; empty for a form that stands elsewhere.
    ///   - action: Where it is sent.
    ///   - fields: What somebody answered before.
    ///   - keepsTicks: Whether the boxes of consent stay ticked.
    ///   - problems: What is wrong with the answers.
    ///   - hint: What somebody must know who fills it in again.
    init(
        _ form: SignUpForm,
        _ definition: FormDefinition,
        version: Int64,
        stamp: String,
        action: String,
        fields: FormFields = FormFields(""),
        keepsTicks: Bool = true,
        problems: [String: AnswerProblem] = [:],
        hint: String? = nil
    ) {
        formTitle = definition.title
        introduction = definition.introduction.split(separator: "\n").map(String.init).filter { !$0.isEmpty }
        self.action = action
        formKey = form.publicID
        stampText = stamp
        versionText = "\(version)"
        trapKey = Submission.trapKey
        questions = definition.questions.enumerated().map { index, question in
            Question(
                question,
                id: "question-\(index + 1)",
                answer: fields[question.key],
                complaint: problems[question.key].map { definition.text($0.text) }
            )
        }
        let boxes = [
            (Submission.emailConsentKey, definition.emailConsent),
            (Submission.mobileConsentKey, definition.mobileConsent),
        ]
        consentBoxes = boxes.compactMap { key, consent in
            consent.map {
                ConsentBox(
                    boxID: "question-\(key)",
                    boxKey: key,
                    boxWording: $0.wording,
                    isBoxTicked: keepsTicks && fields[key] == "yes",
                    isBoxMandatory: $0.isRequired,
                    boxComplaint: problems[key].map { definition.text($0.text) }
                )
            }
        }
        buttonText = definition.text(.button)
        self.hint = hint
    }
}

extension PublicFormPart.Question {
    fileprivate init(_ question: FormQuestion, id: String, answer: String, complaint: String?) {
        questionID = id
        questionKey = question.key
        questionLabel = question.label
        isMandatory = question.isRequired
        lengthLimit = "\(question.maximumLength)"
        self.answer = answer
        self.complaint = complaint
        isTicked = answer == "yes"
        var type = "text"
        var completion: String?
        var choices: [String] = []
        var (isChoice, isTick) = (false, false)
        switch question.subject {
        case .email: (type, completion) = ("email", "email")
        case .field(.birthday): (type, completion) = ("date", "bday")
        case .field(let field):
            if field == .phone || field == .fax { type = "tel" }
            completion = field.autocompleteWord
        case .detail(_, .text): break
        case .detail(_, .choice(let options)): (isChoice, choices) = (true, options)
        case .detail(_, .tick): isTick = true
        }
        isTextField = !isChoice && !isTick
        isChoiceField = isChoice
        isTickField = isTick
        fieldType = type
        autocompleteWord = completion
        options = choices.map { Option(optionText: $0, isChosen: $0 == answer) }
    }
}

extension ProfileField {
    /// What the browser may fill in, by its name in HTML.
    fileprivate var autocompleteWord: String? {
        switch self {
        case .name: "name"
        case .phone: "tel"
        case .company: "organization"
        case .street: "street-address"
        case .postalCode: "postal-code"
        case .city: "address-level2"
        case .province: "address-level1"
        case .country: "country-name"
        case .position: "organization-title"
        case .email, .fax, .birthday, .externalID, .department: nil
        }
    }
}
