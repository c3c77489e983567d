import Access
import Bitmaps
import Contacts
import Storage

/// Writes what waited with a sign-up for its confirmation, inside the transaction of the click.
///
/// The form changes a contact only as far as the author of the version may at that moment. What people do themselves
/// needs no author: they come back, and submit.
struct WaitingChangesWriter {
    private let signUp: SignUp
    private let formName: String
    private let definition: FormDefinition
    private let door: Door

    init(_ signUp: SignUp, form: String, _ definition: FormDefinition, _ door: Door) {
        self.signUp = signUp
        formName = form
        self.definition = definition
        self.door = door
    }

    /// Writes it; the journal is left to the caller.
    ///
    /// The contact must be locked.
    ///
    /// - Returns: The contact as it is then.
    /// - Throws: `StorageError`.
    func write(to contact: Contact) throws -> Contact {
        if let removedAt = contact.removedAt { try restore(contact, removedAt: removedAt) }
        if let answers = signUp.answers, signUp.pending != .none {
            try write(answers, to: contact)
            try SubmittedActivity(form: formName, at: door.now).write(for: signUp.number, door, cause: cause)
        }
        return try ContactReader(door.connection).contact(signUp.number) ?? contact
    }

    private var cause: Cause { Cause(.form, id: signUp.form.number, text: formName, actor: "form") }

    private func write(_ answers: KeptAnswers, to contact: Contact) throws {
        let connection = door.connection
        let owners = try ContactReader(connection).owners(of: signUp.number)
        let rows = SignUpRows(connection)
        // An older sign-up that is confirmed late does not undo a newer one.
        let overwrites = try definition.overwrites && !rows.hasLaterConfirmation(than: signUp)
        let card = FilledCard(signUp.number, definition, overwrites: overwrites, facets: door.facets, now: door.now)
        // A team member who took the bare contact over meanwhile made it a contact like any other.
        if signUp.pending == .newContact, owners.isEmpty {
            let changes = try card.changes(answers) + firstOwner() + firstState(of: contact, overwrites: overwrites)
            try door.write(ChangeSet(changes: changes), cause: cause)
        } else if try FormReader(connection).author(of: signUp.form, version: signUp.version).may(.edit, owners) {
            try door.write(ChangeSet(changes: try card.changes(answers)), cause: cause)
        }
    }

    private func firstOwner() throws -> [Change] {
        guard let owner = try definition.newOwner(door.connection) else { return [] }
        let owners = FacetValue.owners(OwnerList(main: owner, since: door.now))
        return [Change(.owners, [signUp.number], from: .same(.owners(OwnerList())), to: .same(owners))]
    }

    /// The state of new contacts, which a form that overwrites has set already.
    private func firstState(of contact: Contact, overwrites: Bool) -> [Change] {
        guard !overwrites, let wanted = definition.state, contact.state == .prospect, wanted != .prospect else {
            return []
        }
        let old = FacetValue.integer(contact.state.rawValue)
        return [Change(.state, [signUp.number], from: .same(old), to: .same(.integer(wanted.rawValue)))]
    }

    /// Brings a deleted contact back, opted out: what it agreed to before it was deleted counts no more.
    private func restore(_ contact: Contact, removedAt: Int64) throws {
        try SignUpRows(door.connection).endLinks(of: contact.number, madeUntil: removedAt, at: door.now)
        var changes = [Change(.removed, [contact.number], from: .same(.integer(removedAt)), to: .same(.none))]
        for channel in MarketingChannel.allCases where contact.status(on: channel) == .optedIn {
            changes.append(Change(channel.facet, [contact.number], from: .same(.yes), to: .same(.no)))
        }
        let words = "a deleted contact came back, opted out but for what it confirmed"
        let evidence = Evidence(version: signUp.version, text: words)
        try door.write(ChangeSet(changes: changes + [.evidence(evidence, for: contact.number)]), cause: cause)
    }
}
