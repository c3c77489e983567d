extension CardEdit {
    /// The longest value of a standard detail, in characters.
    static let maximumDetailLength = 1024

    /// The edit as it is carried out: texts without white space around them, and nothing in the place of empty ones.
    ///
    /// - Throws: `CardEditError` when a text is too long, holds what no database takes, or is missing.
    func checked() throws(CardEditError) -> CardEdit {
        switch self {
        case .field(.email, let text): .field(.email, text?.trimmed)
        case .field(let field, let text): .field(field, try Self.kept(text, field))
        case .detail(let name, let text):
            .detail(name, try Self.fitting(text, name.text, limit: Self.maximumDetailLength))
        case .addNote(let text, let isPrivate): .addNote(text: try Self.note(text), isPrivate: isPrivate)
        case .editNote(let id, let text, let isPrivate):
            .editNote(id, text: try Self.note(text), isPrivate: isPrivate)
        case .score(let score): .score(try Self.fitting(score))
        case .addTag(let name, let score): .addTag(name, score: try Self.fitting(score))
        case .emailStatus, .mobileStatus, .invalid, .monitored, .stopMonitoring, .state, .deleteTag, .deleteNote,
            .assignOwner, .removeOwner, .moveToStage, .stageValue, .removeFromFunnel, .remove, .restore:
            self
        }
    }

    private static func kept(_ text: String?, _ field: ProfileField) throws(CardEditError) -> String? {
        do throws(FieldValueError) {
            return try field.kept(text ?? "")
        } catch {
            switch error {
            case .tooLong(let limit, let actual): throw .tooLong(field.word, limit: limit, actual: actual)
            case .zeroCharacter: throw .zeroCharacter(field.word)
            case .birthday, .roundedNumber: throw .unfit(field, error)
            }
        }
    }

    private static func fitting(_ score: Int64) throws(CardEditError) -> Int64 {
        guard Contact.scores.contains(score) else { throw .score(Contact.scores) }
        return score
    }

    private static func note(_ text: String) throws(CardEditError) -> String {
        guard let text = try fitting(text, "note", limit: NoteDraft.maximumLength) else {
            throw CardEditError.emptyNote
        }
        return text
    }

    private static func fitting(_ text: String?, _ what: String, limit: Int) throws(CardEditError) -> String? {
        let trimmed = text?.trimmed ?? ""
        guard trimmed.count <= limit else { throw .tooLong(what, limit: limit, actual: trimmed.count) }
        guard !trimmed.utf8.contains(0) else { throw .zeroCharacter(what) }
        return trimmed.isEmpty ? nil : trimmed
    }
}
