import Contacts
import Storage

/// The conditions of saved segments, each read once however often it is named.
struct SegmentTable {
    /// How many segments may lie within each other; whoever resolves them descends that deep.
    static let maximumDepth = 16

    private struct Entry {
        let criterion: Criterion
        /// Levels of segments, this one included.
        let depth: Int
        let mentionsRemoved: Bool
    }

    private let connection: any Connection
    private let replacing: (key: String, criterion: Criterion)?
    private var entries: [String: Entry] = [:]

    /// Prepares to read.
    ///
    /// - Parameters:
    ///   - connection: Where the segments are.
    ///   - replacing: A segment that is taken to have another condition than the stored one.
    init(_ connection: any Connection, replacing: (key: String, criterion: Criterion)? = nil) {
        self.connection = connection
        self.replacing = replacing
    }

    /// Reads the segments that a condition names, and those that they name.
    ///
    /// - Throws: `SelectionError` when a segment is missing, contains itself or lies too deep.
    mutating func load(for criterion: Criterion) throws {
        _ = try depth(below: criterion, inside: [])
    }

    /// The condition of a segment that was loaded.
    func criterion(named name: String) throws(SelectionError) -> Criterion {
        guard let entry = entries[name.folded] else { throw .unknownSegment(name) }
        return entry.criterion
    }

    /// Makes sure that a condition that was loaded, its segments included, asks for no more than `SelectionLimits` allow.
    ///
    /// - Returns: The condition and those of its segments.
    @discardableResult
    func checkSize(of criterion: Criterion) throws(SelectionError) -> [Criterion] {
        let parts = try expanded(criterion)
        var size = SelectionSize()
        for part in parts { try size.add(part) }
        return parts
    }

    /// A condition that was loaded and those of the segments that it names, however deep, each once.
    private func expanded(_ criterion: Criterion) throws(SelectionError) -> [Criterion] {
        var found = [criterion]
        var seen: Set<String> = []
        var waiting = criterion.segmentNames.sorted()
        while let name = waiting.popLast() {
            guard seen.insert(name.folded).inserted else { continue }
            let inner = try self.criterion(named: name)
            found.append(inner)
            waiting += inner.segmentNames.sorted()
        }
        return found
    }

    /// Whether `removed` occurs in a condition that was loaded, or in a segment that it names.
    func mentionsRemoved(_ criterion: Criterion) -> Bool {
        criterion.mentionsRemoved || criterion.segmentNames.contains { entries[$0.folded]?.mentionsRemoved == true }
    }

    private mutating func depth(below criterion: Criterion, inside path: [String]) throws -> Int {
        var deepest = 0
        // Sorted, so that the same selection always gives the same error.
        for name in criterion.segmentNames.sorted() { deepest = max(deepest, try load(name, inside: path)) }
        return deepest
    }

    private mutating func load(_ name: String, inside path: [String]) throws -> Int {
        let key = name.folded
        if let entry = entries[key] { return entry.depth }
        guard !path.contains(where: { $0.folded == key }) else { throw SelectionError.segmentCycle(path + [name]) }
        let criterion = try stored(name, key)
        // A cycle of any length ends at its repetition, so that only the depth of what is no cycle is limited.
        let depth = 1 + (try depth(below: criterion, inside: path + [name]))
        guard depth <= Self.maximumDepth else { throw SelectionError.segmentsTooDeep(limit: Self.maximumDepth) }
        entries[key] = Entry(criterion: criterion, depth: depth, mentionsRemoved: mentionsRemoved(criterion))
        return depth
    }

    private func stored(_ name: String, _ key: String) throws -> Criterion {
        if let replacing, replacing.key == key { return replacing.criterion }
        guard let segment = try SegmentRows(connection).segment(key: key) else {
            throw SelectionError.unknownSegment(name)
        }
        return segment.selection.criterion
    }
}
