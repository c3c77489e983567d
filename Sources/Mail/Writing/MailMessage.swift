package import Foundation

/// One e-mail before it is written down.
package struct MailMessage: Sendable {
    package var from: MailAddress
    /// Where answers go, if not to the sender.
    package var replyTo: MailAddress?
    package var to: MailAddress
    package var subject: String
    /// The message for readers without HTML; line breaks may be of any kind.
    package var text: String
    /// The message as most readers show it; without it there is the text alone.
    package var html: String?
    /// Further headers, such as `List-Unsubscribe`.
    package var headers: [(name: String, value: String)]
    /// Without the angle brackets.
    package var messageID: String
    package var date: Date

    package init(
        from: MailAddress,
        replyTo: MailAddress? = nil,
        to: MailAddress,
        subject: String,
        text: String,
        html: String? = nil,
        headers: [(name: String, value: String)] = [],
        messageID: String,
        date: Date
    ) {
        self.from = from
        self.replyTo = replyTo
        self.to = to
        self.subject = subject
        self.text = text
        self.html = html
        self.headers = headers
        self.messageID = messageID
        self.date = date
    }
}
