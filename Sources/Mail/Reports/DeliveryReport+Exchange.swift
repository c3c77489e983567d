import Foundation

/// Reports of Exchange and Office 365 that come as text only, as after a gateway that takes the other parts away.
extension DeliveryReport {
    /// A report in the words of Exchange: whom the message did not reach, then the answers of servers for administrators,
    /// then the headers of the message.
    ///
    /// The answers count where there are some, and otherwise what is said to the sender.
    init?(exchange mail: IncomingMail) {
        guard let text = mail.plainText?.plainBreaks else { return nil }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).prefix(Self.mostLines)
        guard let start = lines.firstIndex(where: { Self.matches($0, Self.openings) }) else { return nil }
        // The opening is the first that the report says, so that nobody's quoted report is taken for one.
        guard lines[..<start].allSatisfy({ $0.allSatisfy(\.isWhitespace) }) else { return nil }
        let headers = lines.firstIndex { Self.matches($0, Self.openingsOfHeaders) } ?? lines.endIndex
        let answers = lines[..<headers].firstIndex { Self.matches($0, Self.openingsOfAnswers) } ?? headers
        let told = Self.paragraphs(lines[(start + 1)..<answers])
        let answered = answers < headers ? Self.paragraphs(lines[(answers + 1)..<headers]) : []
        let recipients = (answered.isEmpty ? told : answered).prefix(Self.mostRecipients).map { address, words in
            let spoken = told.first { $0.address.lowercased() == address.lowercased() }?.words ?? ""
            let isHint = !answered.isEmpty && RefusalWords(spoken).speakOfSomethingElse
            let diagnostic = isHint ? "\(words) \(spoken)" : words
            return Recipient(
                final: address,
                action: Self.isDelay(lines[start]) ? .delayed : .failed,
                status: DeliveryStatus(in: words),
                diagnostic: String(diagnostic.prefix(2_000))
            )
        }
        guard !recipients.isEmpty else { return nil }
        let rest = lines[min(headers + 1, lines.endIndex)...].joined(separator: "\n")
        self.init(
            recipients: Array(recipients),
            returned: headers < lines.endIndex ? ReturnedMessage(text: rest[...]) : ReturnedMessage(in: mail)
        )
    }

    private static let mostLines = 5_000
    private static let mostRecipients = 200

    private static let openings = [
        "Delivery has failed to these recipients", "Your message to these recipients", "Delivery is delayed to these",
        "Fehler bei der Nachrichtenzustellung an folgende", "Échec de la remise à ces destinataires",
        "Nie można dostarczyć wiadomości do następujących", "Zprávu se nepodařilo doručit těmto příjemcům",
        "Nem sikerült a kézbesítés a következő címzett", "Errore nella consegna a questi destinatari",
        "No se pudo realizar la entrega a estos destinatarios",
    ]
    private static let openingsOfAnswers = [
        "Diagnostic information for administrators", "Diagnoseinformationen für Administratoren",
        "Informations de diagnostic pour les administrateurs", "Informacje diagnostyczne dla administratorów",
        "Diagnostické informace pro správce", "Diagnosztikai információ a rendszergazdáknak",
        "Informazioni di diagnostica per gli amministratori", "Información de diagnóstico para los administradores",
    ]
    private static let openingsOfHeaders = [
        "Original message headers", "Ursprüngliche Nachrichtenkopfzeilen", "En-têtes de message d'origine",
        "Oryginalne nagłówki wiadomości", "Původní hlavičky zprávy", "Az eredeti üzenet fejléce",
        "Intestazioni originali del messaggio", "Encabezados de mensajes originales",
    ]

    private static func matches(_ line: Substring, _ beginnings: [String]) -> Bool {
        let line = line.drop(while: \.isWhitespace)
        return beginnings.contains { line.hasPrefix($0) }
    }

    private static func isDelay(_ opening: Substring) -> Bool {
        opening.drop(while: \.isWhitespace).hasPrefix("Delivery is delayed")
    }

    /// The addresses that have a line of their own, each with what follows until the next address or an empty line.
    private static func paragraphs(_ lines: ArraySlice<Substring>) -> [(address: String, words: String)] {
        var found: [(address: String, words: String)] = []
        var isOpen = false
        for line in lines {
            let trimmed = line.trimmingCharacters(in: .whitespaces)
            if let address = address(trimmed) {
                found.append((address, ""))
                isOpen = true
            } else if trimmed.isEmpty {
                // There may be an empty line between the address and the words.
                if found.last?.words.isEmpty == false { isOpen = false }
            } else if isOpen, let last = found.indices.last {
                found[last].words += (found[last].words.isEmpty ? "" : " ") + trimmed.prefix(2_000)
            }
        }
        return found
    }

    /// The address in a line of its own, such as `anna@example.com<mailto:anna@example.com>` or
    /// `Anna (anna@example.com)`.
    private static func address(_ line: String) -> String? {
        guard line.utf8.count <= 1_000 else { return nil }
        var text = line[...]
        if let link = text.range(of: "<mailto:"), text.hasSuffix(">") { text = text[..<link.lowerBound] }
        if text.hasSuffix(")"), let bracket = text.lastIndex(of: "(") {
            text = text[text.index(after: bracket)...].dropLast()
        }
        guard !text.contains(where: { $0.isWhitespace || $0 == ":" || $0 == ";" || $0 == "'" }) else { return nil }
        return ReportFields.bare(String(text))
    }
}
