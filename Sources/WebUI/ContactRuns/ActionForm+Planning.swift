import Actions
import Contacts
import Foundation

extension ActionForm {
    /// The action that the row asks for, or what must be corrected.
    func planned() -> (action: PlannedAction?, problems: [FormProblem]) {
        var reader = SettingReader(form: self)
        let action = planned(&reader)
        return (reader.problems.isEmpty ? action : nil, reader.problems)
    }

    private func planned(_ reader: inout SettingReader) -> PlannedAction? {
        switch kind {
        case .optOut: .optOut(OptOut())
        case .invalid: reader.choice("mode") { ChangeInvalid.Mode(rawValue: $0) }.map { .invalid(ChangeInvalid($0)) }
        case .mobileStatus:
            reader.choice("status") { ["opt-in": .optedIn, "opt-out": .optedOut][$0] }
                .map { .mobileStatus(ChangeMobileStatus($0)) }
        case .addTags: .addTags(AddTags(reader.tags("names"), score: reader.score("score")))
        case .addTagsFromDetails:
            .addTagsFromDetails(
                AddTagsFromDetails(reader.details("details"), prefix: self["prefix"], score: reader.score("score"))
            )
        case .deleteTags: .deleteTags(DeleteTags(reader.tags("names")))
        case .setDetail:
            reader.detail("name").map {
                .setDetail(SetDetail($0, value: reader.text("value", limit: SetDetail.maximumLength)))
            }
        case .deleteDetail: reader.detail("name").map { .deleteDetail(DeleteDetail($0)) }
        case .setScore: .setScore(SetScore(reader.score("score")))
        case .assignOwner: assignment(&reader)
        case .removeOwner: .removeOwner(RemoveOwner(reader.address("owner", missing: "name the owner by e-mail")))
        case .state:
            reader.choice("state") { ContactState(word: $0).flatMap { ChangeState.offered.contains($0) ? $0 : nil } }
                .map { .state(ChangeState($0)) }
        case .addToStage:
            reader.choice("place") { word in
                StagePlace(word: word).flatMap { place in
                    place.stage.map { .addToStage(AddToStage(funnel: place.funnel, stage: $0)) }
                }
            }
        case .removeFromFunnel:
            reader.choice("place", StagePlace.init(word:))
                .map { .removeFromFunnel(RemoveFromFunnel(funnel: $0.funnel, stage: $0.stage)) }
        case .generateCoupon: coupon(&reader)
        case .runRule:
            reader.name("rule", missing: "choose a rule").map {
                .runRule(RunRule($0, checksConditions: self["check-conditions"] == "yes"))
            }
        case .runWorkflow:
            reader.name("workflow", missing: "choose a workflow").map { .runWorkflow(RunWorkflow($0)) }
        case .addNote:
            .addNote(AddNote(reader.text("text", limit: NoteDraft.maximumLength), isPrivate: self["private"] == "yes"))
        case .deleteContacts: .deleteContacts(DeleteContacts())
        }
    }

    private func coupon(_ reader: inout SettingReader) -> PlannedAction? {
        let length = reader.wholeNumber("length", in: GenerateCoupon.lengths)
        let days = reader.wholeNumber("days", in: GenerateCoupon.validities)
        return reader.couponName("coupon").map {
            .generateCoupon(GenerateCoupon($0, length: length, validDays: days))
        }
    }

    private func assignment(_ reader: inout SettingReader) -> PlannedAction? {
        let user = reader.address("user", missing: "choose a user")
        return reader.choice("level") { OwnerLevel(word: $0) }.map {
            .assignOwner(AssignOwner(user, level: $0, startsWorkflows: self["workflows"] == "yes"))
        }
    }

    /// The number of contacts that was typed to confirm a deletion.
    var confirmedNumber: Int? {
        Int(self["confirmation"].filter { !$0.isWhitespace })
    }
}

/// Reads the settings of a row and remembers what is wrong with them.
private struct SettingReader {
    let form: ActionForm
    var problems: [FormProblem] = []

