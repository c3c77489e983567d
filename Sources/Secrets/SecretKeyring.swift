import Synchronization

/// The keys that this process may encrypt and decrypt with.
///
/// They are read when the first one is needed, and again when one is needed that was not there: the operator may have
/// changed keys meanwhile.
package final class SecretKeyring: Sendable {
    /// Where the keys come from.
    package enum Source: Sendable {
        /// A file that the operator names and makes.
        case file(SecretKeyFile)
        /// A file beside an embedded database, which is made together with the database.
        case beside(SecretKeyFile)
        case none
    }

    private let source: Source
    private let known = Mutex<[SecretKey]>([])

    package init(_ source: Source) {
        self.source = source
    }

    /// Where the keys are; `nil` when no file is named.
    package var file: SecretKeyFile? {
        switch source {
        case .file(let file), .beside(let file): file
        case .none: nil
        }
    }

    /// Finds the key with this name.
    ///
    /// - Throws: `SecretError.wrongKey` when it is not there; another `SecretError` when the file cannot be read.
    package func key(_ id: String) throws(SecretError) -> SecretKey {
        if let key = known.withLock({ keys in keys.first { $0.id == id } }) { return key }
        guard let file else { throw .noKey }
        guard let key = try reread(file).first(where: { $0.id == id }) else { throw .wrongKey(file: file.path) }
        return key
    }

    /// The key for a database that has none yet; makes the file beside an embedded one.
    ///
    /// - Throws: `SecretError`.
    package func firstKey() throws(SecretError) -> SecretKey {
        guard let file else { throw .noKey }
        if case .beside = source { try file.makeIfMissing() }
        guard let key = try reread(file).first else { throw .notAKey(file: file.path) }
        return key
    }

    private func reread(_ file: SecretKeyFile) throws(SecretError) -> [SecretKey] {
        let keys = try file.keys()
        known.withLock { $0 = keys }
        return keys
    }
}
