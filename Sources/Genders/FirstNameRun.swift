/// First names that stand side by side, such as “Jan Maria”: the first counts.
struct FirstNameRun {
    let gender: Gender

    /// Decides by names that are all first names.
    ///
    /// - Parameter names: At least one. Further ones must be of the same sex, or be “Maria” behind a man's name.
    init(_ names: some Collection<NameWord>) {
        let first = names.first?.marks.gender ?? .unknown
        let fits = names.dropFirst().allSatisfy { $0.marks.gender != first.opposite || $0.isSecondNameOfMen }
        gender = fits ? first : .unknown
    }
}

extension NameWord {
    /// Whether men bear this woman's name as their second one.
    var isSecondNameOfMen: Bool { isJust("maria") }
}
