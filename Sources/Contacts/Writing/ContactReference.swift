import Bitmaps
import Storage

/// How somebody from outside names one contact.
package enum ContactReference: Sendable, Hashable, CustomStringConvertible {
    case id(ContactID)
    case email(EmailAddress)

    package var description: String {
        switch self {
        case .id(let id): id.description
        case .email(let email): email.text
        }
    }
}

/// Why somebody cannot do something with a contact that they name.
package enum ContactReferenceError: ExplainedError, Equatable {
    /// No contact within reach has the id or the address.
    case unknown(ContactReference)
    /// The actor sees the contact, and may not do this with it.
    case forbidden(ContactRight, ContactReference)

    /// The error in words, with what to do.
    package var message: String {
        switch self {
        case .unknown(.email(let email)):
            "there is no contact \(email.text): check the address, or add the contact first"
        case .unknown(.id(let id)): "there is no contact \(id): check the id"
        case .forbidden(let right, let contact): "\(CardEditError.forbidden(right).message): \(contact)"
        }
    }
}

extension ContactReader {
    /// The number of the contact that a reference names, whoever may see it.
    package func number(of reference: ContactReference) throws -> UInt32? {
        switch reference {
        case .id(let id): try number(of: id)
        case .email(let email): try number(of: email)
        }
    }

    /// The contact that a reference names, for somebody within whose reach it is.
    ///
    /// A contact out of reach is as good as none.
    package func contact(_ reference: ContactReference, visibleTo actor: Actor) throws -> Contact? {
        guard let number = try number(of: reference), actor.may(.see, try owners(of: number)) else { return nil }
        return try contact(number)
    }
}

extension Door {
    /// The contact that a reference names, which nobody else changes until the transaction ends.
    ///
    /// - Parameters:
    ///   - reference: The contact.
    ///   - right: What the actor wants to do with it.
    ///   - actor: Who acts; a contact out of reach is as good as none.
    /// - Returns: The contact as it is under the lock.
    /// - Throws: `ContactReferenceError`, `StorageError`.
    package func contact(_ reference: ContactReference, for right: ContactRight, actor: Actor) throws -> Contact {
        let reader = ContactReader(connection)
        guard let number = try lockedNumber(reference, reader) else { throw ContactReferenceError.unknown(reference) }
        let owners = try reader.owners(of: number)
        guard actor.may(.see, owners), let contact = try reader.contact(number) else {
            throw ContactReferenceError.unknown(reference)
        }
        guard actor.may(right, owners) else { throw ContactReferenceError.forbidden(right, reference) }
        return contact
    }

    /// Until the lock is ours somebody may delete the contact or give its address to another, so it is looked up again.
    private func lockedNumber(_ reference: ContactReference, _ reader: ContactReader) throws -> UInt32? {
        var locked: Set<Bucket> = []
        while let number = try reader.number(of: reference) {
            let bucket = Bucket(containing: number)
            if locked.contains(bucket) { return number }
            try lock([bucket])
            locked.insert(bucket)
        }
        return nil
    }
}
