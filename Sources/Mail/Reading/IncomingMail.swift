package import Foundation

/// An e-mail that came in, taken apart.
///
/// Whatever the bytes are, reading them ends with a message; of what is broken it has less.
package struct IncomingMail: Sendable {
    /// Those of the message; what describes its content stands with `content`.
    package let headers: [MailHeader]
    /// Nothing if there is none, or it lies too deep inside others.
    package let content: MailPart?

    init(headers: [MailHeader], content: MailPart?) {
        self.headers = headers
        self.content = content
    }

    /// Reads a message.
    package init(data: Data) {
        self = MailReader.read(data)
    }

    /// The value of the first header of this name, whichever case it is written in.
    package func header(_ name: String) -> String? {
        headers.first(name)
    }

    /// All leaves and enclosed messages of the content, in order; not those inside an enclosed message.
    package var leaves: [MailPart] {
        var leaves: [MailPart] = []
        func collect(_ part: MailPart) {
            if case .multipart(let parts) = part.content {
                for part in parts { collect(part) }
            } else {
                leaves.append(part)
            }
        }
        if let content { collect(content) }
        return leaves
    }

    /// The first text for readers without HTML.
    package var plainText: String? {
        leaves.first { $0.contentType == "text/plain" }?.text
    }
}
