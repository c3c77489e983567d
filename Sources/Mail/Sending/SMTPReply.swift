/// What a server answered to a recipient or to a message.
package struct SMTPReply: Sendable, Hashable {
    /// What was answered to.
    package enum Stage: Sendable, Hashable {
        case recipient
        case message
    }

    /// Three digits, such as 550.
    package let code: Int
    /// The status of RFC 3463, such as `5.1.1`, if the server gives one.
    package let enhanced: String?
    /// The words, in one line.
    package let text: String
    package let stage: Stage

    package init(code: Int, enhanced: String? = nil, text: String, stage: Stage = .recipient) {
        self.code = code
        self.enhanced = enhanced
        self.text = text
        self.stage = stage
    }

    /// Whether the reply says for good that there is no such mailbox, and nothing else.
    ///
    /// Refusals because of content, policy, size, a full mailbox or our account say nothing about the address. Nor does
    /// a refusal that could mean either: a good address that is thought wrong is worse than a wrong one tried again.
    package var isAboutTheAddress: Bool {
        Refusal(code: code, status: enhanced.flatMap { DeliveryStatus($0) }, words: text).meaning == .wrongAddress
    }
}

extension SMTPReply: CustomStringConvertible {
    /// The reply in one line, as the server gave it.
    package var description: String {
        [String(code), enhanced ?? "", text].filter { !$0.isEmpty }.joined(separator: " ")
    }
}
