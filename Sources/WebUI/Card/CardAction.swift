import Contacts
import Foundation

/// The small forms of a card, each with an address of its own.
enum CardAction: String, CaseIterable, Sendable {
    case addTags = "add-tags"
    case deleteTag = "delete-tag"
    case setDetail = "set-detail"
    case deleteDetail = "delete-detail"
    case addNote = "add-note"
    case remove
    case restore

    /// The part of the card to which the browser returns.
    var section: String {
        switch self {
        case .addTags, .deleteTag: "tags"
        case .setDetail, .deleteDetail: "details"
        case .addNote: "notes"
        case .remove, .restore: "main"
        }
    }

    /// What the card says afterwards.
    var done: String {
        switch self {
        case .addTags: "Tags added."
        case .deleteTag: "Tag deleted."
        case .setDetail: "Detail saved."
        case .deleteDetail: "Detail deleted."
        case .addNote: "Note added."
        case .remove: "The contact is deleted: it gets no messages and has left the lists. You can restore it here."
        case .restore: "The contact is restored."
        }
    }

    /// Reads the form.
    ///
    /// - Throws: `CardRefusal` when a value is unfit.
    func edits(_ fields: FormFields) throws -> [CardEdit] {
        switch self {
        case .addTags:
            let score = fields["score"].isEmpty ? 1 : Int32(fields["score"])
            guard let score else { throw CardActionError.score }
            let names = fields["names"].split(separator: ",").filter { !$0.allSatisfy(\.isWhitespace) }
            guard !names.isEmpty else { throw TagNameError.empty }
            return try names.map { .addTag(try TagName(String($0)), score: Int64(score)) }
        case .deleteTag: return [.deleteTag(TagName(stored: fields.all("tag").first ?? ""))]
        case .setDetail:
            guard !fields["value"].isEmpty else { throw CardActionError.emptyDetail }
            return [.detail(try DetailName(fields["name"]), fields["value"])]
        case .deleteDetail: return [.detail(DetailName(stored: fields.all("name").first ?? ""), nil)]
        case .addNote:
            let text = fields["text"].replacing("\r\n", with: "\n")
            guard text.count <= NoteDraft.maximumLength else { throw CardActionError.noteTooLong(text.count) }
            return [.addNote(text: text, isPrivate: fields["private"] == "yes")]
        case .remove: return [.remove]
        case .restore: return [.restore]
        }
    }
}

/// Why a small form of a card is refused.
enum CardActionError: Error, Equatable {
    case score
    case emptyDetail
    case noteTooLong(Int)
}

/// An error that the card itself tells, beside what was typed.
protocol CardRefusal: Error {
    var message: String { get }
}

extension CardActionError: CardRefusal {
    var message: String {
        switch self {
        case .score: "a score is a whole number, such as 10"
        case .emptyDetail: "a detail needs a value; to take it away, delete it"
        case .noteTooLong(let actual):
            "the note has \(actual.grouped) characters: use at most \(NoteDraft.maximumLength.grouped)"
        }
    }
}

extension CardEditError: CardRefusal {}

extension TagNameError: CardRefusal {}

extension DetailNameError: CardRefusal {}
