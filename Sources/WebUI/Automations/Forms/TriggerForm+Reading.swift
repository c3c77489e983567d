import Automations
import Contacts
import Selections

extension TriggerForm {
    /// The event that the row describes, or what must be corrected.
    func trigger() -> (trigger: Trigger?, problems: [FormProblem]) {
        var reader = SettingReader(box: kind.label, name: name) { self[$0] }
        let trigger = trigger(&reader)
        return (reader.problems.isEmpty ? trigger : nil, reader.problems)
    }

    private func trigger(_ reader: inout SettingReader) -> Trigger? {
        switch kind {
        case .contactAdded: .contactAdded
        case .emailOptedIn: .emailOptedIn
        case .emailOptedOut: .emailOptedOut
        case .mobileOptedIn: .mobileOptedIn
        case .mobileOptedOut: .mobileOptedOut
        case .markedInvalid: .markedInvalid
        case .scoreChanged: .scoreChanged
        case .noteAdded: .noteAdded
        case .fieldAdded: .fieldAdded(Set(reader.several("fields", ProfileField.init(word:))))
        case .fieldModified: .fieldModified(Set(reader.several("fields", ProfileField.init(word:))))
        case .tagAssigned: .tagAssigned(reader.tags("names"))
        case .tagScoreReached: reader.tag("tag").map { .tagScoreReached($0, reader.score("score")) }
        case .detailAdded: detail(&reader).map { .detailAdded($0, $1) }
        case .detailModified: detail(&reader).map { .detailModified($0, $1) }
        case .scoreReached: .scoreReached(reader.score("score"))
        case .stageEntered:
            reader.choice("place", StagePlace.init(word:)).map { .stageEntered(funnel: $0.funnel, stage: $0.stage) }
        case .ownerChanged: owner(&reader)
        case .stateChanged: .stateChanged(Set(reader.several("states", ContactState.init(word:))))
        case .couponUsed:
            self["coupon"].isEmpty ? .couponUsed(nil) : reader.couponName("coupon").map { .couponUsed($0) }
        case .birthday: .birthday(daysBefore: days(&reader))
        case .detailDate: reader.detail("detail").map { .detailDate($0, daysBefore: days(&reader)) }
        case .externalEvent: .externalEvent(type: text("type", &reader))
        case .pageVisited: .pageVisited(containing: text("part", &reader) ?? "")
        case .emailOpened: .emailOpened(email: text("email", &reader))
        case .linkClicked: .linkClicked(containing: text("part", &reader) ?? "")
        case .formSubmitted: .formSubmitted(form: text("form", &reader))
        }
    }

    private func owner(_ reader: inout SettingReader) -> Trigger? {
        let user = self["user"].isEmpty ? nil : reader.address("user", missing: "choose a user")
        guard !self["level"].isEmpty else { return .ownerChanged(level: nil, user: user) }
        return reader.choice("level", OwnerLevel.init(word:)).map { .ownerChanged(level: $0, user: user) }
    }

    private func detail(_ reader: inout SettingReader) -> (DetailName, DetailMatch)? {
        let name = reader.detail("detail")
        var match: DetailMatch?
        switch self["test"] {
        case "", "any": match = .exists
        case "query":
            match = DetailMatch(queryEnd: self["value"])
            if match == nil {
                reader.refuse("value", "write it as in a query: > 40, between 1 and 5, in (Brno, Praha)")
            }
        case _ where self["value"].isEmpty: reader.refuse("value", "write the value that it should have")
        case "is": match = .isOneOf([self["value"]])
        case "contains": match = .contains(self["value"])
        default: reader.refuse("test", "choose one of the list")
        }
        guard let name, let match else { return nil }
        return (name, match)
    }

    private func days(_ reader: inout SettingReader) -> Int {
        Int(reader.wholeNumber("days", in: Int64(Trigger.daysBefore.lowerBound)...Int64(Trigger.daysBefore.upperBound)))
    }

    /// A text that may stay empty.
    private func text(_ setting: String, _ reader: inout SettingReader) -> String? {
        self[setting].isEmpty ? nil : reader.text(setting, limit: Trigger.maximumTextLength)
    }
}
