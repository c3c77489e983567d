package import Contacts
package import Executions

/// A preview as JSON shows it, in the API and on the command line.
package struct PreviewDocument: Encodable, Sendable {
    struct Sample: Encodable, Sendable {
        let id: String
        let email: String
        let changes: [SampleChangeDocument]
    }

    struct SampleChangeDocument: Encodable, Sendable {
        let subject: String
        let before: String
        let after: String
    }

    let contacts: Int
    let actions: [ActionDocument]
    let samples: [Sample]

    /// Describes a preview.
    ///
    /// - Parameters:
    ///   - preview: The preview.
    ///   - words: Puts a change into words for who reads it.
    package init(_ preview: Preview, words: (SampleChange) -> ChangeWords) {
        contacts = preview.contacts
        actions = preview.actions.map { ActionDocument($0.action, $0.outcome) }
        samples = preview.samples.map { sample in
            Sample(
                id: sample.contact.id.description,
                email: sample.contact.email,
                changes: sample.changes.map { change in
                    let words = words(change)
                    return SampleChangeDocument(subject: words.subject, before: words.before, after: words.after)
                }
            )
        }
    }
}
