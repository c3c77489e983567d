import Foundation

/// What a report gives back of the message that it is about.
package struct ReturnedMessage: Sendable, Hashable {
    /// The name of the header by which our messages are known again.
    package static let markHeader = "X-Kartoteka-Message"

    /// Without the angle brackets.
    package let messageID: String?
    /// What stands in the header `X-Kartoteka-Message`.
    package let mark: String?

    package init(messageID: String? = nil, mark: String? = nil) {
        self.messageID = messageID
        self.mark = mark
    }

    init(_ mail: IncomingMail) {
        self.init(
            messageID: mail.header("Message-ID").flatMap(Self.identifier),
            mark: mail.header(Self.markHeader).flatMap { $0.isEmpty ? nil : $0 }
        )
    }

    /// What a report encloses: the message, or its headers.
    init(in report: IncomingMail) {
        for part in report.leaves.reversed() {
            if let message = part.message {
                self.init(message)
                return
            }
            if Self.typesOfHeaders.contains(part.contentType), let data = part.data {
                self.init(IncomingMail(data: data))
                return
            }
        }
        self.init()
    }

    /// The message, or the end of one, that stands in a text.
    init(text: Substring) {
        let start = text.drop { $0.isWhitespace }
        self.init(IncomingMail(data: Data(start.utf8)))
    }

    private static let typesOfHeaders: Set = [
        "text/rfc822-headers", "text/rfc822-header", "message/rfc822-headers", "message/global-headers",
        "message/global", "message/rfc822",
    ]

    private static func identifier(_ text: String) -> String? {
        let bare = text.trimmingCharacters(in: CharacterSet(charactersIn: "<> \t"))
        return bare.isEmpty ? nil : bare
    }
}
