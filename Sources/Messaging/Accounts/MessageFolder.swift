import Foundation

/// The one folder below which accounts may write text messages into files.
///
/// The operator sets it. Without it an administrator of the pages could write any file of the server.
package struct MessageFolder: Sendable, Hashable {
    /// The variable that names it.
    package static let variable = "KARTOTEKA_MESSAGE_FOLDER"
    private let path: String

    package init(_ path: String) {
        self.path = path
    }

    /// Finds the file that a path means, after links and `..` were followed.
    ///
    /// - Parameter given: A path below the folder, or a full path.
    /// - Returns: Its full path.
    /// - Throws: `AccountError.missingFolder` when the folder or a folder in it does not exist, `AccountError.outside` when
    ///   the file is not below the folder.
    func file(at given: String) throws(AccountError) -> String {
        guard !given.utf8.contains(0) else { throw .outside(given, folder: path) }
        guard let folder = Self.resolved(path) else { throw .missingFolder(path) }
        let full = URL(filePath: given.hasPrefix("/") ? given : "\(folder)/\(given)")
        let name = full.lastPathComponent
        guard !name.isEmpty, name != ".", name != "..", name != "/" else {
            throw .outside(given, folder: path)
        }
        guard let parent = Self.resolved(full.deletingLastPathComponent().path) else {
            throw given.hasPrefix("/") ? .outside(given, folder: path) : .missingFolder(given)
        }
        guard parent == folder || parent.hasPrefix(folder == "/" ? "/" : folder + "/") else {
            throw .outside(given, folder: path)
        }
        return "\(parent)/\(name)"
    }

    /// Opens the file for appending, and makes it if it is missing.
    ///
    /// A link in its place is not followed.
    func opened(_ given: String) throws(AccountError) -> FileHandle {
        let file = try file(at: given)
        let flags = O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
        let descriptor = open(file, flags, 0o600)
        guard descriptor >= 0 else {
            throw errno == ELOOP ? .outside(given, folder: path) : .unwritable(given)
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw .unwritable(given) }
        return handle
    }

    private static func resolved(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
