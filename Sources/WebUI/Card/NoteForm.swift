import Contacts

/// A note as somebody typed it.
struct NoteForm: Sendable, Equatable {
    /// The note that gets another text; nothing for a new one.
    let id: Int64?
    let text: String
    let isPrivate: Bool

    init(_ fields: FormFields) {
        id = Int64(fields["note"])
        text = fields["text"].replacing("\r\n", with: "\n")
        isPrivate = fields["private"] == "yes"
    }

    /// The note, if it is neither empty nor too long.
    ///
    /// - Throws: `CardRefusal`.
    func checked() throws -> NoteForm {
        guard !text.isEmpty else { throw CardEditError.emptyNote }
        guard text.count <= NoteDraft.maximumLength else { throw CardActionError.noteTooLong(text.count) }
        return self
    }
}

/// A note on a card.
struct NoteItem: Sendable {
    let noteID: String
    let noteText: String
    let author: String
    let isPrivate: Bool
    let written: Moment
    let edited: Moment?
    /// Whether whoever looks wrote it, and may change it.
    let isOwn: Bool
    /// Whether its form is open, because something in it must be corrected.
    let isOpen: Bool
    let typedText: String
    let typedPrivate: Bool
    let typedLimit: Int

    init(_ note: Note, typed: NoteForm?, reader: Actor, mayEdit: Bool, clock: WorkspaceClock) {
        let typed = typed?.id == note.id ? typed : nil
        noteID = "\(note.id)"
        noteText = note.text
        author = note.author
        isPrivate = note.isPrivate
        written = clock.moment(note.createdAt)
        edited = note.editedAt.map(clock.moment)
        isOwn = mayEdit && note.author == reader.name
        isOpen = typed != nil
        typedText = typed?.text ?? note.text
        typedPrivate = typed?.isPrivate ?? note.isPrivate
        typedLimit = NoteDraft.maximumLength
    }
}
