/// The consent record of a contact as a document that leaves the program.
package struct ConsentDocument: Encodable, Sendable {
    package struct Entry: Encodable, Sendable {
        /// `email`, `mobile` or `address`.
        let subject: String
        /// `granted`, `withdrawn` or `absent`.
        let verdict: String
        let at: String
        /// Through what, such as `import` or `confirmation`.
        let source: String
        let sourceNumber: Int64?
        let sourceName: String?
        let actor: String
        let evidence: Evidence?
        /// The words that the person was shown.
        let wording: String?
    }

    let contact: String
    let email: String
    let emailStatus: String
    let mobileStatus: String
    /// The latest first.
    let record: [Entry]

    package init(_ contact: Contact, _ entries: [ConsentEntry]) {
        self.contact = contact.id.description
        email = contact.email
        emailStatus = contact.status.rawValue
        mobileStatus = contact.mobileStatus.label
        record = entries.map {
            Entry(
                subject: $0.subject.rawValue,
                verdict: $0.verdict.rawValue,
                at: $0.at.instant,
                source: $0.cause.kind.rawValue,
                sourceNumber: $0.cause.id,
                sourceName: $0.cause.text,
                actor: $0.cause.actor,
                evidence: $0.evidence,
                wording: $0.wording
            )
        }
    }
}
