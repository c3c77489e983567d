import Selections
import TestSupport

extension SelectionWorld {
    /// Saves a segment; each may use those that stand before it among the names, so that there is no cycle.
    mutating func changeSegment() async throws {
        let place = random.int(0...(ContactWords.segments.count - 1))
        let name = ContactWords.segments[place]
        var maker = RandomCriterion(vocabulary: .hitting(emails: []), maximumDepth: 2)
        maker.vocabulary.segments = ContactWords.segments.prefix(place).filter { model.segments[$0.modelFolded] != nil }
        let selection = maker.makeSelection(using: &random)
        if model.segments[name.modelFolded] == nil {
            try await segmentStore.create(name, selection)
        } else {
            try await segmentStore.update(name, selection)
        }
        model.segments[name.modelFolded] = selection.criterion
    }
}