    mutating func refuse(_ setting: String, _ words: String) {
        problems.append(FormProblem(form.name(setting), in: form.kind.label, words.asSentence))
    }

    mutating func choice<Value>(_ setting: String, _ read: (String) -> Value?) -> Value? {
        let value = read(form[setting])
        if value == nil { refuse(setting, "choose one of the list") }
        return value
    }

    mutating func name(_ setting: String, missing words: String) -> String? {
        if form[setting].isEmpty { refuse(setting, words) }
        return form[setting].isEmpty ? nil : form[setting]
    }

    mutating func address(_ setting: String, missing words: String) -> String {
        if form[setting].isEmpty {
            refuse(setting, words)
        } else {
            do throws(EmailAddressError) {
                _ = try EmailAddress(form[setting])
            } catch {
                refuse(setting, error.message)
            }
        }
        return form[setting]
    }

    mutating func score(_ setting: String) -> Int64 {
        if let number = Int64(form[setting]), SetScore.range.contains(number) { return number }
        refuse(setting, "a score is a whole number, such as 10")
        return 0
    }

    mutating func wholeNumber(_ setting: String, in range: ClosedRange<Int64>) -> Int64 {
        if let number = Int64(form[setting]), range.contains(number) { return number }
        refuse(setting, "write a whole number from \(range.lowerBound) to \(range.upperBound)")
        return range.lowerBound
    }

    mutating func couponName(_ setting: String) -> CouponName? {
        do throws(CouponNameError) {
            return try CouponName(form[setting])
        } catch {
            refuse(setting, error == .empty ? "name the coupon" : "this cannot name a coupon: \(error.problem)")
            return nil
        }
    }

    mutating func text(_ setting: String, limit: Int) -> String {
        let text = form[setting].replacing("\r\n", with: "\n")
        if text.isEmpty { refuse(setting, "write something here") }
        if text.count > limit {
            refuse(setting, "this has \(text.count.grouped) characters, at most \(limit.grouped) fit")
        }
        return text
    }

    mutating func tags(_ setting: String) -> [TagName] {
        let (names, words) = NameList.tags(form[setting])
        for word in words { refuse(setting, word) }
        if names.isEmpty, words.isEmpty { refuse(setting, "name at least one tag") }
        return names
    }

    mutating func details(_ setting: String) -> [DetailName] {
        let texts = NameList.split(form[setting])
        if texts.isEmpty { refuse(setting, "name at least one detail") }
        guard texts.count <= NameList.limit else {
            refuse(setting, "at most \(NameList.limit.grouped) details fit")
            return []
        }
        return texts.compactMap { detail($0, setting) }
    }

    mutating func detail(_ setting: String) -> DetailName? {
        if form[setting].isEmpty {
            refuse(setting, "name the detail")
            return nil
        }
        return detail(form[setting], setting)
    }

    private mutating func detail(_ text: String, _ setting: String) -> DetailName? {
        do throws(DetailNameError) {
            return try DetailName(text)
        } catch {
            refuse(setting, error.message)
            return nil
        }
    }
}

/// Names that stand in one field, separated by commas.
enum NameList {
    /// How many names a field may hold.
    static let limit = 1000

    static func split(_ text: String) -> [String] {
        text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }.filter { !$0.isEmpty }
    }

    /// The tags, each once, and what is wrong with the texts that cannot be tags.
    static func tags(_ text: String) -> (names: [TagName], problems: [String]) {
        let parts = split(text)
        guard parts.count <= limit else {
            return (
                [],
                [
                    "these are \(parts.count.grouped) names: at most \(limit.grouped) fit, the others need a run of their own"
                ]
            )
        }
        var names: [TagName] = []
        var seen: Set<TagName> = []
        var problems: [String] = []
        for part in parts {
            do throws(TagNameError) {
                let name = try TagName(part)
                if seen.insert(name).inserted { names.append(name) }
            } catch {
                problems.append("“\(part.prefix(40))”: \(error.message)")
            }
        }
        return (names, problems)
    }
}
