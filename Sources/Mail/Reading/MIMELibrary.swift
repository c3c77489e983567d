import CMIME

/// GMime, which has to be told once that it is going to be used.
enum MIMELibrary {
    private static let isStarted: Bool = {
        cmime_initialise()
        return true
    }()

    /// Makes sure that it is ready.
    static func start() {
        _ = isStarted
    }
}
