package import Actions
package import Contacts

/// What a plan would do at this moment.
package struct Preview: Sendable {
    /// How many contacts the selection has.
    package let contacts: Int
    package let actions: [ActionPreview]
    /// Some of the contacts that would change.
    package let samples: [SampleContact]
}

/// What one action of a plan would do.
package struct ActionPreview: Sendable, Hashable {
    package let action: PlannedAction
    package let outcome: Outcome
}

/// A contact and how it would change.
package struct SampleContact: Sendable, Hashable {
    package let contact: Contact
    package let changes: [SampleChange]
}

/// One facet before and after.
package struct SampleChange: Sendable, Hashable {
    package let facet: Facet
    package let old: FacetValue
    package let new: FacetValue

    package init(facet: Facet, old: FacetValue, new: FacetValue) {
        self.facet = facet
        self.old = old
        self.new = new
    }
}
