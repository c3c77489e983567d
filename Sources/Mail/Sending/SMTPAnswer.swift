/// The lines with which a server answers a command, put together.
struct SMTPAnswer {
    let code: Int
    let enhanced: String?
    let text: String

    var isPositive: Bool { (200..<300).contains(code) }

    /// The answer to the sender or to signing in: it says nothing about the recipient.
    var isAboutOurAccount: Bool { [530, 534, 535, 538].contains(code) }

    /// Whether the server is about to hang up.
    var endsTheSession: Bool { code == 421 }

    /// Reads lines until the answer is whole.
    ///
    /// - Throws: `SMTPTransport.Failure` when the lines are no answer, or do not come.
    init(from transport: SMTPTransport) throws(SMTPTransport.Failure) {
        var code: Int?
        var enhanced: String?
        var words: [Substring] = []
        for _ in 0..<Self.mostLines {
            let line = try transport.line()
            guard line.utf8.count >= 3, let number = Int(line.prefix(3)), (200..<600).contains(number) else {
                throw SMTPTransport.Failure(problem: "the server's answer “\(line.prefix(200))” cannot be understood")
            }
            guard code == nil || code == number else {
                throw SMTPTransport.Failure(
                    problem: "the server's answer begins with \(code ?? 0) and ends with \(number)"
                )
            }
            code = number
            var rest = line.dropFirst(3)
            let goesOn = rest.first == "-"
            rest = rest.dropFirst()
            let first = rest.prefix { $0 != " " }
            if Self.isStatus(first, of: number) {
                enhanced = enhanced ?? String(first)
                rest = rest.dropFirst(first.count).drop { $0 == " " }
            }
            if !rest.isEmpty { words.append(rest) }
            guard goesOn else {
                self.code = number
                self.enhanced = enhanced
                text = String(words.joined(separator: " ").prefix(2_000))
                return
            }
        }
        throw SMTPTransport.Failure(problem: "the server's answer has no end")
    }

    /// A status of RFC 3463 has the class of the number before it.
    private static func isStatus(_ word: Substring, of code: Int) -> Bool {
        guard let status = DeliveryStatus(String(word)) else { return false }
        return status.description == word && status.kind == code / 100
    }

    private static let mostLines = 1_000

    func reply(_ stage: SMTPReply.Stage) -> SMTPReply {
        SMTPReply(code: code, enhanced: enhanced, text: text, stage: stage)
    }
}

extension SMTPAnswer: CustomStringConvertible {
    var description: String {
        [String(code), enhanced ?? "", text].filter { !$0.isEmpty }.joined(separator: " ")
    }
}
