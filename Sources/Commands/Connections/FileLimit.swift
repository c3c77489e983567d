import Foundation

/// How many files the process may have open.
struct FileLimit: Sendable {
    /// More than this is of no use, and some systems allow a thousand times as many.
    private static let most: rlim_t = 65_536

    let files: Int

    /// Raises the limit as far as the process may, and reads it.
    static func raised() -> FileLimit {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return FileLimit(files: 256) }
        let wanted = min(limit.rlim_max, most)
        if limit.rlim_cur < wanted {
            var raised = limit
            raised.rlim_cur = wanted
            if setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &raised) == 0 { limit = raised }
        }
        return FileLimit(files: Int(min(limit.rlim_cur, most)))
    }

    /// How many of them may be regular connections: databases, logs and outgoing calls need files too.
    var connections: Int {
        max(files - max(128, files / 4) - ConnectionLimits.reserve, 8)
    }
}
