import Foundation

/// The link to create the first administrator; its holder owns the installation.
///
/// Standard output that is no terminal is usually a log, which many can read and which is kept; the link is not for it.
struct AdministratorLink {
    private let address: String

    init(_ address: String) {
        self.address = address
    }

    /// What stands in a log in place of the link.
    static let advice = """
        There is no administrator yet. Make one with "kartoteka user add you@example.com --role administrator", \
        or start with --administrator-link-file FILE to get a link
        """

    /// The link on a terminal.
    var line: String { "Create the administrator here (valid for 24 hours, once): \(address)" }

    /// Writes the link to a file that only its owner can read, in place of an earlier one.
    ///
    /// - Returns: What to print.
    /// - Throws: `CommandFailure` when the file cannot be written.
    func write(to path: String) throws -> String {
        let failure = CommandFailure(unavailable: "the file \(path) for the administrator's link cannot be written")
        // A new file: one that is there may be readable for others, or be a link to another place.
        let fresh = path + ".new"
        unlink(fresh)
        let file = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure }
        let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: Data((address + "\n").utf8))
            try handle.close()
        } catch {
            throw failure
        }
        guard rename(fresh, path) == 0 else { throw failure }
        return "The link to create the administrator (valid for 24 hours, once) is in \(path)"
    }
}
