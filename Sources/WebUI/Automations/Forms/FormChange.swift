/// What a button of a form asks for: rows more, fewer or in another order.
struct FormChange: Sendable, Equatable {
    enum Kind: String, Sendable {
        case add, remove, up, down
    }

    let kind: Kind
    /// What to add, or the key of the row that is meant.
    let subject: String

    init?(word: String) {
        let parts = word.split(separator: ".", maxSplits: 1).map(String.init)
        guard parts.count == 2, let kind = Kind(rawValue: parts[0]) else { return nil }
        self.kind = kind
        subject = parts[1]
    }

    /// Carries it out on rows that are told apart by a key.
    ///
    /// - Parameters:
    ///   - rows: The rows.
    ///   - key: Tells them apart.
    func apply<Row>(to rows: inout [Row], by key: (Row) -> String) {
        guard let index = rows.firstIndex(where: { key($0) == subject }) else { return }
        switch kind {
        case .add: break
        case .remove: rows.remove(at: index)
        case .up: if index > 0 { rows.swapAt(index, index - 1) }
        case .down: if index < rows.count - 1 { rows.swapAt(index, index + 1) }
        }
    }

    /// A key that no other row of the form has.
    static func newKey() -> String {
        var generator = SystemRandomNumberGenerator()
        return "x" + String(generator.next() as UInt32, radix: 36)
    }
}
