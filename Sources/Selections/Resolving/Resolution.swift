import Access
import Bitmaps
import Contacts
import Foundation
import Storage

/// Resolves criteria to contacts within one snapshot of the database.
struct Resolution<Source: MemberSource> {
    private let connection: any Connection
    private let catalogue: Catalogue
    private let bounds: DateBounds
    private var segments: SegmentTable
    /// The members of segments, which may be named many times.
    private var segmentMembers: [String: Bitmap] = [:]
    /// Grows by what had to be read.
    private(set) var index: Source
    /// When the time for the answer is over.
    private let deadline: ContinuousClock.Instant?

    init(
        _ connection: any Connection,
        index: Source,
        now: Int64,
        deadline: ContinuousClock.Instant? = nil
    ) throws {
        self.deadline = deadline
        self.connection = connection
        self.index = index
        catalogue = Catalogue(connection)
        segments = SegmentTable(connection)
        bounds = DateBounds(now: now, timeZone: try Workspace.timeZone(in: connection))
    }

    /// Makes sure that conditions ask for no more than `SelectionLimits` allow, and looks up together what is cheaper so.
    ///
    /// - Throws: `SelectionError` when a segment is missing, contains itself or lies too deep, or a limit is exceeded.
    mutating func prepare(_ criteria: [Criterion]) throws {
        var leaves: [IndexedLeaf] = []
        for criterion in criteria {
            try segments.load(for: criterion)
            for part in try segments.checkSize(of: criterion) { leaves += part.leaves.compactMap(\.passedLeaf) }
        }
        try index.prepare(leaves, reading: connection, catalogue)
    }

    /// The contacts that meet the condition, which `prepare` was told.
    ///
    /// Removed contacts are among them only when the condition, or a segment in it, names `removed`.
    ///
    /// - Parameter criterion: The condition.
    /// - Returns: The numbers of those within the reach of the index.
    /// - Throws: `SelectionError` when it names what is not there.
    mutating func contacts(_ criterion: Criterion) throws -> Bitmap {
        let found = try members(criterion)
        return segments.mentionsRemoved(criterion) ? found : found.subtracting(try members(.removed))
    }

    private mutating func members(_ criterion: Criterion) throws -> Bitmap {
        switch criterion {
        case .all: return try everybody()
        case .or(let parts):
            var union = Bitmap()
            for part in parts { union.formUnion(try members(part)) }
            return union
        case .and(let parts): return try conjunction(parts)
        case .not(let part): return try everybody().subtracting(try members(part))
        case .segment(let name): return try members(ofSegment: name)
        case .leaf(let leaf):
            return try members(leaf.indexed(bounds, user: user, funnel: funnel, automation: automation))
        }
    }

    private func user(_ email: String) throws -> UserID {
        guard let user = try UserDirectory(connection).user(email: email) else {
            throw SelectionError.unknownUser(email)
        }
        return user.id
    }

    private func funnel(_ name: String) throws -> Funnel {
        guard let funnel = try FunnelReader(connection).funnel(named: name) else {
            throw SelectionError.unknownFunnel(.unknown(name))
        }
        return funnel
    }

    private func automation(_ kind: AutomationKind, _ name: String) throws -> AutomationID {
        guard let automation = try AutomationReader(connection).automation(kind, named: name, within: index.reach)
        else { throw SelectionError.unknownAutomation(.unknown(kind, name)) }
        return automation.id
    }

    private mutating func members(ofSegment name: String) throws -> Bitmap {
        if let known = segmentMembers[name.folded] { return known }
        let found: Bitmap
        do {
            found = try members(segments.criterion(named: name))
        } catch SelectionError.unknownAutomation {
            // Whoever may use a segment need not know what it names.
            throw SelectionError.closedSegment(name)
        }
        segmentMembers[name.folded] = found
        return found
    }

    /// Everybody is needed only where no part says who.
    private mutating func conjunction(_ parts: [Criterion]) throws -> Bitmap {
        var result: Bitmap?
        for part in parts where !part.isNegation {
            let found = try members(part)
            result = result?.intersection(found) ?? found
        }
        var remaining = try result ?? everybody()
        for case .not(let part) in parts { remaining.subtract(try members(part)) }
        return remaining
    }

    private mutating func members(_ combination: IndexedCombination) throws -> Bitmap {
        switch combination {
        case .one(let leaf): return try members(leaf)
        case .any(let leaves):
            var union = Bitmap()
            for leaf in leaves { union.formUnion(try members(leaf)) }
            return union
        case .all(let leaves):
            var result: Bitmap?
            for leaf in leaves {
                let found = try members(leaf)
                result = result?.intersection(found) ?? found
            }
            return try result ?? everybody()
        }
    }

    private mutating func everybody() throws -> Bitmap {
        try index.everybody(reading: connection, catalogue)
    }

    private mutating func members(_ leaf: IndexedLeaf) throws -> Bitmap {
        if let deadline, ContinuousClock.now >= deadline {
            throw StorageError(.timedOut, "the time for the selection is over")
        }
        return try index.members(of: leaf, reading: connection, catalogue)
    }
}

extension Criterion {
    fileprivate var isNegation: Bool {
        if case .not = self { true } else { false }
    }
}
