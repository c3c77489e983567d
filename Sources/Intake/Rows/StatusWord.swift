import Contacts

/// What a word in a column of statuses means.
enum StatusWord: Equatable {
    case status(MarketingStatus)
    /// The address does not work, which says nothing about consent.
    case invalid
    /// It says neither yes nor no.
    case nothing

    /// Reads the words of the known products, and yes and no in four languages.
    init?(_ text: String) {
        let key = ColumnKey(text)
        if Self.optedIn.contains(key) {
            self = .status(.optedIn)
        } else if Self.optedOut.contains(key) {
            self = .status(.optedOut)
        } else if Self.broken.contains(key) {
            self = .invalid
        } else if let flag = FlagWord.meaning(of: text) {
            self = .status(flag ? .optedIn : .optedOut)
        } else {
            return nil
        }
    }

    private static let optedIn: Set<ColumnKey> = [
        "opted-in", "opt-in", "in", "subscribed", "subscriber", "confirmed", "active", "enabled", "granted", "zapisany",
        "zapisana", "aktywny", "zgoda", "potwierdzony", "angemeldet", "abonniert", "bestätigt",
        "eingewilligt", "double opt in", "single opt in", "přihlášen", "přihlášený", "aktivní", "souhlas",
        "feliratkozott",
        "feliratkozva", "aktív", "hozzájárult",
    ]

    /// Without a confirmation there is no consent, so those who are still waiting for one stand here too.
    private static let optedOut: Set<ColumnKey> = [
        "opted-out", "opt-out", "out", "unsubscribed", "nonsubscribed", "non-subscribed", "unconfirmed", "pending",
        "inactive",
        "disabled", "blocklisted", "blacklisted", "archived", "complained", "spam", "do not contact", "withdrawn",
        "not subscribed", "never subscribed", "unsubscribe", "suppressed", "blocked", "junk", "cancelled",
        "canceled", "complaint", "spam complaint", "marked as spam", "do not email", "do not mail", "deleted",
        "removed",
        "denied", "declined", "revoked", "not confirmed", "not opted in", "transactional", "no consent", "abgemeldet",
        "abbestellt", "gesperrt", "widerrufen", "unbestätigt", "keine Einwilligung", "nein", "letiltott", "letiltva",
        "bez souhlasu", "zablokowany", "nepotvrzeno",
        "wypisany",
        "wypisana", "nieaktywny", "brak zgody", "niepotwierdzony", "odhlášen", "odhlášený", "neaktivní", "nesouhlas",
        "leiratkozott", "leiratkozva", "inaktív",
    ]

    private static let broken: Set<ColumnKey> = [
        "cleaned", "invalid", "bounced", "bounce", "hard bounce", "hard bounced", "błędny", "niepoprawny", "neplatný",
        "érvénytelen", "undeliverable", "unzustellbar", "ungültig", "hard", "nieprawidłowy",
    ]
}

/// Yes and no.
enum FlagWord {
    /// What a word means, in English, Polish, Czech or Hungarian.
    static func meaning(of text: String) -> Bool? {
        let key = ColumnKey(text)
        if yes.contains(key) { return true }
        return no.contains(key) ? false : nil
    }

    private static let yes: Set<ColumnKey> = [
        "true", "yes", "y", "1", "t", "on", "x", "tak", "prawda", "ano", "a", "pravda", "igen", "i", "igaz", "m", "ja",
        "wahr", "w",
        "monitored",
    ]
    private static let no: Set<ColumnKey> = [
        "false", "no", "n", "0", "f", "off", "nie", "fałsz", "ne", "nepravda", "nem", "hamis", "nein", "falsch",
        "not monitored",
        "non-monitored",
    ]
}
