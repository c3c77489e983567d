import Bitmaps
import Contacts
import Storage
import TestSupport

/// Contacts whose statuses change on random days, and a plain record of what they were.
struct StatusWorld {
    /// What a contact is, written by the test and never read from a database.
    struct Person: Equatable {
        var isOptedIn: Bool
        var isInvalid: Bool
        var isMonitored: Bool
        var isRemoved = false
        /// The steps that gave it its dot and its letter.
        var statusStep: Int
        var letterStep: Int

        var status: ContactStatus {
            isRemoved ? .removed : isInvalid ? .invalid : isOptedIn ? .optedIn : .optedOut
        }
    }

    let world: World
    var random: SeededGenerator
    private(set) var people: [UInt32: Person] = [:]
    private(set) var past: [(at: Int64, people: [UInt32: Person])] = []
    private var newcomers = World.bare(300)[...]
    private var step = 0

    init(_ world: World, _ random: SeededGenerator) {
        self.world = world
        self.random = random
    }

    /// Commits some changes some hours later, or with a clock that is late.
    mutating func change() async throws {
        step += 1
        world.clock.advance(by: .seconds(random.chance(0.1) ? -3_000 : random.int(1...60_000)))
        var set = ChangeSet()
        var next = people
        for facet in [Facet.emailStatus, .invalid, .removed, .monitored] where random.chance(0.5) {
            if let change = change(of: facet, in: &next) { set.changes.append(change) }
        }
        if random.chance(0.1), let number = next.keys.sorted().randomElement(using: &random) {
            set.changes.append(Change(.existence, [number], from: .same(.yes), to: .same(.none)))
            next[number] = nil
        }
        for number in next.keys {
            if next[number]?.status != people[number]?.status { next[number]?.statusStep = step }
            if next[number]?.isMonitored != people[number]?.isMonitored { next[number]?.letterStep = step }
        }
        if random.chance(0.4) || people.isEmpty { set.created = created() }
        // The name of a file stays when somebody is deleted for good; the source of an edit does not.
        let cause = Cause(.import, id: Int64(step), text: "step \(step)", actor: "tests")
        let created = set.created
        let numbers = try await world.commit(set, cause: cause)?.created ?? []
        for (number, contact) in zip(numbers, created) {
            next[number] = Person(
                isOptedIn: contact.emailStatus == .optedIn,
                isInvalid: contact.isInvalid,
                isMonitored: contact.isMonitored,
                statusStep: step,
                letterStep: step
            )
        }
        people = next
        if !set.isEmpty { past.append((world.clock.now, next)) }
    }

    private mutating func created() -> [NewContact] {
        var contacts = Array(newcomers.prefix(random.int(1...6)))
        newcomers = newcomers.dropFirst(contacts.count)
        for index in contacts.indices {
            contacts[index].emailStatus = random.pick(MarketingStatus.allCases)
            contacts[index].isInvalid = random.chance(0.2)
            contacts[index].isMonitored = random.chance(0.5)
        }
        return contacts
    }

    private mutating func change(of facet: Facet, in people: inout [UInt32: Person]) -> Change? {
        var changed: [UInt32] = []
        var old: [FacetValue] = []
        var new: [FacetValue] = []
        let share = random.pick([0.1, 0.9])
        for number in people.keys.sorted() where random.chance(share) {
            guard var person = people[number] else { continue }
            switch facet {
            case .emailStatus: person.isOptedIn.toggle()
            case .invalid: person.isInvalid.toggle()
            case .monitored: person.isMonitored.toggle()
            default: person.isRemoved.toggle()
            }
            changed.append(number)
            old.append(value(of: facet, people[number]))
            new.append(value(of: facet, person))
            people[number] = person
        }
        guard !changed.isEmpty else { return nil }
        return Change(facet, Bitmap(changed), from: Change.Values(old), to: Change.Values(new))
    }

    private func value(of facet: Facet, _ person: Person?) -> FacetValue {
        switch facet {
        case .emailStatus: person?.isOptedIn == true ? .yes : .no
        case .invalid: person?.isInvalid == true ? .yes : .no
        case .monitored: person?.isMonitored == true ? .yes : .no
        default: person?.isRemoved == true ? .integer(TestClock.start) : .none
        }
    }

    /// The counts after the last commit dated before an instant, of those who are there now.
    func counts(at instant: Int64) -> StatusCounts {
        let then = past.last { $0.at < instant }?.people ?? [:]
        var counts = StatusCounts()
        for (number, person) in then where people[number] != nil { counts[person.status] += 1 }
        return counts
    }

    /// The present members by plain statements.
    static func members(_ connection: any Connection) throws -> StatusMembers {
        func numbers(_ condition: SQL) throws -> Bitmap {
            Bitmap(try connection.rows("SELECT number FROM contact WHERE \(condition)") { $0.number(0) })
        }
        return StatusMembers(
            everybody: try numbers("1 = 1"),
            optedIn: try numbers("email_status = 1"),
            invalid: try numbers("invalid = 1"),
            removed: try numbers("removed_at IS NOT NULL")
        )
    }
}
