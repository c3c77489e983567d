import Contacts
import Foundation

/// The small forms of a card, each with an address of its own.
enum CardAction: String, CaseIterable, Sendable {
    case addTags = "add-tags"
    case deleteTag = "delete-tag"
    case setDetail = "set-detail"
    case deleteDetail = "delete-detail"
    case addNote = "add-note"
    case editNote = "edit-note"
    case deleteNote = "delete-note"
    case assignOwner = "assign-owner"
    case removeOwner = "remove-owner"
    case moveToStage = "move-to-stage"
    case stageValue = "stage-value"
    case leaveFunnel = "leave-funnel"
    case stopMonitoring = "stop-monitoring"
    case startMonitoring = "restore-monitoring"
    case remove
    case restore

    /// The part of the card to which the browser returns.
    var section: String {
        switch self {
        case .addTags, .deleteTag: "tags"
        case .setDetail, .deleteDetail: "details"
        case .addNote, .editNote, .deleteNote: "notes"
        case .assignOwner, .removeOwner: "owners"
        case .moveToStage, .stageValue, .leaveFunnel: "funnels"
        case .stopMonitoring, .startMonitoring: "visits"
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
        case .editNote: "Note changed."
        case .deleteNote: "Note deleted."
        case .assignOwner: "The owner is assigned."
        case .removeOwner: "The owner is removed."
        case .moveToStage: "The contact is on the stage."
        case .stageValue: "Value saved."
        case .leaveFunnel: "The contact has left the funnel."
        case .stopMonitoring: "Visits of the contact are no longer stored."
        case .startMonitoring: "Visits of the contact are stored again."
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
            let note = try NoteForm(fields).checked()
            return [.addNote(text: note.text, isPrivate: note.isPrivate)]
        case .editNote:
            let note = try NoteForm(fields).checked()
            guard let id = note.id else { throw CardEditError.notAuthor }
            return [.editNote(id, text: note.text, isPrivate: note.isPrivate)]
        case .deleteNote:
            guard let id = NoteForm(fields).id else { throw CardEditError.notAuthor }
            return [.deleteNote(id)]
        case .assignOwner:
            guard let user = Self.user(fields), let level = OwnerLevel(word: fields["level"]) else {
                throw CardActionError.owner
            }
            return [.assignOwner(user, level)]
        case .removeOwner:
            guard let user = Self.user(fields) else { throw CardActionError.owner }
            return [.removeOwner(user)]
        case .moveToStage:
            let parts = fields["place"].split(separator: ".").compactMap { Int64($0) }
            guard parts.count == 2 else { throw CardActionError.stage }
            return [.moveToStage(FunnelID(parts[0]), StageID(parts[1]))]
        case .stageValue:
            let text = fields["worth"].filter { !$0.isWhitespace }
            guard let funnel = Self.funnel(fields) else { throw CardActionError.stage }
            guard !text.isEmpty else { return [.stageValue(funnel, nil)] }
            guard let value = Int64(text) else { throw CardEditError.stageValue(ContactStage.values) }
            return [.stageValue(funnel, value)]
        case .leaveFunnel:
            guard let funnel = Self.funnel(fields) else { throw CardActionError.stage }
            return [.removeFromFunnel(funnel)]
        case .stopMonitoring: return [.stopMonitoring]
        case .startMonitoring: return [.monitored(true)]
        case .remove: return [.remove]
        case .restore: return [.restore]
        }
    }

    private static func funnel(_ fields: FormFields) -> FunnelID? { Int64(fields["funnel"]).map(FunnelID.init) }

    private static func user(_ fields: FormFields) -> UserID? { Int64(fields["user"]).map(UserID.init) }
}

/// Why a small form of a card is refused.
enum CardActionError: Error, Equatable {
    case score
    case emptyDetail
    case noteTooLong(Int)
    case owner
    case stage
}

/// An error that the card itself tells, beside what was typed.
protocol CardRefusal: ExplainedError {}

extension CardActionError: CardRefusal {
    var message: String {
        switch self {
        case .score: "a score is a whole number, such as 10"
        case .owner: "choose the user and the level from the lists"
        case .stage: "choose a stage from the list"
        case .emptyDetail: "a detail needs a value; to take it away, delete it"
        case .noteTooLong(let actual):
            "the note has \(actual.grouped) characters: use at most \(NoteDraft.maximumLength.grouped)"
        }
    }
}

extension CardEditError: CardRefusal {}

extension TagNameError: CardRefusal {}

extension DetailNameError: CardRefusal {}
