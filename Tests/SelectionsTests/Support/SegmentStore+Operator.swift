import Contacts
import Selections

/// Segments of somebody who sees the whole base.
extension SegmentStore {
    @discardableResult
    func create(_ name: String, _ selection: Selection) async throws -> Segment {
        try await create(name, selection, by: .operator)
    }

    func update(_ name: String, _ selection: Selection) async throws {
        try await update(name, selection, by: .operator)
    }

    func rename(_ name: String, to newName: String) async throws {
        try await rename(name, to: newName, by: .operator)
    }

    func delete(_ name: String) async throws {
        try await delete(name, by: .operator)
    }
}
