extension TagNameError {
    /// The problem in words, without the name.
    package var problem: String {
        switch self {
        case .empty: "it is empty"
        case .comma: "a comma would split it"
        case .tooLong(let limit, let actual): "it has \(actual) characters, the limit is \(limit)"
        }
    }
}

extension DetailNameError {
    /// The problem in words, without the name.
    package var problem: String {
        switch self {
        case .empty: "it is empty"
        case .tooLong(let limit, let actual): "it has \(actual) characters, the limit is \(limit)"
        }
    }
}
