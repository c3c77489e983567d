package import Contacts
import Foundation

/// Makes contacts with awkward values.
package struct RandomContacts: Sendable {
    /// The tags that the contacts share.
    package var tags: [TagName]
    /// The standard details that the contacts share.
    package var details: [DetailName]

    private static let domains = [
        "example.com", "EXAMPLE.com", "sub.example.org", "bücher.example", "ŁÓDŹ.example", "xn--bcher-kva.example",
        "a-b.example", "日本.example",
    ]
    private static let localCharacters = Array("abcXYZ019!#$%&'*+-/=?^_`{|}~")
    private static let texts = AwkwardText.all.filter { $0.count <= 255 }
    private static let names = [
        "Anna Kowalska", "ANNA KOWALSKA", "Łukasz Żółć", "O'Brien", "Zoë", "Jean-Luc", "%", "_", "李小龍", "Анна", "",
    ]
    private static let phones = ["+48 600 100 200", "600-100-200", "(0048) 600.100.200", "abc", ""]

    package init(
        tags: [TagName] = RandomContacts.tagNames("VIP", "LOYAL", "SHOE BUYERS", "ŻÓŁTY", "100%", "A'B", "🎉"),
        details: [DetailName] = RandomContacts.detailNames("city", "City", "shoe_size", "100%_\\", "długość", "a'b\"c")
    ) {
        self.tags = tags
        self.details = details
    }

    /// As many contacts as asked for; no two have the same address or id.
    package func make(
        _ count: Int,
        at now: Int64 = TestClock.start,
        using random: inout SeededGenerator
    ) -> [NewContact] {
        (0..<count).map { make(index: $0, at: now, using: &random) }
    }

    /// A contact whose address contains the index.
    package func make(
        index: Int,
        at now: Int64 = TestClock.start,
        using random: inout SeededGenerator
    ) -> NewContact {
        let createdAt = now - Int64(random.int(0...400)) * 86_400_000
        var contact = NewContact(
            id: ContactID(at: createdAt, using: &random),
            email: Self.email(index, using: &random),
            emailStatus: random.pick(MarketingStatus.allCases),
            isInvalid: random.chance(0.2),
            mobileStatus: random.pick(MarketingStatus.allCases),
            isMonitored: random.chance(0.3),
            state: random.pick(ContactState.allCases),
            score: random.pick([0, 1, -1, 10, -7, 100, Int64(Int32.max), Int64(Int32.min)]),
            createdAt: createdAt
        )
        for field in ProfileField.allCases where field != .email && random.chance(0.4) {
            contact.fields[field] = text(for: field, using: &random)
        }
        for tag in tags where random.chance(0.3) { contact.tags[tag] = random.pick([0, 1, 5, -3]) }
        for detail in details where random.chance(0.3) {
            contact.details[detail] = random.pick(["43", "4,5", "-1", "abc"] + Self.texts.filter { !$0.isEmpty })
        }
        return contact
    }

    private func text(for field: ProfileField, using random: inout SeededGenerator) -> String {
        switch field {
        case .name: random.pick(Self.names)
        case .phone: random.pick(Self.phones)
        case .birthday: random.pick(["1980-10-17", "2000-02-29", "--02-29"])
        default: random.pick(Self.texts)
        }
    }

    private static func email(_ index: Int, using random: inout SeededGenerator) -> EmailAddress {
        let noise = String((0..<random.int(0...12)).map { _ in random.pick(localCharacters) })
        return email("\(random.pick(["p", "P", "Kontakt-"]))\(index)\(noise)@\(random.pick(domains))")
    }

    /// An address out of a test's own text; traps when the text is none.
    package static func email(_ text: String) -> EmailAddress {
        do { return try EmailAddress(text) } catch { preconditionFailure("\(text) is no address: \(error)") }
    }

    /// Tags out of a test's own texts; traps when a text cannot be one.
    package static func tagNames(_ texts: String...) -> [TagName] {
        texts.map { text in
            do { return try TagName(text) } catch { preconditionFailure("\(text) is no tag: \(error)") }
        }
    }

    /// Detail names out of a test's own texts; traps when a text cannot be one.
    package static func detailNames(_ texts: String...) -> [DetailName] {
        texts.map { text in
            do { return try DetailName(text) } catch { preconditionFailure("\(text) is no name: \(error)") }
        }
    }
}
