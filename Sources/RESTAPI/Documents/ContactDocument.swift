package import Contacts
import Foundation

/// A contact as JSON shows it, in the API and on the command line.
package struct ContactDocument: Encodable, Sendable {
    let id: String
    let email: String
    /// The other fields that are filled in, by the words that plans and queries use.
    let fields: [String: String]
    let emailStatus: String
    let invalid: Bool
    let mobileStatus: String
    let monitored: Bool
    let state: String
    let score: Int64
    let createdAt: String
    let modifiedAt: String
    let removedAt: String?

    package init(_ contact: Contact) {
        id = contact.id.description
        email = contact.email
        fields = Dictionary(
            uniqueKeysWithValues: contact.fields.filter { $0.key != .email }.map { ($0.key.word, $0.value) }
        )
        emailStatus = contact.emailStatus.word
        invalid = contact.isInvalid
        mobileStatus = contact.mobileStatus.word
        monitored = contact.isMonitored
        state = contact.state.word
        score = contact.score
        createdAt = contact.createdAt.instant
        modifiedAt = contact.modifiedAt.instant
        removedAt = contact.removedAt?.instant
    }

    /// The document on one line.
    package var line: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}
