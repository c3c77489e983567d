import Contacts

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

    struct NoteItem: Sendable {
        let noteText: String
        let author: String
        let isPrivate: Bool
        let written: Moment
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
    let consents: [ConsentEntry]
    let timeline: [TimelineItem]
    /// How many entries of the timeline a card shows at first.
    static let timelineLimit = 50
    let wholeTimelineAddress: String?
    let noteLimit: Int

    var title: String { heading }
    var area: Area? { .contacts }

    /// Describes a card.
    ///
    /// - Parameters:
    ///   - card: What was read about the contact.
    ///   - form: What stands in the form, and what is wrong with it.
    ///   - actor: Who looks.
    ///   - timelineLimit: How many entries of the timeline are shown.
    init(_ card: CardContents, form: CardFormPart? = nil, actor: Actor, timelineLimit: Int = CardPage.timelineLimit) {
        let contact = card.contact
        let clock = card.clock
        path = "/contacts/\(contact.id)"
        heading = contact.fields[.name] ?? contact.email
        email = contact.email
        mark = StatusMark(contact)
        isRemoved = contact.removedAt != nil
        facts = Self.facts(contact, clock)
        tags = card.tags.map {
            Tag(tagName: $0.name.text, tagScore: $0.score.grouped, added: clock.moment($0.addedAt))
        }
        details = card.details.map { Detail(detailName: $0.name.text, detailValue: $0.value) }
        notes = card.notes.map {
            NoteItem(noteText: $0.text, author: $0.author, isPrivate: $0.isPrivate, written: clock.moment($0.createdAt))
        }
        self.form = form ?? CardFormPart(CardForm(contact), version: contact.modifiedAt)
        consents = card.consents.compactMap { ConsentEntry($0, clock) }
        let visible = Dictionary(uniqueKeysWithValues: card.notes.map { ($0.id, $0.text) })
        timeline = card.timeline.prefix(timelineLimit).map {
            TimelineItem($0, reader: actor.name, notes: visible, clock)
        }
        wholeTimelineAddress =
            card.timeline.count > timelineLimit ? "/contacts/\(contact.id)?timeline=all#timeline" : nil
        noteLimit = NoteDraft.maximumLength
    }

    private static func facts(_ contact: Contact, _ clock: WorkspaceClock) -> [Entry] {
        var facts = [
            Entry(caption: "State", entry: contact.state.word),
            Entry(caption: "Score", entry: contact.score.grouped),
            Entry(
                caption: "E-mail status",
                entry: contact.emailStatus.label + (contact.isInvalid ? ", address invalid" : "")
            ),
            Entry(caption: "Mobile status", entry: contact.mobileStatus.label),
            Entry(caption: "Monitoring", entry: contact.isMonitored ? "monitored (M)" : "not monitored (N)"),
        ]
        for field in ProfileField.allCases where field != .name {
            if let value = contact.fields[field] { facts.append(Entry(caption: field.label, entry: value)) }
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
    let tags: [ContactTag]
    let details: [ContactDetail]
    let notes: [Note]
    /// The latest entries: one more than is shown, where there are more.
    let timeline: [TimelineEntry]
    /// Every entry about consent, however far back.
    let consents: [TimelineEntry]
    let clock: WorkspaceClock
}
