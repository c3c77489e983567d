import Actions
import Contacts
import Genders

extension ActionForm {
    /// The action that the row asks for, or what must be corrected.
    func planned() -> (action: PlannedAction?, problems: [FormProblem]) {
        var reader = SettingReader(box: kind.label, name: name) { self[$0] }
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
            reader.required("rule", missing: "choose a rule").map {
                .runRule(RunRule($0, checksConditions: self["check-conditions"] == "yes"))
            }
        case .runWorkflow:
            reader.required("workflow", missing: "choose a workflow").map { .runWorkflow(RunWorkflow($0)) }
        case .generateURLs:
            reader.page("page").map { .generateURLs(GenerateURLs($0, isPrivate: self["only-me"] == "yes")) }
        case .addNote:
            .addNote(AddNote(reader.text("text", limit: NoteDraft.maximumLength), isPrivate: self["private"] == "yes"))
        case .identifyGender: gender(&reader)
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

    private func gender(_ reader: inout SettingReader) -> PlannedAction? {
        let country = reader.choice("country") { NameCountry(rawValue: $0) }
        let position = reader.choice("position") { FirstNamePosition(rawValue: $0) }
        let names = [reader.tag("women"), reader.tag("men"), reader.tag("unknown")].compactMap(\.self)
        guard names.count == 3, let country, let position else { return nil }
        do throws(GenderTagsError) {
            let tags = try GenderTags(women: names[0], men: names[1], unknown: names[2])
            return .identifyGender(IdentifyGender(country, firstName: position, tags: tags))
        } catch {
            reader.refuse(error.tag == names[0] ? "women" : "men", "\(error.tag) stands twice: name three tags")
            return nil
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
