/// Tells women from men by their full names, as one country writes them.
///
/// A wrong answer is worse than none: what could be read in two ways, or contradicts itself, is unknown.
/// docs/gender.md has the rules.
package struct GenderRecogniser: Sendable {
    private let lists: NameLists
    private let endings: SurnameEndings

    /// Prepares the lists of a country.
    ///
    /// - Throws: `NameListError` when they are not installed.
    package init(_ country: NameCountry) throws(NameListError) {
        lists = try NameLists.shared(country)
        endings = SurnameEndings(country)
    }

    /// What a full name says.
    ///
    /// - Parameters:
    ///   - name: The name as somebody wrote it, with titles, initials or a surname alone.
    ///   - position: Where the first name should stand.
    /// - Returns: A sex only where nothing in the name speaks against it.
    package func decide(name: String, position: FirstNamePosition) -> Gender {
        let words = NameWords(name, lists: lists)
        guard !words.isSeveral, words.title != .unknown, !words.names.isEmpty else { return .unknown }
        var found = reading(words.names, words.hasSurnameBeforeComma ? .last : position)
        // What the first name leaves open the surname or a title may tell; none may contradict another.
        if let told = ending(words.names) {
            guard told != .unknown, found == .unknown || found == told || endings.marksWives else {
                return .unknown
            }
            found = told
        }
        if let told = words.title {
            guard found == .unknown || found == told else { return .unknown }
            found = told
        }
        return found
    }

    /// What the grammar of the surname tells, if it tells anything.
    private func ending(_ names: [NameWord]) -> Gender? {
        var found: Gender?
        for name in names where !name.isFirstName {
            guard let told = endings.gender(of: name) else { continue }
            found = found.map { $0 == told ? told : .unknown } ?? told
        }
        return found
    }

    /// What the first names say where they stand.
    private func reading(_ names: [NameWord], _ position: FirstNamePosition) -> Gender {
        guard names.count > 1 else { return single(names[0], position) }
        let inOrder = position == .first ? names[...] : names.reversed()[...]
        let run = inOrder.prefix(while: \.isFirstName).prefix(names.count - 1)
        guard let surname = inOrder.last else { return .unknown }
        guard !run.isEmpty else { return reversed(inOrder[0], surname) }
        let gender = run.count == 1 ? run[0].marks.gender : severalFirstNames(run, position)
        return surname.isFirstName ? agreed(gender, outer: inOrder[0], surname: surname) : gender
    }

    /// What a name says of which only one word is there.
    private func single(_ name: NameWord, _ position: FirstNamePosition) -> Gender {
        position == .first || !name.isKnownSurname ? name.marks.gender : .unknown
    }

    /// What first names say that stand side by side, read from the surname's other side.
    private func severalFirstNames(_ run: ArraySlice<NameWord>, _ position: FirstNamePosition) -> Gender {
        let names = position == .first ? Array(run) : run.reversed()
        return FirstNameRun(names).gender
    }

    /// What a name says whose surname is a first name as well.
    ///
    /// - Parameters:
    ///   - gender: What the first name says, if the position is right.
    ///   - outer: The word that would be the surname, if it is wrong.
    ///   - surname: The word that is the surname, if it is right.
    /// - Returns: A sex only where the other order can be excluded, or says the same.
    private func agreed(_ gender: Gender, outer: NameWord, surname: NameWord) -> Gender {
        let other = surname.marks.gender
        if gender == other || gender == .unknown { return gender }
        let canBeReversed = outer.isKnownSurname
        switch gender {
        case .woman: return canBeReversed ? .unknown : .woman
        case .man:
            let canBeSurname = surname.isKnownSurname || surname.isSecondNameOfMen || other == .unknown
            return canBeSurname && !canBeReversed ? .man : .unknown
        case .unknown: return .unknown
        }
    }

    /// What a name says whose word in the place of the first name is none that is known.
    private func reversed(_ outer: NameWord, _ name: NameWord) -> Gender {
        guard name.isFirstName else { return .unknown }
        if outer.isKnownSurname || endings.gender(of: outer) != nil { return name.marks.gender }
        // No woman's name but the few that are listed is a surname, so it can only be the first name.
        return name.marks.gender == .woman && !name.isKnownSurname ? .woman : .unknown
    }
}
