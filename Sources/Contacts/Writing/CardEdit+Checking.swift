import Foundation

extension CardEdit {
    /// The longest value of a standard detail, in characters.
    static let maximumDetailLength = 1024

    /// The edit as it is carried out: texts without white space around them, and nothing in the place of empty ones.
    ///
    /// - Throws: `CardEditError` when a text is too long, holds what no database takes, or is missing.
    func checked() throws(CardEditError) -> CardEdit {
        switch self {
        case .field(.email, let text): .field(.email, text?.trimmed)
        case .field(let field, let text): .field(field, try Self.fitting(text, field.word, limit: field.maximumLength))
        case .detail(let name, let text):
            .detail(name, try Self.fitting(text, name.text, limit: Self.maximumDetailLength))
        case .addNote(let text, let isPrivate): .addNote(text: try Self.note(text), isPrivate: isPrivate)
        case .editNote(let id, let text, let isPrivate):
            .editNote(id, text: try Self.note(text), isPrivate: isPrivate)
        case .emailStatus, .mobileStatus, .invalid, .monitored, .stopMonitoring, .state, .score, .addTag, .deleteTag,
            .deleteNote, .assignOwner, .removeOwner, .moveToStage, .stageValue, .removeFromFunnel, .remove, .restore:
            self
        }
    }

    private static func note(_ text: String) throws(CardEditError) -> String {
        guard let text = try fitting(text, "note", limit: NoteDraft.maximumLength) else {
            throw CardEditError.emptyNote
        }
        return text
    }

    private static func fitting(_ text: String?, _ what: String, limit: Int) throws(CardEditError) -> String? {
        let trimmed = text?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
        guard trimmed.count <= limit else { throw .tooLong(what, limit: limit, actual: trimmed.count) }
        guard !trimmed.utf8.contains(0) else { throw .zeroCharacter(what) }
        return trimmed.isEmpty ? nil : trimmed
    }
}
