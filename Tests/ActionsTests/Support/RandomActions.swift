import Actions
import Contacts
import Genders
import TestSupport
import Tracking

/// Lists of actions that do not contradict each other, and contacts for them to work on.
enum RandomActions {
    static let tagNames = RandomContacts.tagNames("VIP", "OLD", "A'B", "CITY_KRAKOW")
    static let detailNames = RandomContacts.detailNames("city", "shoe_size", "100%_\\")
    static let couponNames = ["SPRING26", "VIP-1"].map { CouponName(stored: $0) }
    private static let names = [
        "Anna Nowak", "Jan Kowalski", "Kovács László", "Nagy Jánosné", "Nováková Jana", "Alex Nowak", "Pan Tau", "XYZ",
        " ",
    ]
    static let pages = TestDocuments.all.map { page($0.address) }
    private static let texts = ["Kraków", "43", "a,b", " ", "'; --", "łódź", String(repeating: "x", count: 300)]

    /// Every facet that an action reads or writes.
    static let facets: [Facet] =
        [.emailStatus, .invalid, .mobileStatus, .state, .score, .owners, .field(.name)]
        + TestFunnels.all.map { .stage($0.id) }
        + TestAutomations.all.map(\.facet)
        + tagNames.map { .tag($0) }
        + detailNames.map { .detail($0) } + couponNames.map { .coupon($0) } + TestDocuments.facets

    static func action(using random: inout SeededGenerator) -> PlannedAction {
        let score = Int64(random.int(-3...3))
        return switch random.int(0...20) {
        case 0: .optOut(OptOut())
        case 1: .invalid(ChangeInvalid(random.pick(ChangeInvalid.Mode.allCases)))
        case 2: .mobileStatus(ChangeMobileStatus(random.pick(MarketingStatus.allCases)))
        case 3: .addTags(AddTags(some(tagNames, using: &random), score: score))
        case 4: .deleteTags(DeleteTags(some(tagNames, using: &random)))
        case 5:
            .addTagsFromDetails(
                AddTagsFromDetails(
                    some(detailNames, using: &random),
                    prefix: random.pick(["CITY_", "", "x "]),
                    score: score
                )
            )
        case 6: .setDetail(SetDetail(random.pick(detailNames), value: random.pick(texts)))
        case 7: .deleteDetail(DeleteDetail(random.pick(detailNames)))
        case 8: .setScore(SetScore(score))
        case 10: .assignOwner(AssignOwner(random.pick(TestUsers.emails), level: random.pick(OwnerLevel.allCases)))
        case 11: .removeOwner(RemoveOwner(random.pick(TestUsers.emails)))
        case 12: .handOver(HandOver(from: TestUsers.emails[0], to: random.pick(Array(TestUsers.emails.dropFirst()))))
        case 13: addToStage(using: &random)
        case 14: removeFromFunnel(using: &random)
        case 15:
            .generateCoupon(
                GenerateCoupon(
                    random.pick(couponNames),
                    length: Int64(random.int(6...64)),
                    validDays: Int64(random.int(1...3650))
                )
            )
        case 16: .runRule(RunRule(TestAutomations.welcome.name, checksConditions: random.chance(0.5)))
        case 17: .runWorkflow(RunWorkflow(TestAutomations.onboarding.name))
        case 18:
            .generateURLs(random.chance(0.5) ? GenerateURLs(pages[0]) : GenerateURLs(pages[1], isPrivate: true))
        case 19: identifyGender(using: &random)
        case 9: .state(ChangeState(random.pick(ChangeState.offered)))
        default: .addNote(AddNote("a note 'ł", isPrivate: random.chance(0.5)))
        }
    }

    private static func identifyGender(using random: inout SeededGenerator) -> PlannedAction {
        let names = tagNames.shuffled(using: &random)
        guard let tags = try? GenderTags(women: names[0], men: names[1], unknown: names[2]) else {
            return .state(ChangeState(.customer))
        }
        let country = random.pick(NameCountry.allCases)
        return .identifyGender(IdentifyGender(country, firstName: random.pick(FirstNamePosition.allCases), tags: tags))
    }

    /// An address out of a test's own text; traps when the text is none.
    static func page(_ text: String) -> WebAddress {
        do { return try WebAddress(text) } catch { preconditionFailure("\(text) is no page: \(error)") }
    }

    private static func addToStage(using random: inout SeededGenerator) -> PlannedAction {
        let funnel = random.pick(TestFunnels.all)
        return .addToStage(AddToStage(funnel: funnel.name, stage: random.pick(funnel.stages).name))
    }

    private static func removeFromFunnel(using random: inout SeededGenerator) -> PlannedAction {
        let funnel = random.pick(TestFunnels.all)
        let stage = random.chance(0.5) ? nil : random.pick(funnel.stages).name
        return .removeFromFunnel(RemoveFromFunnel(funnel: funnel.name, stage: stage))
    }

    /// One to six actions.
    static func list(using random: inout SeededGenerator) -> ActionList {
        while true {
            let actions = (0..<random.int(1...6)).map { _ in action(using: &random) }
            if let list = try? ActionList(actions) { return list }
        }
    }

    /// A contact with random values in the facets of actions.
    static func contact(_ index: Int, using random: inout SeededGenerator) -> NewContact {
        var contact = NewContact(
            id: ContactID(at: TestClock.start, using: &random),
            email: RandomContacts.email("c\(index)@example.com"),
            emailStatus: random.pick(MarketingStatus.allCases),
            isInvalid: random.chance(0.4),
            mobileStatus: random.pick(MarketingStatus.allCases),
            state: random.pick(ContactState.allCases),
            score: Int64(random.int(-3...3)),
            createdAt: TestClock.start - 1000
        )
        for user in TestUsers.ids.shuffled(using: &random).prefix(random.int(0...3)) {
            try? contact.owners.assign(user, random.pick(OwnerLevel.allCases), at: TestClock.start - 1000)
        }
        if random.chance(0.8) { contact.fields[.name] = random.pick(names) }
        for tag in tagNames where random.chance(0.4) { contact.tags[tag] = Int64(random.int(-3...3)) }
        for detail in detailNames where random.chance(0.5) { contact.details[detail] = random.pick(texts) }
        return contact
    }

    /// What the contact holds, as a reader of facets tells it.
    static func values(of contact: NewContact) -> [Facet: FacetValue] {
        var values: [Facet: FacetValue] = [
            .emailStatus: .integer(contact.emailStatus.rawValue), .invalid: contact.isInvalid ? .yes : .no,
            .mobileStatus: .integer(contact.mobileStatus.rawValue), .state: .integer(contact.state.rawValue),
            .score: .integer(contact.score), .owners: .owners(contact.owners),
        ]
        for (field, text) in contact.fields { values[.field(field)] = .text(text) }
        for (tag, score) in contact.tags { values[.tag(tag)] = .tag(score: score, addedAt: contact.createdAt) }
        for (detail, value) in contact.details { values[.detail(detail)] = .text(value) }
        return values
    }

    private static func some<Element>(_ elements: [Element], using random: inout SeededGenerator) -> [Element] {
        Array(elements.shuffled(using: &random).prefix(random.int(1...elements.count)))
    }
}
