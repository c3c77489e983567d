import Contacts
import Storage
import Synchronization

/// Remembers the graphs of versions, which never change.
final class GraphCache: Sendable {
    private struct Key: Hashable {
        let automation: AutomationID
        let version: Int64
    }

    /// How many graphs are remembered.
    private static let capacity = 500
    private let known = Mutex<[Key: RankedGraph]>([:])

    /// The graph of a version.
    ///
    /// - Throws: `StorageError` when the version is not there or cannot be read.
    func graph(of automation: AutomationID, version: Int64, _ connection: any Connection) throws -> RankedGraph {
        let key = Key(automation: automation, version: version)
        if let graph = known.withLock({ $0[key] }) { return graph }
        let graph = RankedGraph(try DefinitionReader(connection).graph(of: automation, version: version))
        known.withLock { known in
            if known.count >= Self.capacity { known = [:] }
            known[key] = graph
        }
        return graph
    }
}
