import Contacts
import Foundation
import TestSupport

/// A contact as the naive model keeps it: plain values, written by the test and never read from a database.
struct ModelContact {
    let number: UInt32
    let id: ContactID
    let createdAt: Int64
    var modifiedAt: Int64
    var values: [Facet: FacetValue]
    var tags: [TagName: Int64]
    var details: [DetailName: ModelText]
    private(set) var email: ModelText
    private(set) var domain: ModelText
    private(set) var name: ModelText?
    private(set) var phone: ModelText?

    init(_ contact: NewContact, number: UInt32) {
        self.number = number
        id = contact.id
        createdAt = contact.createdAt
        modifiedAt = contact.createdAt
        values = [
            .emailStatus: .integer(contact.emailStatus.rawValue),
            .mobileStatus: .integer(contact.mobileStatus.rawValue),
            .invalid: .integer(contact.isInvalid ? 1 : 0),
            .monitored: .integer(contact.isMonitored ? 1 : 0),
            .state: .integer(contact.state.rawValue),
            .score: .integer(contact.score),
            .owners: .owners(contact.owners),
        ]
        tags = contact.tags
        details = contact.details.mapValues { ModelText($0, $0.modelFolded) }
        email = Self.email(contact.email.text)
        domain = Self.domain(contact.email.text)
        name = contact.fields[.name].map { ModelText($0, $0.modelFolded) }
        phone = contact.fields[.phone].map { ModelText($0, $0.modelPhone) }
    }

    /// The contact in one line, for reports.
    var summary: String {
        let facets = values.map { "\($0.key) \($0.value)" }.sorted().joined(separator: ", ")
        return """
            \(number): \(email.text), name \(name?.text ?? "-"), phone \(phone?.text ?? "-"), \(facets), \
            tags \(tags), details \(details.mapValues(\.text)), created \(createdAt), modified \(modifiedAt)
            """
    }

    var owners: [Ownership] {
        if case .owners(let list)? = values[.owners] { list.owners } else { [] }
    }

    static func user(_ email: String) -> UserID? {
        TestUsers.emails.firstIndex { $0.lowercased() == email.lowercased() }.map { TestUsers.ids[$0] }
    }

    func isWithin(_ reach: Reach) -> Bool {
        switch reach {
        case .everybody: true
        case .owned(let user): owners.contains { $0.user == user }
        }
    }

    var isRemoved: Bool { values[.removed] != nil }

    /// What a facet holds, for the old value of a change.
    func value(of facet: Facet) -> FacetValue {
        switch facet {
        case .tag(let name): tags[name].map { .tag(score: $0, addedAt: createdAt) } ?? .none
        case .detail(let name): details[name].map { .text($0.text) } ?? .none
        case .field(.email): .text(email.text)
        case .field(.name): name.map { .text($0.text) } ?? .none
        case .field(.phone): phone.map { .text($0.text) } ?? .none
        default: values[facet] ?? .none
        }
    }

    mutating func set(_ facet: Facet, _ value: FacetValue, at time: Int64) {
        if case .automation = facet {} else { modifiedAt = time }
        switch (facet, value) {
        case (.note, _): break
        case (.coupon, .newCoupon(let draft)):
            values[facet] = .coupon(CouponTimes(createdAt: time, expiresAt: draft.expiresAt))
        case (.tag(let name), .tag(let score, _)): tags[name] = score
        case (.tag(let name), _): tags[name] = nil
        case (.detail(let name), .text(let text)): details[name] = ModelText(text, text.modelFolded)
        case (.detail(let name), _): details[name] = nil
        case (.field(.email), .text(let text)):
            email = Self.email(text)
            domain = Self.domain(text)
        case (.field(.name), .text(let text)): name = ModelText(text, text.modelFolded)
        case (.field(.name), _): name = nil
        case (.field(.phone), .text(let text)): phone = ModelText(text, text.modelPhone)
        case (.field(.phone), _): phone = nil
        case (_, .none): values[facet] = nil
        default: values[facet] = value
        }
    }

    private static func email(_ text: String) -> ModelText { ModelText(text, text.modelEmail) }

    private static func domain(_ text: String) -> ModelText {
        ModelText(text, String(text.modelEmail.split(separator: "@").last ?? ""))
    }
}

/// A text and what comparisons see of it.
struct ModelText {
    let text: String
    let key: String

    init(_ text: String, _ key: String) {
        self.text = text
        self.key = key
    }
}

extension String {
    /// Lower case, composed.
    var modelFolded: String { lowercased().precomposedStringWithCanonicalMapping }

    /// Digits and letters of a phone number, without what people put between them.
    var modelPhone: String {
        String(
            modelFolded.unicodeScalars.filter { !$0.properties.isWhitespace && !".-/()[]".unicodeScalars.contains($0) }
        )
    }

    /// The key of an address or of a domain; the test uses a single domain that is not ASCII.
    var modelEmail: String {
        modelFolded.replacingOccurrences(of: "bücher.example", with: "xn--bcher-kva.example")
    }

    /// The text as a number: digits with an optional sign and one decimal point or comma.
    var modelNumber: Double? {
        let unsigned = hasPrefix("-") || hasPrefix("+") ? dropFirst() : self[...]
        let parts = unsigned.split(separator: /[.,]/, maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.contains(where: { !$0.isEmpty }), parts.allSatisfy({ $0.allSatisfy("0123456789".contains) }) else {
            return nil
        }
        let digits = parts.map(String.init).joined(separator: ".")
        return Double("\(hasPrefix("-") ? "-" : "")0\(digits)\(parts.count == 2 ? "0" : "")")
    }
}
