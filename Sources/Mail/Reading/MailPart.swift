package import Foundation

/// The content of a message, or a part of it.
package struct MailPart: Sendable {
    /// What a part consists of.
    package indirect enum Content: Sendable {
        /// Bytes, without their transfer encoding.
        case leaf(Data)
        case multipart([MailPart])
        case message(IncomingMail)
    }

    package let headers: [MailHeader]
    /// `text/plain`, in lower case.
    package let contentType: String
    /// The `report-type` of a `multipart/report`, in lower case.
    package let reportType: String?
    package let content: Content
    /// The words of a part of type `text`, whatever its character set.
    package let text: String?

    /// The parts of a multipart; none of anything else.
    package var parts: [MailPart] {
        if case .multipart(let parts) = content { parts } else { [] }
    }

    /// The bytes of a leaf.
    package var data: Data? {
        if case .leaf(let data) = content { data } else { nil }
    }

    /// The message that is enclosed here.
    package var message: IncomingMail? {
        if case .message(let message) = content { message } else { nil }
    }
}
