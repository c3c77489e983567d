import Bitmaps
import Contacts

/// The activity of a sign-up on the card, with its points.
struct SubmittedActivity {
    let form: String
    /// When the form was submitted or confirmed, in milliseconds.
    let at: Int64

    /// Writes both; the journal is left to the caller.
    ///
    /// The contact must be locked.
    func write(for number: UInt32, _ door: Door, cause: Cause) throws {
        let draft = ActivityDraft(subject: form, at: at)
        let activity = Change(.activity(.formSubmitted), [number], from: .same(.none), to: .same(.activity(draft)))
        let points = try ScoringPoints(door.connection).points(for: .formSubmitted)
        let score = try ScoringPoints.change(adding: [number: points], reading: door.facets)
        try door.write(ChangeSet(changes: [activity] + [score].compactMap(\.self)), cause: cause)
    }
}
