package import Contacts
package import Tracking

/// Action M: puts a personal link for each contact into the document of the run.
package struct GenerateURLs: Action {
    /// The page to which the links lead, on a monitored site.
    package let address: WebAddress
    /// Whether nobody but the actor sees the document.
    package let isPrivate: Bool

    package init(_ address: WebAddress, isPrivate: Bool = false) {
        self.address = address
        self.isPrivate = isPrivate
    }

    package func effect(on state: WorkingState, in context: ActionContext) throws -> Effect {
        let document = context.documents[address] ?? .planned
        return try .setting(.document(document, isPrivate: isPrivate), to: .text(address.text), on: state)
    }
}
