import Contacts
import Foundation

/// A contact as JSON shows it.
struct ContactDocument: Encodable {
    let id: String
    let email: String
    let name: String?
    let phone: String?
    let emailStatus: String
    let invalid: Bool
    let mobileStatus: String
    let monitored: Bool
    let state: String
    let score: Int64
    let createdAt: Date
    let modifiedAt: Date
    let removedAt: Date?

    init(_ contact: Contact) {
        id = contact.id.description
        email = contact.email
        name = contact.fields[.name]
        phone = contact.fields[.phone]
        emailStatus = contact.emailStatus.word
        invalid = contact.isInvalid
        mobileStatus = contact.mobileStatus.word
        monitored = contact.isMonitored
        state = contact.state.word
        score = contact.score
        createdAt = Date(milliseconds: contact.createdAt)
        modifiedAt = Date(milliseconds: contact.modifiedAt)
        removedAt = contact.removedAt.map(Date.init(milliseconds:))
    }

    /// The document on one line.
    var line: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            encoder.dateEncodingStrategy = .iso8601
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}
