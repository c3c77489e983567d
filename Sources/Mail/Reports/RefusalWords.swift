/// The words that a server gave for a refusal, looked through for what they are about.
struct RefusalWords {
    private let text: String

    /// Addresses in the words are looked over: a name may be `spam` or `policy`.
    init(_ text: String) {
        let words = text.lowercased().split(whereSeparator: \.isWhitespace).filter { !$0.contains("@") }
        self.text = " " + words.joined(separator: " ") + " "
    }

    /// Whether they say something else than a status of the address in front of them does.
    ///
    /// Gmail, for one, has 5.2.1 both for a mailbox that is disabled and for one that gets too much at the moment.
    var contradictAnAddress: Bool { has(Self.othersThanTheAddress) }

    /// Whether they may be about the sender, the content or the moment, where there is no status at all.
    var mayMeanPolicy: Bool { contradictAnAddress || has(Self.possiblyOthers) }

    private func has(_ beginnings: [String]) -> Bool {
        beginnings.contains { text.contains($0) }
    }

    /// The beginnings of words and phrases.
    private static let othersThanTheAddress = [
        " spam", " blacklist", " blocklist", " denylist", " dnsbl", " rbl", " reputation", " at a rate", " too quickly",
        " greylist", " graylist", "spamhaus", "spamcop", "barracuda",
    ]

    private static let possiblyOthers = [
        " block", " policy", " policies", " relay", " denied", " not allowed", " not permitted", " prohibited",
        " authenticat", " spf", " dkim", " dmarc", " too many", " rate limit", " throttl", " try again", " try later",
        " temporar", " quota", " full", " virus", " content", " unsolicited", " suspicious", " abuse", " sender",
        " limit", " banned", " ip ", " poor", " security", " tls",
    ]
}
