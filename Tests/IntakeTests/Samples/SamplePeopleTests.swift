import Contacts
import Foundation
import Intake
import Testing

struct SamplePeopleTests {
    private static let now: Int64 = 1_778_751_015_000

    private func people(_ count: Int, seed: UInt64 = 7) throws -> [NewContact] {
        var people = SamplePeople(seed: seed, total: count, now: Self.now)
        return try people.next(count)
    }

    private func share(_ people: [NewContact], _ isOne: (NewContact) -> Bool) -> Double {
        Double(people.count(where: isOne)) / Double(people.count)
    }

    @Test func `the same seed makes the same people`() throws {
        let first = try people(500)
        let second = try people(500)
        let other = try people(500, seed: 8)
        for (left, right) in zip(first, second) {
            #expect(left.id == right.id)
            #expect(left.email == right.email)
            #expect(left.fields == right.fields)
            #expect(left.tags == right.tags)
            #expect(left.details == right.details)
            #expect(left.score == right.score)
            #expect(left.createdAt == right.createdAt)
        }
        #expect(first.map(\.email) != other.map(\.email))
    }

    @Test func `nobody has another's address or id, and all addresses are examples`() throws {
        let people = try people(20_000)
        #expect(Set(people.map(\.email.key)).count == people.count)
        #expect(Set(people.map(\.id)).count == people.count)
        let reserved = ["example.com", "example.org", "example.net"]
        #expect(
            people.allSatisfy { person in
                reserved.contains { person.email.domain == $0 || person.email.domain.hasSuffix("." + $0) }
            }
        )
    }

    @Test func `values are within the limits of contacts`() throws {
        for person in try people(5_000) {
            for (field, value) in person.fields {
                #expect(!value.isEmpty && value.count <= field.maximumLength)
            }
            for name in person.tags.keys { #expect(try TagName(name.text) == name) }
            for (name, value) in person.details {
                #expect(try DetailName(name.text) == name)
                #expect(!value.isEmpty && value.count <= 1024)
            }
            #expect(person.createdAt <= Self.now && person.createdAt > Self.now - 5 * 366 * 86_400_000)
        }
    }

    @Test func `shares are those of a real base`() throws {
        let people = try people(20_000)
        #expect((0.70...0.74).contains(share(people) { $0.emailStatus == .optedIn }))
        #expect((0.02...0.04).contains(share(people) { $0.isInvalid }))
        #expect((0.38...0.42).contains(share(people) { $0.mobileStatus == .optedIn }))
        #expect((0.53...0.57).contains(share(people) { $0.isMonitored }))
        #expect((0.65...0.75).contains(share(people) { !$0.details.isEmpty }))
        #expect((0.3...0.5).contains(share(people) { $0.score == 0 }))
        #expect(people.contains { $0.score > 250 } && people.allSatisfy { (0...500).contains($0.score) })
        let middle = Self.now - 2 * 365 * 86_400_000
        #expect(share(people) { $0.createdAt > middle } > 0.6, "more people in later years")
    }

    @Test func `women and men have their forms of a surname`() throws {
        let names = try people(20_000).compactMap { $0.fields[.name] }
        #expect(names.contains("Anna Kowalska"))
        #expect(!names.contains { $0.hasPrefix("Anna Kowalski") || $0.hasPrefix("Piotr Kowalska") })
    }

    @Test func `their rows pass an import unchanged`() throws {
        var writer = CSVWriter()
        writer.append(["email", "name", "phone", "postal code", "birthday", "score"])
        let people = try people(2_000)
        for person in people {
            let fields = [ProfileField.name, .phone, .postalCode, .birthday].map { person.fields[$0] ?? "" }
            writer.append([person.email.text] + fields + [String(person.score)])
        }
        let file = try ImportedText(String(decoding: writer.take(), as: UTF8.self))
        #expect(file.rejections.isEmpty)
        #expect(file.rows.map(\.email) == people.map(\.email))
        for (row, person) in zip(file.rows, people) {
            #expect(row.fields[.name] == person.fields[.name])
            #expect(row.fields[.birthday] == person.fields[.birthday])
            #expect(row.score == person.score)
        }
    }
}
