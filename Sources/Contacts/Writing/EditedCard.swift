import Bitmaps
import Foundation

/// One contact while edits are carried out on it, each on top of those before.
struct EditedCard {
    private let number: UInt32
    private let reader: ContactReader
    private let state: WorkingState
    private let actor: Actor
    private let now: Int64

    init(_ number: UInt32, reader: ContactReader, facets: any FacetReader, actor: Actor, now: Int64) {
        self.number = number
        self.reader = reader
        self.actor = actor
        self.now = now
        state = WorkingState([number], reader: facets)
    }

    /// What the edit changes, which later edits see.
    ///
    /// - Throws: `CardEditError` when a value is refused, `EmailAddressError`.
    func carryOut(_ edit: CardEdit) throws -> [Change] {
        let changes = try changes(edit.checked())
        try state.apply(changes)
        return changes
    }

    private func changes(_ edit: CardEdit) throws -> [Change] {
        switch edit {
        case .field(.email, let text): return try address(text)
        case .field(let field, let text): return try set(.field(field), text.map(FacetValue.text) ?? .none)
        case .emailStatus(let status): return try set(.emailStatus, .integer(status.rawValue))
        case .mobileStatus(let status): return try set(.mobileStatus, .integer(status.rawValue))
        case .invalid(let flag): return try set(.invalid, flag ? .yes : .no)
        case .monitored(let flag): return try monitor(flag)
        case .stopMonitoring: return try set(.monitored, MonitoringState.stopped.value)
        case .state(let new): return try set(.state, .integer(new.rawValue))
        case .score(let score): return try set(.score, .integer(score))
        case .addTag(let name, let score):
            guard try state.values(of: .tag(name)).first == FacetValue.none else { return [] }
            return try set(.tag(name), .tag(score: score, addedAt: now))
        case .deleteTag(let name): return try set(.tag(name), .none)
        case .detail(let name, let text): return try set(.detail(name), text.map(FacetValue.text) ?? .none)
        case .addNote(let text, let isPrivate): return [try note(text, isPrivate, replacing: nil)]
        case .editNote(let id, let text, let isPrivate): return [try note(text, isPrivate, replacing: id)]
        case .deleteNote(let id):
            let note = try ownNote(id)
            let facet = Facet.note(isPrivate: note.isPrivate)
            return [Change(facet, [number], from: .same(.integer(id)), to: .same(.none))]
        case .assignOwner(let user, let level):
            return try changeOwners { owners throws(OwnerRuleError) in try owners.assign(user, level, at: now) }
        case .removeOwner(let user):
            return try changeOwners { owners throws(OwnerRuleError) in _ = try owners.remove(user) }
        case .moveToStage(let funnel, let stage): return try move(to: stage, of: funnel)
        case .stageValue(let funnel, let value): return try setValue(value, in: funnel)
        case .removeFromFunnel(let funnel): return try set(.stage(funnel), .none)
        case .remove: return try state.values(of: .removed).first == FacetValue.none ? set(.removed, .integer(now)) : []
        case .restore: return try set(.removed, .none)
        }
    }

    private func set(_ facet: Facet, _ value: FacetValue) throws -> [Change] {
        let old = try state.values(of: facet)
        guard old.first != value else { return [] }
        return [Change(facet, [number], from: Change.Values(old), to: .same(value))]
    }

    /// Who never was monitored has nothing to stop.
    private func monitor(_ flag: Bool) throws -> [Change] {
        if flag { return try set(.monitored, MonitoringState.monitored.value) }
        let isMonitored = try state.values(of: .monitored).first == MonitoringState.monitored.value
        return isMonitored ? try set(.monitored, MonitoringState.stopped.value) : []
    }

    private func move(to stage: StageID, of funnel: FunnelID) throws -> [Change] {
        guard try reader.isStage(stage, of: funnel) else { throw CardEditError.unknownStage }
        guard let moved = try state.values(of: .stage(funnel)).first?.moved(to: stage, at: now) else { return [] }
        return try set(.stage(funnel), moved)
    }

    private func setValue(_ value: Int64?, in funnel: FunnelID) throws -> [Change] {
        if let value, !ContactStage.values.contains(value) { throw CardEditError.stageValue(ContactStage.values) }
        guard case .stage(let stage, let since, _)? = try state.values(of: .stage(funnel)).first else {
            throw CardEditError.notInFunnel
        }
        return try set(.stage(funnel), .stage(stage, since: since, value: value))
    }

    private func address(_ text: String?) throws -> [Change] {
        // That an address is taken would tell of contacts out of reach.
        guard actor.reach == .everybody else { throw CardEditError.addressFixed }
        let email = try EmailAddress(text ?? "")
        if let holder = try reader.number(of: email), holder != number {
            throw CardEditError.emailTaken(email.text, by: holder)
        }
        // The mark belongs to the address that bounced, not to the person.
        let address = try set(.field(.email), .text(email.text))
        return try address.isEmpty ? [] : address + set(.invalid, .no)
    }

    private func note(_ text: String, _ isPrivate: Bool, replacing id: Int64?) throws -> Change {
        let draft = NoteDraft(text: text, isPrivate: isPrivate, author: actor.name)
        guard let id else {
            return Change(.note(isPrivate: isPrivate), [number], from: .same(.none), to: .same(.note(draft)))
        }
        // A note that is or was private shows in nobody else's timeline.
        let facet = Facet.note(isPrivate: try ownNote(id).isPrivate || isPrivate)
        return Change(facet, [number], from: .same(.integer(id)), to: .same(.note(draft)))
    }

    private func ownNote(_ id: Int64) throws -> Note {
        let notes = try reader.notes(of: number, visibleTo: actor)
        guard let note = notes.first(where: { $0.id == id && $0.author == actor.name }) else {
            throw CardEditError.notAuthor
        }
        return note
    }

    private func changeOwners(_ body: (inout OwnerList) throws(OwnerRuleError) -> Void) throws -> [Change] {
        guard case .owners(var owners)? = try state.values(of: .owners).first else { return [] }
        do throws(OwnerRuleError) {
            try body(&owners)
        } catch {
            throw CardEditError.ownerRule(error)
        }
        return try set(.owners, .owners(owners))
    }
}
