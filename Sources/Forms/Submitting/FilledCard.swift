import Bitmaps
import Contacts

/// A contact on whose card the confirmed answers of a form are written.
struct FilledCard {
    private let number: UInt32
    private let state: WorkingState
    private let form: FormDefinition
    private let overwrites: Bool
    private let now: Int64

    init(_ number: UInt32, _ form: FormDefinition, overwrites: Bool, facets: any FacetReader, now: Int64) {
        self.number = number
        self.form = form
        self.overwrites = overwrites
        self.now = now
        state = WorkingState([number], reader: facets)
    }

    /// What the answers change: neither address, score, owners nor consent, and what is known only where the form says so.
    func changes(_ answers: KeptAnswers) throws -> [Change] {
        var changes: [Change] = []
        for (field, text) in answers.fields.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            changes += try fill(.field(field), .text(text), overwriting: overwrites)
        }
        let details = form.details.merging(answers.details) { _, answered in answered }
        for (name, text) in details.sorted(by: { $0.key < $1.key }) {
            changes += try fill(.detail(name), .text(text), overwriting: overwrites)
        }
        for (name, score) in form.tags.sorted(by: { $0.key < $1.key }) {
            changes += try fill(.tag(name), .tag(score: score, addedAt: now), overwriting: false)
        }
        if overwrites, let wanted = form.state {
            changes += try fill(.state, .integer(wanted.rawValue), overwriting: true)
        }
        return changes
    }

    private func fill(_ facet: Facet, _ value: FacetValue, overwriting: Bool) throws -> [Change] {
        let old = try state.values(of: facet).first ?? .none
        guard old != value, overwriting || old == .none else { return [] }
        return [Change(facet, [number], from: .same(old), to: .same(value))]
    }
}
