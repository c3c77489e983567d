import Foundation
import Mail
import TestSupport

extension MailMessage {
    /// A message that is right in every respect.
    static func sample(to recipient: String = "anna@customer.example", subject: String = "Spring") -> MailMessage {
        MailMessage(
            from: MailAddress("news@shop.example", name: "The Shop"),
            to: MailAddress(recipient),
            subject: subject,
            text: "Dear Anna,\nit is spring.\n",
            messageID: "1.spring@shop.example",
            date: Date(timeIntervalSince1970: 1_795_251_600)
        )
    }

    /// A message whose every part is awkward, to somebody whose mail the server takes.
    static func random(_ index: Int, using random: inout SeededGenerator) -> MailMessage {
        var message = sample(to: "p\(index)@\(random.pick(["customer.example", "bücher.example", "日本.example"]))")
        message.from = MailAddress("news@ŁÓDŹ.example", name: random.chance(0.7) ? line(using: &random) : nil)
        if random.chance(0.5) { message.replyTo = MailAddress("answers@shop.example", name: line(using: &random)) }
        message.to = MailAddress(message.to.address, name: random.chance(0.7) ? line(using: &random) : nil)
        message.subject = line(using: &random)
        message.text = text(using: &random)
        if random.chance(0.6) { message.html = "<p>" + text(using: &random) + "</p>" }
        message.headers = [
            ("X-Campaign", line(using: &random)),
            ("List-Unsubscribe", "<https://shop.example/u/\(String(repeating: "a1", count: random.int(1...60)))>"),
            ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
        ]
        message.messageID = "\(index).\(random.next())@shop.example"
        return message
    }

    /// Text in one line, without characters that no header can have.
    static func line(using random: inout SeededGenerator) -> String {
        let words = AwkwardText.all.filter { !$0.isEmpty && $0.count < 300 } + longWords
        let text = (0..<random.int(1...6)).map { _ in random.pick(words) }.joined(separator: " ")
        let plain = text.unicodeScalars.filter {
            ![.control, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
        }
        // White space is folded, so only single blanks inside survive, as they do in every reader.
        let line = String(String.UnicodeScalarView(plain)).split(separator: " ").joined(separator: " ")
        return line.isEmpty ? "empty" : line
    }

    private static let longWords = [
        String(repeating: "x", count: 200), "=?utf-8?Q?no?=", "Kowalska, Anna", "(a) <b> \"c\" \\d", "a@b", "; x=y",
        "Zażółć gęślą jaźń, zażółć gęślą jaźń, zażółć gęślą jaźń",
    ]

    /// Text of several lines with all kinds of breaks.
    private static func text(using random: inout SeededGenerator) -> String {
        let lines =
            AwkwardText.all.filter { !$0.contains("\u{1}") } + [
                ".", "..", ". ", "From here", "from me", "-- ", "  two blanks  ", "\ttab\t", "--boundary--",
                String(repeating: "long ", count: 400), String(repeating: "ż", count: 1_500),
            ]
        let breaks = ["\n", "\r\n", "\r", "\n\n", "\r\r\n"]
        return (0..<random.int(0...12)).map { _ in random.pick(lines) + random.pick(breaks) }.joined()
    }
}

extension String {
    /// The text with LF for each line break, and one at its end: what a reader gets of it.
    var asRead: String {
        let lines = String(map { ["\r\n", "\r"].contains($0) ? "\n" : $0 })
        return lines.hasSuffix("\n") ? lines : lines + "\n"
    }
}
