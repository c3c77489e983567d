import Contacts

/// What a cell says of why nothing is sent to an address: yes, a time, words, or a list of reasons in JSON.
///
/// A reason that we do not know is taken for an opt-out, since the product sent nothing.
struct SuppressionWords {
    private(set) var saysOptedOut = false
    private(set) var saysInvalid = false

    init(_ text: String) {
        let empty: Set<String> = ["[]", "{}", "null", "none", "n/a", "-", "[null]", "\"\""]
        if FlagWord.meaning(of: text) == false || empty.contains(text.lowercased()) { return }
        let words = text.lowercased()
        // Each reason of a list may say another thing.
        let isBroken = Self.broken.contains(where: words.contains)
        let isRefused = Self.refused.contains(where: words.contains)
        saysInvalid = isBroken
        saysOptedOut = isRefused || !isBroken
    }

    private static let broken = ["bounce", "invalid", "undeliverable", "not_exist", "unknown_user"]
    private static let refused = [
        "unsub", "spam", "complain", "abuse", "manual", "user_suppressed", "user suppressed", "opt", "admin", "block",
        "blacklist", "gdpr",
    ]
}
