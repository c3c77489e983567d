package import Contacts

/// A document: the personal links that one run made, to download as files.
///
/// It holds the contacts and not the text, so that a file never tells of somebody who is erased, nor an address that is no
/// longer the contact's.
package struct LinkDocument: Sendable, Hashable {
    package let id: DocumentID
    /// The run that made it.
    package let execution: Int64?
    package let name: String
    /// The page to which the links lead.
    package let address: String
    /// Whether nobody but its author may know of it.
    package let isPrivate: Bool
    /// The name of who made it, as the journal has it.
    package let author: String
    /// The user who made it; nothing where the operator of the machine did.
    package let user: UserID?
    /// When its run began, in milliseconds.
    package let createdAt: Int64
    /// Whether its run may still add links.
    package let isGrowing: Bool

    /// Whether somebody made it.
    package func isOf(_ actor: Actor) -> Bool {
        user == actor.user && (user != nil || author == actor.name)
    }

    /// Whether somebody may know of it.
    package func isVisible(to actor: Actor) -> Bool { !isPrivate || isOf(actor) }
}

/// Why a document cannot be had or changed.
package enum DocumentError: ExplainedError, Equatable {
    case unknown(String)
    /// Its run is not over.
    case growing(DocumentID, execution: Int64)
    /// The document of a run was deleted before the run was over.
    case gone
    case notOwn(DocumentID)
    case badDays
    case noFile(DocumentID, Int, files: Int)

    /// How many days documents can be kept.
    package static let days: ClosedRange<Int64> = 1...3650

    /// The error in words, with what to do.
    package var message: String {
        switch self {
        case .unknown(let text): "there is no document \(text): see \"kartoteka documents list\""
        case .growing(let id, let execution):
            "execution \(execution) still adds links to document \(id.number): wait until it is over, or cancel it"
        case .gone: "the document of this run was deleted: cancel the run and start a new one"
        case .notOwn(let id): "document \(id.number) is somebody else's: ask its author, a manager or an administrator"
        case .badDays:
            "documents are kept for \(Self.days.lowerBound) to \(Self.days.upperBound.grouped) days, or for good"
        case .noFile(let id, let number, let files):
            "document \(id.number) has \(files.counted("file")): there is no file \(number)"
        }
    }
}
