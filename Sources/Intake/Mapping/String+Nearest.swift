import Contacts

extension String {
    /// The candidate that is most like the text, where one is alike enough to be meant.
    func nearest(in candidates: [String]) -> String? {
        let best = candidates.map { (text: $0, distance: editDistance(to: $0)) }.min { $0.distance < $1.distance }
        guard let best, best.distance <= Swift.max(2, count / 3) else { return nil }
        return best.text
    }

    /// How many letters must be put in, taken out or changed, without regard to case.
    private func editDistance(to other: String) -> Int {
        let left = Array(folded)
        let right = Array(other.folded)
        var previous = Array(0...right.count)
        for (row, letter) in left.enumerated() {
            var current = [row + 1]
            for (column, otherLetter) in right.enumerated() {
                let change = previous[column] + (letter == otherLetter ? 0 : 1)
                current.append(Swift.min(change, previous[column + 1] + 1, current[column] + 1))
            }
            previous = current
        }
        return previous[right.count]
    }
}
