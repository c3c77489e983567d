import Contacts
import Selections
import TestSupport

extension SelectionWorld {
    /// Edits a card, as a person does, and does the same to the model.
    mutating func editCard() async throws {
        guard let number = model.numbers.randomElement(using: &random), let contact = model.contacts[number] else {
            return
        }
        let edits = (0..<random.int(1...3)).map { _ in cardEdit() }
        try await CardEditing(database, time: clock.time).edit(contact.id, edits, actor: .named("test"))
        var edited = contact
        for edit in edits { edited.apply(edit, at: clock.now) }
        model.add(edited)
    }

    private mutating func cardEdit() -> CardEdit {
        switch random.int(0...17) {
        case 0: .field(.name, random.pick(ContactWords.names))
        case 1: .field(.phone, random.pick(ContactWords.phones))
        case 2:
            .field(.email, freshAddress())
        case 3: .emailStatus(random.pick(MarketingStatus.allCases))
        case 4: .mobileStatus(random.pick(MarketingStatus.allCases))
        case 5: .invalid(random.chance(0.5))
        case 6: random.chance(0.2) ? .stopMonitoring : .monitored(random.chance(0.5))
        case 7: .state(random.pick(ContactState.allCases))
        case 8: .score(Int64(random.int(-5...20)))
        case 9: .addTag(random.pick(ContactWords.tags), score: Int64(random.int(-5...20)))
        case 10: .deleteTag(random.pick(ContactWords.tags))
        case 11: .detail(random.pick(ContactWords.details), random.pick(ContactWords.detailValues))
        case 13: .assignOwner(random.pick(TestUsers.ids), .main)
        case 14: moveToStage()
        case 15: .removeFromFunnel(random.pick(TestFunnels.all).id)
        case 12: .addNote(text: "note", isPrivate: random.chance(0.5))
        default: random.chance(0.5) ? .remove : .restore
        }
    }

    private mutating func moveToStage() -> CardEdit {
        let funnel = random.pick(TestFunnels.all)
        return .moveToStage(funnel.id, random.pick(funnel.stages).id)
    }

    private mutating func freshAddress() -> String {
        made += 1
        return "New\(made)@\(random.pick(ContactWords.domains))"
    }
}

extension ModelContact {
    /// The rules of the card: an edit that changes nothing leaves the contact unmodified.
    fileprivate mutating func apply(_ edit: CardEdit, at now: Int64) {
        switch edit {
        case .field(.email, let text):
            change(.field(.email), .text(text ?? ""), at: now)
            change(.invalid, .no, at: now)
        case .field(let field, let text):
            change(.field(field), (text ?? "").isEmpty ? .none : .text(text ?? ""), at: now)
        case .emailStatus(let status): change(.emailStatus, .integer(status.rawValue), at: now)
        case .mobileStatus(let status): change(.mobileStatus, .integer(status.rawValue), at: now)
        case .invalid(let flag): change(.invalid, .integer(flag ? 1 : 0), at: now)
        case .monitored(true): change(.monitored, .yes, at: now)
        case .monitored(false):
            if value(of: .monitored) == .yes { change(.monitored, MonitoringState.stopped.value, at: now) }
        case .stopMonitoring: change(.monitored, MonitoringState.stopped.value, at: now)
        case .state(let state): change(.state, .integer(state.rawValue), at: now)
        case .score(let score): change(.score, .integer(score), at: now)
        case .addTag(let name, let score):
            if tags[name] == nil { change(.tag(name), .tag(score: score, addedAt: now), at: now) }
        case .deleteTag(let name): change(.tag(name), .none, at: now)
        case .detail(let name, let text): change(.detail(name), .text(text ?? ""), at: now)
        case .addNote(_, let isPrivate): if !isPrivate { set(.note(isPrivate: false), .none, at: now) }
        case .assignOwner(let user, let level):
            var list = OwnerList(owners)
            try? list.assign(user, level, at: now)
            change(.owners, .owners(list), at: now)
        case .moveToStage(let funnel, let stage):
            var worth: Int64?
            if case .stage(let present, _, let value) = value(of: .stage(funnel)) {
                if present == stage { return }
                worth = value
            }
            change(.stage(funnel), .stage(stage, since: now, value: worth), at: now)
        case .removeFromFunnel(let funnel): change(.stage(funnel), .none, at: now)
        case .removeOwner, .editNote, .deleteNote, .stageValue: preconditionFailure("the test makes no such edit")
        case .remove: if !isRemoved { change(.removed, .integer(now), at: now) }
        case .restore: change(.removed, .none, at: now)
        }
    }

    private mutating func change(_ facet: Facet, _ value: FacetValue, at now: Int64) {
        if self.value(of: facet) != value { set(facet, value, at: now) }
    }
}
