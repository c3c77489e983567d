import Contacts
import Foundation
import Storage

/// Puts the conditions of saved segments where their names stand.
struct SegmentExpansion {
    private let connection: any Connection
    private let replacing: (key: String, criterion: Criterion)?

    /// Prepares to expand.
    ///
    /// - Parameters:
    ///   - connection: Where the segments are.
    ///   - replacing: A segment that is taken to have another condition than the stored one.
    init(_ connection: any Connection, replacing: (key: String, criterion: Criterion)? = nil) {
        self.connection = connection
        self.replacing = replacing
    }

    /// The condition without names of segments.
    ///
    /// - Throws: `SelectionError` when a segment is missing or contains itself.
    func expand(_ criterion: Criterion) throws -> Criterion {
        try expand(criterion, inside: [])
    }

    private func expand(_ criterion: Criterion, inside path: [String]) throws -> Criterion {
        switch criterion {
        case .all, .leaf: criterion
        case .and(let parts): .and(try parts.map { try expand($0, inside: path) })
        case .or(let parts): .or(try parts.map { try expand($0, inside: path) })
        case .not(let part): .not(try expand(part, inside: path))
        case .segment(let name): try expand(segment: name, inside: path)
        }
    }

    private func expand(segment name: String, inside path: [String]) throws -> Criterion {
        let key = name.folded
        guard !path.contains(where: { $0.folded == key }) else { throw SelectionError.segmentCycle(path + [name]) }
        let criterion: Criterion
        if let replacing, replacing.key == key {
            criterion = replacing.criterion
        } else if let segment = try SegmentRows(connection).segment(key: key) {
            criterion = segment.selection.criterion
        } else {
            throw SelectionError.unknownSegment(name)
        }
        return try expand(criterion, inside: path + [name])
    }
}
