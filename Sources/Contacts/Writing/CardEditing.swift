import Bitmaps
import Foundation
package import Storage

/// Creates and edits single contacts.
package struct CardEditing: Sendable {
    private let database: any Database
    private let time: TimeSource

    package init(_ database: any Database, time: TimeSource) {
        self.database = database
        self.time = time
    }

    /// Creates a contact.
    ///
    /// - Parameters:
    ///   - contact: What it begins with.
    ///   - source: Where its consent comes from, in the words of who enters it.
    ///   - actor: Who enters it.
    /// - Returns: The public id of the contact.
    /// - Throws: `CardEditError.emailTaken` when another contact has the address.
    package func create(_ contact: NewContact, source: String? = nil, actor: String) async throws -> ContactID {
        let now = time.now
        try await whereAddressesCollide { connection in
            let door = Door(connection, now: now)
            if let holder = try ContactReader(connection).number(of: contact.email) {
                throw CardEditError.emailTaken(contact.email.text, by: holder)
            }
            try door.commit(ChangeSet(created: [contact]), cause: Cause(.card, text: source, actor: actor))
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
    /// - Throws: `CardEditError` when the contact is gone or a value is refused.
    package func edit(_ id: ContactID, _ edits: [CardEdit], source: String? = nil, actor: String) async throws {
        let now = time.now
        try await whereAddressesCollide { connection in
            let reader = ContactReader(connection)
            guard let number = try reader.number(of: id) else { throw CardEditError.unknownContact }
            let door = Door(connection, now: now)
            try door.lock([Bucket(containing: number)])
            // Who held the lock may have deleted the contact.
            guard try reader.number(of: id) == number else { throw CardEditError.unknownContact }
            let state = WorkingState([number], reader: door.facets)
            var set = ChangeSet()
            for edit in edits {
                let changes = try self.changes(edit, of: number, state, reader, actor: actor, now: now)
                try state.apply(changes)
                set.changes += changes
            }
            try door.commit(set, cause: Cause(.card, text: source, actor: actor))
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

    private func changes(
        _ edit: CardEdit,
        of number: UInt32,
        _ state: WorkingState,
        _ reader: ContactReader,
        actor: String,
        now: Int64
    ) throws -> [Change] {
        func set(_ facet: Facet, _ value: FacetValue) throws -> [Change] {
            let old = try state.values(of: facet)
            guard old.first != value else { return [] }
            return [Change(facet, [number], from: Change.Values(old), to: .same(value))]
        }
        switch edit {
        case .field(.email, let text):
            let email = try EmailAddress(text ?? "")
            if let holder = try reader.number(of: email), holder != number {
                throw CardEditError.emailTaken(email.text, by: holder)
            }
            // The mark belongs to the address that bounced, not to the person.
            let address = try set(.field(.email), .text(email.text))
            return try address.isEmpty ? [] : address + set(.invalid, .no)
        case .field(let field, let text): return try set(.field(field), checked(text, field))
        case .emailStatus(let status): return try set(.emailStatus, .integer(status.rawValue))
        case .mobileStatus(let status): return try set(.mobileStatus, .integer(status.rawValue))
        case .invalid(let flag): return try set(.invalid, flag ? .yes : .no)
        case .monitored(let flag): return try set(.monitored, flag ? .yes : .no)
        case .state(let new): return try set(.state, .integer(new.rawValue))
        case .score(let score): return try set(.score, .integer(score))
        case .addTag(let name, let score):
            guard try state.values(of: .tag(name)).first == FacetValue.none else { return [] }
            return try set(.tag(name), .tag(score: score, addedAt: now))
        case .deleteTag(let name): return try set(.tag(name), .none)
        case .detail(let name, let value):
            let text = value?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
            guard text.count <= 1024 else { throw CardEditError.tooLong(name.text, limit: 1024, actual: text.count) }
            return try set(.detail(name), text.isEmpty ? .none : .text(text))
        case .addNote(let text, let isPrivate):
            let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
            guard !trimmed.isEmpty else { throw CardEditError.emptyNote }
            let note = NoteDraft(text: trimmed, isPrivate: isPrivate, author: actor)
            return [Change(.note, [number], from: .same(.none), to: .same(.note(note)))]
        case .remove: return try state.values(of: .removed).first == FacetValue.none ? set(.removed, .integer(now)) : []
        case .restore: return try set(.removed, .none)
        }
    }

    private func checked(_ text: String?, _ field: ProfileField) throws -> FacetValue {
        let trimmed = text?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
        guard trimmed.count <= field.maximumLength else {
            throw CardEditError.tooLong(field.word, limit: field.maximumLength, actual: trimmed.count)
        }
        return trimmed.isEmpty ? .none : .text(trimmed)
    }
}

/// Why an edit is refused.
package enum CardEditError: Error, Equatable {
    case unknownContact
    case emailTaken(String, by: UInt32)
    case tooLong(String, limit: Int, actual: Int)
    case emptyNote
}
