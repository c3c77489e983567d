import Bitmaps
import Contacts
import Foundation
import Selections
import Storage
import TestSupport
import Testing

/// A database, a model of what must be in it, and the audiences that are asked about it.
struct SelectionWorld {
    let database: any Database
    let clock: TestClock
    /// Asked everything: follows the journal in small steps.
    let audiences: Audiences
    /// Asked now and then: follows it in large steps.
    let seldomAsked: Audiences
    let segmentStore: SegmentStore
    var model: ContactModel
    var random: SeededGenerator
    var made = 0

    init(_ database: any Database, _ random: SeededGenerator) {
        self.database = database
        self.random = random
        clock = TestClock(at: random.seed % 2 == 0 ? TestClock.start : 1_325_250_000_000)
        audiences = Audiences(database, time: clock.time)
        seldomAsked = Audiences(database, time: clock.time)
        segmentStore = SegmentStore(database, time: clock.time)
        model = ContactModel(now: clock.now)
    }

    /// Moves the contact counter on, as if so many had been created and deleted.
    func skip(_ numbers: Int64) async throws {
        try await database.write { _ = try $0.advance(counter: "contact", by: numbers) }
    }

    /// Takes a change set through the door and into the model.
    mutating func commit(_ set: ChangeSet) async throws {
        let now = clock.now
        let committed = try await database.write { connection in
            try Door(connection, now: now).commit(set, cause: Cause(.sample, actor: "test"))
        }
        for (contact, number) in zip(set.created, committed?.created ?? []) {
            model.add(ModelContact(contact, number: number))
        }
        model.now = now
        for change in set.changes { model.apply(change) }
    }

    mutating func newContact() -> NewContact {
        made += 1
        let createdAt =
            random.chance(0.6)
            ? random.pick(ContactWords.instants) + Int64(random.pick([-1, 0, 1, 3_600_000, -3_600_000]))
            : clock.now - Int64(random.int(0...800)) * 43_200_000
        var contact = NewContact(
            id: ContactID(at: clock.now, using: &random),
            email: RandomContacts.email(
                "\(random.pick(["p", "P", "x%_+"]))\(made)@\(random.pick(ContactWords.domains))"
            ),
            emailStatus: random.pick(MarketingStatus.allCases),
            isInvalid: random.chance(0.2),
            mobileStatus: random.pick(MarketingStatus.allCases),
            isMonitored: random.chance(0.3),
            state: random.pick(ContactState.allCases),
            score: Int64(random.int(-5...20)),
            createdAt: createdAt
        )
        if random.chance(0.8) { contact.fields[.name] = random.pick(ContactWords.names) }
        if random.chance(0.6) { contact.fields[.phone] = random.pick(ContactWords.phones) }
        for tag in ContactWords.tags where random.chance(0.3) { contact.tags[tag] = Int64(random.int(-5...20)) }
        for detail in ContactWords.details where random.chance(0.4) {
            contact.details[detail] = random.pick(ContactWords.detailValues)
        }
        if random.chance(0.8) { contact.owners = owners() }
        return contact
    }

    /// Some users, each at some level, as the rules of owners allow.
    mutating func owners() -> OwnerList {
        var list = OwnerList()
        for user in TestUsers.ids.shuffled(using: &random).prefix(random.int(1...3)) {
            // A main owner that nobody could replace keeps the place.
            try? list.assign(user, random.pick(OwnerLevel.allCases), at: clock.now)
        }
        return list
    }

    /// Asks all three and compares; the condition goes through its query text where it has one.
    mutating func compare(_ criteria: [Criterion], _ audiences: Audiences, _ who: String) async throws {
        let asked = try criteria.map { random.chance(0.3) ? try Criterion(query: $0.queryText) : $0 }
        model.now = clock.now
        let reach = random.chance(0.4) ? Reach.owned(by: random.pick(TestUsers.ids)) : .everybody
        let expanded = criteria.map(model.expanded)
        let statements = expanded.map { [days = model.days, dialect = database.dialect, now = clock.now] in
            PlainSQL(dialect: dialect, spans: days.spans(in: $0), now: now).statement($0, within: reach)
        }
        let (indexed, selected) = try await database.read { connection in
            // Compiling takes longer than running where tables are this small and statements this large.
            if connection.dialect == .postgres { try connection.execute("SET LOCAL jit = off") }
            let indexed = try audiences.resolve(asked, in: connection, reach: reach).map(\.numbers)
            let selected = try statements.map { try connection.rows($0) { $0.number(0) } }
            return (indexed, selected)
        }
        for (index, criterion) in criteria.enumerated() {
            let expected = model.members(of: criterion, within: reach)
            guard indexed[index] != expected || selected[index] != expected else { continue }
            Issue.record(
                """
                seed \(random.seed): \(criterion.queryText), within \(reach)
                time zone \(model.timeZone.identifier), now \(clock.now); without segments: \(expanded[index].queryText)
                \(who): \(difference(indexed[index], expected))
                plain SQL: \(difference(selected[index], expected))
                """
            )
            throw Disagreement()
        }
    }

    private func difference(_ found: [UInt32], _ expected: [UInt32]) -> String {
        let missing = Set(expected).subtracting(found).sorted()
        let surplus = Set(found).subtracting(expected).sorted()
        guard !(missing.isEmpty && surplus.isEmpty) else { return "as the model" }
        let contacts = (missing + surplus).prefix(3).map { number in
            model.contacts[number]?.summary ?? "\(number) (nobody)"
        }
        return "lacks \(missing), has too many \(surplus): \(contacts.joined(separator: "\n"))"
    }
}

/// Ends a test at the first difference, which is reported already.
struct Disagreement: Error {}
