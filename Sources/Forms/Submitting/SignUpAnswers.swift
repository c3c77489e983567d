import Contacts
import Foundation

/// What somebody answered, checked.
struct SignUpAnswers: Sendable {
    let email: EmailAddress
    let fields: [ProfileField: String]
    let details: [DetailName: String]
    let asksEmail: Bool
    let asksMobile: Bool

    var asksConsent: Bool { asksEmail || asksMobile }
}

/// What is wrong with an answer.
package enum AnswerProblem: Sendable, Hashable {
    case missing
    case unfit
    case unticked

    package var text: FormText {
        switch self {
        case .missing: .missing
        case .unfit: .unfit
        case .unticked: .unticked
        }
    }
}

/// What is wrong with some answers, by the key of the question.
struct UnfitAnswers: Error {
    let problems: [String: AnswerProblem]
}

extension FormDefinition {
    /// Reads what was sent.
    ///
    /// - Throws: `UnfitAnswers`.
    func answers(in submission: Submission) throws(UnfitAnswers) -> SignUpAnswers {
        var problems: [String: AnswerProblem] = [:]
        var email: EmailAddress?
        var fields: [ProfileField: String] = [:]
        var details: [DetailName: String] = [:]
        for question in questions {
            let text = Self.line(submission.value(question.key))
            guard !text.isEmpty else {
                if question.isRequired { problems[question.key] = question.problemOfNothing }
                continue
            }
            guard text.count <= question.maximumLength else {
                problems[question.key] = .unfit
                continue
            }
            switch question.subject {
            case .email: email = try? EmailAddress(text)
            case .field(let field): fields[field] = try? field.kept(text)
            case .detail(let name, .text): details[name] = text
            case .detail(let name, .choice(let options)): details[name] = options.first { $0 == text }
            case .detail(let name, .tick): details[name] = "yes"
            }
            let isRead =
                switch question.subject {
                case .email: email != nil
                case .field(let field): fields[field] != nil
                case .detail(let name, _): details[name] != nil
                }
            if !isRead { problems[question.key] = .unfit }
        }
        let boxes = [Submission.emailConsentKey: emailConsent, Submission.mobileConsentKey: mobileConsent]
        var ticked: Set<String> = []
        for (key, consent) in boxes {
            guard let consent else { continue }
            if submission.value(key) == "yes" {
                ticked.insert(key)
            } else if consent.isRequired {
                problems[key] = .unticked
            }
        }
        guard let email, problems.isEmpty else { throw UnfitAnswers(problems: problems) }
        return SignUpAnswers(
            email: email,
            fields: fields,
            details: details,
            asksEmail: ticked.contains(Submission.emailConsentKey),
            asksMobile: ticked.contains(Submission.mobileConsentKey)
        )
    }

    /// The text on one line, without what no card shows and no database takes.
    private static func line(_ text: String) -> String {
        let line = String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }
            )
        )
        return line.trimmed.composed
    }
}

extension FormQuestion {
    fileprivate var problemOfNothing: AnswerProblem {
        if case .detail(_, .tick) = subject { .unticked } else { .missing }
    }
}
