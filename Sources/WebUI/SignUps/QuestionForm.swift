import Contacts
import Forms

/// A field of a form as somebody filled in what it asks.
struct QuestionForm: Sendable, Equatable {
    /// What can be asked for.
    enum Kind: Hashable, Sendable {
        case email
        case field(ProfileField)
        case text, choice, tick

        static let offered: [Kind] = FormQuestion.fields.map(Kind.field) + [.text, .choice, .tick]

        var word: String {
            switch self {
            case .email: "email"
            case .field(let field): "field-\(field.word)"
            case .text: "detail-text"
            case .choice: "detail-choice"
            case .tick: "detail-tick"
            }
        }

        var label: String {
            switch self {
            case .email: "E-mail"
            case .field(let field): field.label
            case .text: "Standard detail: text"
            case .choice: "Standard detail: choice"
            case .tick: "Standard detail: box to tick"
            }
        }

        init?(word: String) {
            guard let kind = ([.email] + Self.offered).first(where: { $0.word == word }) else { return nil }
            self = kind
        }

        var isDetail: Bool { [.text, .choice, .tick].contains(self) }
    }

    /// Tells the rows of the form apart.
    let key: String
    let kind: Kind
    var label: String
    var detail = ""
    /// One option on each line.
    var options = ""
    var isRequired = false

    init(key: String, new kind: Kind) {
        self.key = key
        self.kind = kind
        label = kind.isDetail ? "" : kind.label
    }

    init(key: String, _ question: FormQuestion) {
        self.key = key
        label = question.label
        isRequired = question.isRequired
        switch question.subject {
        case .email: kind = .email
        case .field(let field): kind = .field(field)
        case .detail(let name, let control):
            detail = name.text
            switch control {
            case .text: kind = .text
            case .tick: kind = .tick
            case .choice(let all):
                kind = .choice
                options = all.joined(separator: "\n")
            }
        }
    }

    /// Reads the rows in the order in which the fields `question` announce them.
    static func rows(in fields: FormFields) -> [QuestionForm] {
        fields.all("question").compactMap { announcement in
            let parts = announcement.split(separator: ".", maxSplits: 1).map(String.init)
            guard parts.count == 2, let kind = Kind(word: parts[1]) else { return nil }
            var row = QuestionForm(key: parts[0], new: kind)
            row.label = fields[row.name("label")]
            row.detail = fields[row.name("detail")]
            row.options = fields[row.name("options")]
            row.isRequired = fields[row.name("required")] == "yes"
            return row
        }
    }

    /// The name of the field that holds a setting of this row.
    func name(_ setting: String) -> String { "q-\(key)-\(setting)" }

    /// The question, or nothing where it has no name to ask under.
    func question(_ problems: inout [FormProblem]) -> FormQuestion? {
        let subject: FormQuestion.Subject
        switch kind {
        case .email: subject = .email
        case .field(let field): subject = .field(field)
        case .text, .choice, .tick:
            let control: FormQuestion.Control =
                switch kind {
                case .choice: .choice(options.split(whereSeparator: \.isNewline).map(String.init))
                case .tick: .tick
                default: .text
                }
            do throws(DetailNameError) {
                subject = .detail(try DetailName(detail), control)
            } catch {
                problems.append(FormProblem(name("detail"), in: "Fields", error.message.asSentence))
                return nil
            }
        }
        return FormQuestion(subject, label: label, isRequired: isRequired)
    }

    func fields(_ problems: [FormProblem]) -> [FormField] {
        func field(
            _ setting: String,
            _ label: String,
            _ control: FormField.Control = .text,
            _ value: String,
            help: String? = nil
        ) -> FormField {
            FormField(
                name(setting),
                label,
                control,
                value: value,
                help: help,
                problem: problems.text(for: name(setting)),
                limit: control == .text ? FormQuestion.maximumLabelLength : nil
            )
        }
        var all = [field("label", "Label", .text, label)]
        if kind.isDetail {
            all.append(field("detail", "Name of the detail", .detailName, detail))
        }
        if kind == .choice { all.append(field("options", "Options, one on each line", .longText, options)) }
        if kind != .email { all.append(field("required", "Must be filled in", .tick, isRequired ? "yes" : "")) }
        return all
    }
}
