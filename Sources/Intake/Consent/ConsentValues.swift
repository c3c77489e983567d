import Contacts

/// Tells from a cell whether its column may say who agreed to messages, who did not, or whose mail comes back.
enum ConsentValues {
    /// Whether the cell is a word that means one of these and nothing else, or a list in JSON with such a word.
    ///
    /// Words such as `yes`, `active` or `pending` stand in columns of any meaning, and are not among them.
    static func mean(_ cell: String) -> Bool {
        // The longest word has fewer letters.
        guard let first = cell.utf8.first, cell.utf8.count <= 64 || isJSON(first) else { return false }
        if isJSON(first) {
            let key = cell.lowercased()
            return stems.contains(where: key.contains)
        }
        return words.contains(ColumnKey(cell))
    }

    private static func isJSON(_ first: UInt8) -> Bool { first == UInt8(ascii: "[") || first == UInt8(ascii: "{") }

    private static let stems = [
        "unsubscri", "suppress", "bounce", "complain", "opt_out", "optout", "opt-out", "opted_out", "blacklist",
        "blocklist", "do_not_contact", "invalid_email",
    ]

    private static let words: Set<ColumnKey> = [
        "subscribed", "unsubscribed", "not subscribed", "never subscribed", "nonsubscribed", "opted in", "opted out",
        "opt in", "opt out", "double opt in", "single opt in", "bounced", "hard bounce", "hard bounced", "soft bounce",
        "soft bounced", "complained", "complaint", "spam complaint", "marked as spam", "reported as spam",
        "blocklisted",
        "blacklisted", "suppressed", "unconfirmed", "not confirmed", "do not contact", "do not email", "do not mail",
        "do not send", "no consent", "consent given", "consented", "consent withdrawn", "unsubscribe",
        "zapisany", "zapisana", "wypisany", "wypisana", "zgoda", "brak zgody", "zgoda wycofana", "niepotwierdzony",
        "niepotwierdzona", "na czarnej liście", "zablokowany", "zablokowana", "wyraził zgodę", "wyraziła zgodę",
        "odhlášen", "odhlášena", "odhlášený", "přihlášen", "přihlášena", "souhlas", "nesouhlas", "souhlasí",
        "nesouhlasí",
        "bez souhlasu", "nepotvrzeno", "feliratkozott", "feliratkozva", "leiratkozott", "leiratkozva", "letiltott",
        "letiltva", "hozzájárult", "nem járult hozzá", "visszapattant", "abgemeldet", "angemeldet", "abonniert",
        "abbestellt", "nicht abonniert", "eingewilligt", "keine Einwilligung", "gesperrt", "widerrufen", "ausgetragen",
        "nicht bestätigt", "unbestätigt", "unzustellbar", "keine Werbung",
    ]
}
