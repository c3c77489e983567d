import Bitmaps
package import Storage

/// Creates and edits single contacts.
package struct CardEditing: Sendable {
    private let database: any Database
    private let time: TimeSource

    package init(_ database: any Database, time: TimeSource) {
        self.database = database
        self.time = time
    }

    /// Creates a contact, whose main owner is who enters it unless it names another.
    ///
    /// - Parameters:
    ///   - contact: What it begins with.
    ///   - source: Where its consent comes from, in the words of who enters it.
    ///   - actor: Who enters it.
    /// - Returns: The public id of the contact.
    /// - Throws: `CardEditError.emailTaken` when another contact has the address, `CardEditError.cannotAdd` when the
    ///   actor does not see the whole base, so that no refusal tells of contacts out of reach.
    package func create(_ contact: NewContact, source: String? = nil, actor: Actor) async throws -> ContactID {
        guard actor.reach == .everybody else { throw CardEditError.cannotAdd }
        let now = time.now
        var contact = contact
        if contact.owners.isEmpty, let user = actor.user { contact.owners = OwnerList(main: user, since: now) }
        try await whereAddressesCollide { [contact] connection in
            let door = Door(connection, now: now)
            if let holder = try ContactReader(connection).number(of: contact.email) {
                throw CardEditError.emailTaken(contact.email.text, by: holder)
            }
            try door.commit(ChangeSet(created: [contact]), cause: Cause(.card, text: source, actor: actor.name))
        }
        return contact.id
    }

    /// Carries out edits of one contact, all of them or none.
    ///
    /// - Parameters:
    ///   - id: The contact.
    ///   - edits: What to change, in order.
    ///   - source: Where a new consent comes from, in the words of who enters it.
    ///   - actor: Who edits.
    /// - Throws: `CardEditError` when the contact is gone or out of reach, the actor lacks a right, or a value is
    ///   refused.
    package func edit(_ id: ContactID, _ edits: [CardEdit], source: String? = nil, actor: Actor) async throws {
        let now = time.now
        try await whereAddressesCollide { connection in
            let reader = ContactReader(connection)
            guard let number = try reader.number(of: id, visibleTo: actor) else { throw CardEditError.unknownContact }
            let door = Door(connection, now: now)
            try door.lock([Bucket(containing: number)])
            // Who held the lock may have deleted the contact, or taken it away from the actor.
            guard try reader.number(of: id, visibleTo: actor) == number else { throw CardEditError.unknownContact }
            let owners = try reader.owners(of: number)
            if let refused = edits.map(\.right).first(where: { !actor.may($0, owners) }) {
                throw CardEditError.forbidden(refused)
            }
            let card = EditedCard(number, reader: reader, facets: door.facets, actor: actor, now: now)
            var set = ChangeSet()
            for edit in edits { set.changes += try card.carryOut(edit) }
            try door.commit(set, cause: Cause(.card, text: source, actor: actor.name))
        }
    }

    /// Writes, and once more after a conflict.
    ///
    /// Somebody else may take an address between the check and the commit; the second attempt sees who has it.
    private func whereAddressesCollide(_ body: @escaping @Sendable (any Connection) throws -> Void) async throws {
        do {
            try await database.write(body)
        } catch let error as StorageError where error.code == .conflict {
            try await database.write(body)
        }
    }
}

/// Why an edit is refused.
package enum CardEditError: Error, Equatable {
    case unknownContact
    case emailTaken(String, by: UInt32)
    case tooLong(String, limit: Int, actual: Int)
    case unfit(ProfileField, FieldValueError)
    case score(ClosedRange<Int64>)
    /// Somebody put a zero character into a text, which no database takes.
    case zeroCharacter(String)
    case emptyNote
    /// Only who sees the whole base adds contacts.
    case cannotAdd
    /// Only who sees the whole base changes e-mail addresses.
    case addressFixed
    case forbidden(ContactRight)
    /// The note is not there, or it is somebody else's.
    case notAuthor
    case ownerRule(OwnerRuleError)
    case unknownStage
    /// Only a contact in a funnel is worth something in it.
    case notInFunnel
    case stageValue(ClosedRange<Int64>)
}
