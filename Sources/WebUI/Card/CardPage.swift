import Access
import Contacts
import Messaging

/// The card of one contact.
struct CardPage: PageModel {
    static let template = "card"

    struct Entry: Sendable {
        let caption: String
        let entry: String
    }

    struct Tag: Sendable {
        let tagName: String
        let tagScore: String
        let added: Moment
    }

    struct Detail: Sendable {
        let detailName: String
        let detailValue: String
    }

    let path: String
    let heading: String
    let email: String
    let mark: StatusMark
    let isRemoved: Bool
    let facts: [Entry]
    let tags: [Tag]
    let details: [Detail]
    let notes: [NoteItem]
    let form: CardFormPart
    let owners: OwnerPart
    let stages: StagePart
    let coupons: [CouponItem]
    let passages: AutomationPart
    let activities: [ActivityItem]
    let hasActivities: Bool
    let visits: VisitPart
    /// For who may see the outbox.
    let messages: MessagePart?
    let mayEdit: Bool
    let mayDelete: Bool
    /// The new note that must be corrected.
    let newNote: String
    let newNoteIsPrivate: Bool
    let refusal: String?
    let consents: [ConsentItem]
    let timeline: [TimelineItem]
    /// How many entries of the timeline a card shows at first.
    static let timelineLimit = 50
    /// How many activities a card shows.
    static let activityLimit = 20
    let wholeTimelineAddress: String?
    let noteLimit: Int

    var title: String { heading }
    var area: Area? { .contacts }

    /// Describes a card.
    ///
    /// - Parameters:
    ///   - card: What was read about the contact.
    ///   - user: Who looks.
    ///   - form: What stands in the form, and what is wrong with it.
    ///   - note: A note that must be corrected.
    ///   - refusal: Why the note must be corrected.
    ///   - timelineLimit: How many entries of the timeline are shown.
    init(
        _ card: CardContents,
        for user: User,
        form: CardFormPart? = nil,
        note: NoteForm? = nil,
        refusal: String? = nil,
        timelineLimit: Int = CardPage.timelineLimit
    ) {
        let actor = user.actor
        let mayEditCards = user.may(.editContacts)
        mayEdit = mayEditCards && actor.may(.edit, card.owners)
        mayDelete = mayEditCards && actor.may(.delete, card.owners)
        newNote = note?.id == nil ? note?.text ?? "" : ""
        newNoteIsPrivate = note?.id == nil && note?.isPrivate == true
        self.refusal = refusal
        let contact = card.contact
        let clock = card.clock
        path = "/contacts/\(contact.id)"
        heading = contact.fields[.name] ?? contact.email
        email = contact.email
        mark = StatusMark(
            contact,
            origins: card.origins,
            for: user,
            automations: card.automations,
            clock
        )
        isRemoved = contact.removedAt != nil
        facts = Self.facts(contact, card.bounces, clock)
        tags = card.tags.map {
            Tag(tagName: $0.name.text, tagScore: $0.score.grouped, added: clock.moment($0.addedAt))
        }
        details = card.details.map { Detail(detailName: $0.name.text, detailValue: $0.value) }
        notes = card.notes.map {
            NoteItem(
                $0,
                typed: note,
                reader: actor,
                mayEdit: mayEditCards && actor.may(.edit, card.owners),
                clock: clock
            )
        }
        owners = OwnerPart(
            card.owners,
            users: card.users,
            mayChange: mayEditCards && actor.may(.changeOwners, card.owners),
            clock: clock
        )
        stages = StagePart(card.stages, funnels: card.funnels, mayEdit: mayEdit, clock: clock)
        coupons = card.coupons.map { CouponItem($0, at: card.readAt, card.clock) }
        passages = AutomationPart(card.passages, contact: contact, for: user, clock: clock)
        activities = card.activities.map { ActivityItem($0, clock) }
        hasActivities = !card.activities.isEmpty
        visits = VisitPart(card.visits, of: contact, clock: clock)
        messages = card.messages.map { MessagePart($0, clock: clock) }
        self.form =
            form
            ?? CardFormPart(CardForm(contact), version: contact.modifiedAt, hasAddress: actor.reach == .everybody)
        consents = card.consents.map {
            ConsentItem($0, reader: user, automations: card.automations, clock)
        }
        let visible = Dictionary(uniqueKeysWithValues: card.notes.map { ($0.id, $0.text) })
        let emails = Dictionary(uniqueKeysWithValues: card.users.map { ($0.id, $0.email) })
        timeline = card.timeline.prefix(timelineLimit).map {
            TimelineItem(
                $0,
                reader: user,
                notes: visible,
                users: emails,
                funnels: card.funnels,
                automations: card.automations,
                clock
            )
        }
        wholeTimelineAddress =
            card.timeline.count > timelineLimit ? "/contacts/\(contact.id)?timeline=all#timeline" : nil
        noteLimit = NoteDraft.maximumLength
    }

    private static func facts(_ contact: Contact, _ bounces: BounceSummary?, _ clock: WorkspaceClock) -> [Entry] {
        var facts = [
            Entry(caption: "State", entry: contact.state.word),
            Entry(caption: "Score", entry: contact.score.grouped),
            Entry(
                caption: "E-mail status",
                entry: contact.emailStatus.label + (contact.isInvalid ? ", address invalid" : "")
            ),
            Entry(caption: "Mobile status", entry: contact.mobileStatus.label),
            Entry(caption: "Monitoring", entry: "\(contact.monitoring.label) (\(contact.isMonitored ? "M" : "N"))"),
        ]
        for field in ProfileField.allCases where field != .name {
            if let value = contact.fields[field] { facts.append(Entry(caption: field.label, entry: value)) }
        }
        if let bounces {
            let count = bounces.soft == 1 ? "1 soft bounce" : "\(bounces.soft.grouped) soft bounces"
            let last = "the last bounce on \(clock.moment(bounces.lastAt).text): \(bounces.lastWords)"
            facts.append(Entry(caption: "Returned mail", entry: "\(count); \(last)"))
        }
        facts.append(Entry(caption: "Created", entry: clock.moment(contact.createdAt).text))
        facts.append(Entry(caption: "Modified", entry: clock.moment(contact.modifiedAt).text))
        if let removed = contact.removedAt {
            facts.append(Entry(caption: "Deleted", entry: clock.moment(removed).text))
        }
        return facts
    }
}

/// What was read about one contact.
struct CardContents: Sendable {
    let contact: Contact
    let origins: ContactOrigins?
    let tags: [ContactTag]
    let details: [ContactDetail]
    let notes: [Note]
    let owners: OwnerList
    let coupons: [Coupon]
    /// What the contact did last, apart from visits.
    let activities: [Activity]
    let visits: VisitContents
    /// The latest messages, the latest first; nothing for who may not see the outbox.
    let messages: [MessageEntry]?
    /// When it was read, in milliseconds: what has expired depends on it.
    let readAt: Int64
    /// Every user, whom owners and timeline name.
    let users: [User]
    let stages: [ContactStage]
    /// Every funnel, which stages and timeline name.
    let funnels: [Funnel]
    /// The rules and workflows of which whoever looks may know.
    let automations: [Automation]
    let passages: [CardPassage]
    /// The latest entries: one more than is shown, where there are more.
    let timeline: [TimelineEntry]
    /// How the mail to the contact came back.
    let bounces: BounceSummary?
    /// Every entry about consent, however far back.
    let consents: [ConsentEntry]
    let clock: WorkspaceClock
}
