import Crypto
import Foundation

/// A provider that reports in JSON what became of messages.
package enum BounceProvider: String, Sendable, CaseIterable {
    /// Amazon SES, through Amazon SNS.
    case ses
    case mailgun
    case postmark
    case sendgrid
    case brevo

    /// What the provider is called.
    package var name: String {
        switch self {
        case .ses: "Amazon SES"
        case .mailgun: "Mailgun"
        case .postmark: "Postmark"
        case .sendgrid: "SendGrid"
        case .brevo: "Brevo"
        }
    }

    /// What proves that a notification comes from the provider, besides the secret in the address.
    package enum Proof: Sendable {
        /// A signature, checked with a key that the operator copies from the provider.
        case signingKey
        /// A signature of Amazon SNS, for the topic that the operator names.
        case topic
        /// A user and a password, `user:password`, if the operator sets them.
        case login
    }

    package var proof: Proof {
        switch self {
        case .mailgun, .sendgrid: .signingKey
        case .ses: .topic
        case .postmark, .brevo: .login
        }
    }

    /// Checks what the operator gives as the proof of a provider.
    ///
    /// - Parameter text: The key, the topic, or `user:password`.
    /// - Returns: The text as it is stored.
    /// - Throws: `BounceProviderError`.
    package func checked(_ text: String) throws(BounceProviderError) -> String {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        switch self {
        case .mailgun:
            guard text.utf8.count >= 16, !text.contains(where: \.isWhitespace) else { throw .noSigningKey(self) }
        case .sendgrid:
            guard ProviderSignature.sendGridKey(text) != nil else { throw .noSigningKey(self) }
        case .ses:
            guard SNSTopic(text) != nil else { throw .noTopic }
        case .postmark, .brevo:
            let parts = text.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, !text.contains(where: \.isNewline) else { throw .noLogin }
        }
        return text
    }
}

/// Why the proof of a provider cannot be used.
package enum BounceProviderError: Error, Hashable, CustomStringConvertible {
    case noSigningKey(BounceProvider)
    case noTopic
    case noLogin

    package var description: String { message }

    /// What is wrong and what to do, in a sentence.
    package var message: String {
        switch self {
        case .noSigningKey(.sendgrid):
            "this is no verification key of SendGrid: copy the public key from Settings, Mail Settings, Event Webhook"
        case .noSigningKey(let provider):
            "this is no signing key of \(provider.name): copy the HTTP webhook signing key from its settings"
        case .noTopic:
            "this is no topic of Amazon SNS: copy its ARN, such as arn:aws:sns:eu-west-1:123456789012:bounces"
        case .noLogin: "the file must hold one line, user:password"
        }
    }
}
