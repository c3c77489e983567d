import Foundation
import Logging

/// The files of an embedded database.
///
/// Only their owner may read them.
struct SQLiteFiles {
    private static let mode: mode_t = 0o600
    private let database: String

    init(_ path: String) {
        // SQLite keeps the log beside the file that a link leads to.
        database = URL(filePath: path).resolvingSymlinksInPath().path
    }

    /// The file with the key of stored secrets, if no other is named.
    var key: String { database + ".key" }

    /// Makes the file of a new database, and takes the files of one that exists away from other users.
    ///
    /// SQLite gives the log and its index the mode of the database.
    ///
    /// - Throws: `StorageError` with the code `unavailable` when the file cannot be made.
    func close(_ logger: Logger?) throws(StorageError) {
        let descriptor = open(database, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, Self.mode)
        if descriptor >= 0 {
            Foundation.close(descriptor)
            return
        }
        guard errno == EEXIST else {
            let reason = String(cString: strerror(errno))
            throw StorageError(.unavailable, "cannot open the SQLite database at \(database): \(reason)")
        }
        for file in [database, database + "-wal", database + "-shm"] { narrow(file, logger) }
    }

    private func narrow(_ file: String, _ logger: Logger?) {
        var status = stat()
        guard stat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_mode & 0o077 != 0 else { return }
        if chmod(file, Self.mode) == 0 {
            logger?.notice("\(file) was open to other users of this machine; now only its owner may read it")
        } else {
            logger?.warning("other users of this machine may read \(file): run chmod 600 \(file)")
        }
    }
}
