import Access
import Automations
import Contacts

extension TriggerForm {
    /// The fields of the row.
    ///
    /// - Parameters:
    ///   - surroundings: What there is to choose from.
    ///   - problems: What is wrong with them.
    /// - Returns: A field for each setting.
    func fields(_ surroundings: RunSurroundings, _ problems: [FormProblem]) -> [FormField] {
        kind.settings.map { setting in
            let (label, control, help, limit) = description(of: setting, surroundings)
            return FormField(
                name(setting),
                label,
                control,
                value: self[setting],
                help: help,
                problem: problems.text(for: name(setting)),
                limit: limit
            )
        }
    }

    private typealias Description = (label: String, control: FormField.Control, help: String?, limit: Int?)

    private func description(of setting: String, _ surroundings: RunSurroundings) -> Description {
        let texts = Trigger.maximumTextLength
        switch setting {
        case "fields":
            let fields = ProfileField.allCases.map { (word: $0.word, caption: $0.label) }
            return ("Which fields", .several(fields), "None ticked means any of them.", nil)
        case "names":
            return ("Tags, one of which is enough", .names(suggestions: "/suggest/tags"), nil, nil)
        case "tag": return ("Tag", .text, nil, TagName.maximumLength)
        case "score": return ("Comes up to", .number, nil, nil)
        case "detail": return ("Detail", .detailName, nil, DetailName.maximumLength)
        case "test":
            let tests = [
                ("any", "any value"), ("is", "is"), ("contains", "contains"), ("query", "compares as in a query"),
            ]
            return ("Value", .choice(tests.map { (word: $0.0, caption: $0.1) }), nil, nil)
        case "value": return ("Which value", .text, "In a query: > 40, between 1 and 5, in (Brno, Praha).", texts)
        case "place":
            let places = Self.keeping(self["place"], StagePlace.choices(surroundings.funnels, hasAll: true))
            return ("Stage", .searchedChoice([("", "choose")] + places), nil, nil)
        case "user":
            let people = surroundings.users.map { (word: $0.email, caption: "\($0.name), \($0.email)") }
            return ("Who", .searchedChoice([("", "anybody")] + Self.keeping(self["user"], people)), nil, nil)
        case "level":
            let levels = OwnerLevel.allCases.reversed().map { (word: $0.word, caption: $0.label) }
            return ("Became", .choice([("", "an owner of any level")] + levels), nil, nil)
        case "states":
            let states = ContactState.allCases.map { (word: $0.word, caption: $0.word) }
            return ("Which states", .several(states), "None ticked means any of them.", nil)
        case "coupon": return ("Name of the coupon", .text, "Empty means any.", CouponName.maximumLength)
        case "days": return ("Days before it, 0 for the day itself", .number, nil, nil)
        case "type": return ("Type, such as PURCHASE", .text, "Empty means any.", texts)
        case "part": return ("The address contains", .text, "Empty means any.", texts)
        case "email": return ("E-mail", .text, "Empty means any.", texts)
        default: return ("Form", .text, "Empty means any.", texts)
        }
    }

    /// The choices with the one that is chosen, also where it is not there any more.
    private static func keeping(
        _ chosen: String,
        _ choices: [(word: String, caption: String)]
    ) -> [(word: String, caption: String)] {
        guard !chosen.isEmpty, !choices.contains(where: { $0.word == chosen }) else { return choices }
        return choices + [(chosen, "\(chosen.replacing("\t", with: ": ")) (not there)")]
    }
}
