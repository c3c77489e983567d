import Access
import Bitmaps
import Contacts
import Selections
import Storage

/// A trigger whose names are looked up: it finds the contacts to whom it happened in changes.
struct Watch: Sendable {
    let trigger: Trigger
    private let funnel: Funnel?
    private let stage: StageID?
    private let user: UserID?
    /// Whether a name is missing, so that it can never happen.
    private let isBlind: Bool

    /// Looks the names of a trigger up.
    ///
    /// - Throws: `StorageError`.
    init(_ trigger: Trigger, _ connection: any Connection) throws {
        self.trigger = trigger
        switch trigger {
        case .stageEntered(let name, let stageName):
            let found = try FunnelReader(connection).funnel(named: name)
            funnel = found
            stage = stageName.flatMap { found?.stage(named: $0) }?.id
            user = nil
            isBlind = funnel == nil || stageName != nil && stage == nil
        case .ownerChanged(_, let email):
            user = try email.flatMap { try UserDirectory(connection).user(email: $0) }?.id
            (funnel, stage) = (nil, nil)
            isBlind = email != nil && user == nil
        default:
            (funnel, stage, user) = (nil, nil, nil)
            isBlind = false
        }
    }

    /// Whether a change of the facet can be what it waits for.
    func concerns(_ facet: Facet) -> Bool {
        guard !isBlind else { return false }
        switch (trigger, facet) {
        case (.contactAdded, .existence), (.emailOptedIn, .emailStatus), (.emailOptedOut, .emailStatus),
            (.mobileOptedIn, .mobileStatus), (.mobileOptedOut, .mobileStatus), (.markedInvalid, .invalid),
            (.scoreChanged, .score), (.scoreReached, .score), (.ownerChanged, .owners),
            (.noteAdded, .note(isPrivate: false)), (.stateChanged, .state), (.externalEvent, .activity(.externalEvent)),
            (.pageVisited, .activity(.visit)), (.emailOpened, .activity(.emailOpened)),
            (.linkClicked, .activity(.linkClicked)), (.formSubmitted, .activity(.formSubmitted)):
            return true
        case (.fieldAdded(let fields), .field(let field)), (.fieldModified(let fields), .field(let field)):
            return fields.isEmpty || fields.contains(field)
        case (.tagAssigned(let names), .tag(let name)): return names.contains(name)
        case (.tagScoreReached(let wanted, _), .tag(let name)): return wanted == name
        case (.detailAdded(let wanted, _), .detail(let name)), (.detailModified(let wanted, _), .detail(let name)):
            return wanted == name
        case (.stageEntered, .stage(let id)): return funnel?.id == id
        case (.couponUsed(let wanted), .coupon(let name)): return wanted == nil || wanted == name
        default: return false
        }
    }

    /// The contacts of a change to whom it happened.
    func contacts(in change: Change) -> Bitmap {
        guard concerns(change.facet) else { return Bitmap() }
        if case .same(let old) = change.old, case .same(let new) = change.new {
            return happens(from: old, to: new) ? change.contacts : Bitmap()
        }
        var found: [UInt32] = []
        for (rank, number) in change.contacts.numbers.enumerated()
        where happens(from: change.old[rank], to: change.new[rank]) {
            found.append(number)
        }
        return Bitmap(found)
    }

    /// The facets that new contacts bring along and that it may be happening by; the journal does not keep them.
    var facetsAtBirth: [Facet] {
        guard !isBlind else { return [] }
        switch trigger {
        case .fieldAdded(let fields):
            return (fields.isEmpty ? Set(ProfileField.allCases).subtracting([.email]) : fields).map { .field($0) }
        case .tagAssigned(let names): return names.map { .tag($0) }
        case .tagScoreReached(let name, _): return [.tag(name)]
        case .detailAdded(let name, _): return [.detail(name)]
        case .scoreReached: return [.score]
        default: return []
        }
    }

    /// Whether it happens when a facet that it concerns goes from one value to another.
    func happens(from old: FacetValue, to new: FacetValue) -> Bool {
        switch (trigger, old, new) {
        case (.contactAdded, .none, .integer): true
        case (.emailOptedIn, .integer(let before), .integer(let after)),
            (.mobileOptedIn, .integer(let before), .integer(let after)):
            before != after && after == MarketingStatus.optedIn.rawValue
        case (.emailOptedOut, .integer(let before), .integer(let after)),
            (.mobileOptedOut, .integer(let before), .integer(let after)):
            before != after && after == MarketingStatus.optedOut.rawValue
        case (.markedInvalid, .integer(let before), .integer(let after)): before == 0 && after == 1
        case (.fieldAdded, .none, .text), (.fieldModified, .text, .text), (.tagAssigned, .none, .tag): old != new
        case (.tagScoreReached(_, let limit), _, .tag(let after, _)):
            if case .tag(let before, _) = old { before < limit && after >= limit } else { after >= limit }
        case (.detailAdded(_, let match), .none, .text(let text)),
            (.detailModified(_, let match), .text, .text(let text)):
            old != new && match.admits(text)
        case (.scoreChanged, .integer(let before), .integer(let after)): before != after
        case (.scoreReached(let limit), .integer(let before), .integer(let after)): before < limit && after >= limit
        case (.stageEntered, _, .stage(let after, _, _)): isArrival(from: old, at: after)
        case (.ownerChanged(let level, _), .owners(let before), .owners(let after)):
            Self.gained(before, after, level: level, user: user)
        case (.noteAdded, .none, .integer): true
        case (.stateChanged(let states), .integer(let before), .integer(let after)):
            before != after && (states.isEmpty || states.contains { $0.rawValue == after })
        case (.externalEvent(let wanted), .none, .text(let subject)),
            (.emailOpened(let wanted), .none, .text(let subject)),
            (.formSubmitted(let wanted), .none, .text(let subject)):
            wanted == nil || wanted?.folded == subject.folded
        case (.pageVisited(let part), .none, .text(let subject)), (.linkClicked(let part), .none, .text(let subject)):
            subject.folded.contains(part.folded)
        case (.couponUsed, .coupon(let before), .coupon(let after)): before.usedAt == nil && after.usedAt != nil
        default: false
        }
    }

    private func isArrival(from old: FacetValue, at stage: StageID) -> Bool {
        if case .stage(let before, _, _) = old, before == stage { return false }
        return self.stage == nil || self.stage == stage
    }

    /// Whether somebody who is meant is an owner of the level now and was not before.
    private static func gained(_ before: OwnerList, _ after: OwnerList, level: OwnerLevel?, user: UserID?) -> Bool {
        after.owners.contains { owner in
            (user == nil || owner.user == user) && (level == nil || owner.level == level)
                && (level == nil ? before.level(of: owner.user) == nil : before.level(of: owner.user) != level)
        }
    }
}
