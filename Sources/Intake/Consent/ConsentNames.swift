import Contacts

/// Tells from a column's name whether it may say who agreed to messages, who did not, or whose mail comes back.
///
/// It is meant to find too many rather than too few: a column that is found is asked about, one that is missed lets
/// somebody in who said no.
enum ConsentNames {
    /// Whether the name looks as if it did, in English, Polish, Czech, Hungarian or German.
    static func mean(_ name: String) -> Bool {
        let key = ColumnKey(name).text
        if harmless.contains(key) { return false }
        if wholeNames.contains(key) || stems.contains(where: key.contains) { return true }
        let words = Self.words(of: name)
        return words.contains { wholeWords.contains($0) }
    }

    /// The words of a name, without marks and in lower case: `emailDisabled_at` has three.
    private static func words(of name: String) -> [String] {
        var words: [String] = []
        var word = ""
        var isLower = false
        for character in name.withoutDiacritics {
            guard character.isLetter || character.isNumber else {
                if !word.isEmpty { words.append(word) }
                word = ""
                isLower = false
                continue
            }
            if character.isUppercase, isLower {
                words.append(word)
                word = ""
            }
            isLower = character.isLowercase
            word += character.lowercased()
        }
        return word.isEmpty ? words : words + [word]
    }

    /// Parts of names that mean it wherever they stand, also inside the long words of German.
    private static let stems = [
        "subscri", "optin", "optout", "optedin", "optedout", "consent", "permission", "gdpr", "dsgvo", "suppress",
        "blacklist", "blocklist", "blocked", "bounce", "confirm", "unverified", "newsletter", "donotcontact",
        "donotmail",
        "donotemail", "donotsend", "donotsms", "donottext", "noemail", "nomail", "nosms", "emailable", "mailable",
        "deliverab", "undelivered", "complain", "unreachable", "emailvalid", "validemail", "invalid", "exclud",
        "emailmarketing", "smsmarketing", "marketingemail", "marketingmail", "marketingsms", "marketingcontact",
        "marketingstatus", "marketingok", "directmarketing", "mailinglist", "unengaged", "quarantin", "unwanted",
        "status",
        // Polish.
        "zgod", "subskry", "zapisan", "wypisan", "wypisal", "rezygn", "zablok", "blokad", "blokow", "potwierdz",
        "odbit",
        "czarnalista", "sprzeciw", "wycofan", "cofniet", "niedoreczon", "akceptac", "nieaktywn",
        // Czech.
        "souhlas", "odber", "prihlasen", "odhlasen", "potvrz", "neaktivn", "cernalistina", "odvolan", "nezasilat",
        "neposilat", "obchodnisdeleni", "nedorucit",
        // Hungarian.
        "hozzajarul", "feliratk", "leiratk", "letilt", "tiltott", "tiltas", "tiltolist", "feketelist", "megerosit",
        "visszapattan", "statusz", "hirlevel", "beleegyez", "visszavon", "kezbesithetetlen", "engedely",
        // German.
        "einwillig", "zustimm", "zugestimm", "abgemeldet", "abmeld", "angemeldet", "abonn", "abbestell", "gesperrt",
        "sperr",
        "blockier", "bestatig", "bestaetig", "inaktiv", "deaktiv", "widerruf", "widersp", "unzustellbar", "ausgetragen",
        "eingetragen", "schwarzeliste", "keinewerbung", "werbeerlaub", "rucklauf", "ruecklaeuf", "erlaubnis",
    ]

    /// What means it only as a word of its own: `active`, but not `activity`.
    private static let wholeWords: Set<String> = [
        "active", "inactive", "enabled", "disabled", "deactivated", "suspended", "archived", "cleaned", "spam", "dnc",
        "doi",
        "accepts", "accept", "accepted", "agrees", "agree", "agreed", "allows", "allow", "allowed", "permitted",
        "denied",
        "declined", "refused", "rejected", "revoked", "withdrawn", "verified", "opt", "opted", "unsub", "unsubbed",
        "unsubs", "cancelled", "canceled", "deleted", "removed", "junk", "dead",
        "stopped", "muted", "reachable", "hardbounce", "softbounce", "banned", "forbidden", "prohibited", "aktywny",
        "aktywna", "aktywne", "rodo", "usuniety", "wylaczony", "zgadzam", "zgoda",
        "aktivni", "vyrazen", "vyrazeno", "zakaz", "zakazano", "blokovan", "blokovano", "smazan",
        "aktiv", "torolt", "tiltva", "inaktiv", "ervenytelen",
        "geblockt", "gekundigt", "erlaubt", "ungultig",
    ]

    /// What means it only as the whole name.
    private static let wholeNames: Set<String> = [
        "marketing", "mailing", "mailings", "stop", "block", "werbung", "post",
    ]

    /// Names that have such a word and say nothing of the kind.
    private static let harmless: Set<String> = Set(
        [
            "lead status", "order status", "orders status", "payment status", "marital status", "civil status",
            "employment status", "shipping status", "fulfillment status", "fulfilment status", "invoice status",
            "job status",
            "relationship status", "family status", "loyalty status", "vip status", "member status date", "last active",
            "last active at", "last active date", "date last active", "status date", "status changed at",
            "cancelled orders", "canceled orders", "cancelled at order", "status zamowienia", "status platnosci",
            "stan cywilny", "status objednavky", "stav objednavky", "rendeles statusza", "rendelesi statusz",
            "bestellstatus", "zahlungsstatus", "familienstand", "street block", "block number", "block no",
        ].map { ColumnKey($0).text }
    )
}
