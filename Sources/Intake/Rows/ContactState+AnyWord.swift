import Contacts

extension ContactState {
    /// Reads a state in the words of the known products and in four languages.
    init?(anyWord text: String) {
        let key = ColumnKey(text)
        guard let match = Self.words.first(where: { $0.words.contains(key) }) else { return nil }
        self = match.state
    }

    private static let words: [(state: Self, words: Set<ColumnKey>)] = [
        (
            .prospect,
            [
                "prospect", "lead", "subscriber", "marketing qualified lead", "sales qualified lead", "mql", "sql",
                "opportunity", "potencjalny", "potencjalny klient", "potenciální", "potenciální zákazník", "zájemce",
                "érdeklődő", "potenciális", "potenciális ügyfél",
            ]
        ),
        (
            .customer,
            ["customer", "client", "buyer", "klient", "klientka", "zákazník", "zákaznice", "ügyfél", "vásárló", "vevő"]
        ),
        (.partner, ["partner", "partnerka"]),
        (.other, ["other", "evangelist", "inny", "inne", "inna", "jiný", "jiné", "ostatní", "egyéb", "más"]),
        (.unknown, ["unknown", "nieznany", "neznámý", "ismeretlen"]),
    ]
}
