import Bitmaps
package import Contacts
package import Genders

/// Action O: adds a tag that says whether the contact's name is a woman's, a man's or neither for sure.
///
/// The tags are added as action D adds them; the other two tags stay where a contact has them. A contact without a name
/// gets the tag for unknown.
package struct IdentifyGender: Action {
    package let country: NameCountry
    package let position: FirstNamePosition
    package let tags: GenderTags

    package init(_ country: NameCountry, firstName position: FirstNamePosition, tags: GenderTags) {
        self.country = country
        self.position = position
        self.tags = tags
    }

    package func effect(on state: WorkingState, in context: ActionContext) throws -> Effect {
        let recogniser = try GenderRecogniser(country)
        var numbers: [Gender: [UInt32]] = [:]
        for (number, value) in zip(state.numbers, try state.values(of: .field(.name))) {
            let gender: Gender =
                if case .text(let name) = value { recogniser.decide(name: name, position: position) } else { .unknown }
            numbers[gender, default: []].append(number)
        }
        var tagging = Tagging(score: Self.score, context: context)
        var parts: [OutcomePart: Int] = [:]
        for gender in Gender.allCases {
            let contacts = numbers[gender] ?? []
            parts[OutcomePart(gender)] = contacts.count
            if !contacts.isEmpty { try tagging.add(tags[gender], to: Bitmap(contacts), of: state) }
        }
        let changed = tagging.changed.count
        return Effect(
            changes: tagging.changes,
            outcome: Outcome(changed: changed, unchanged: state.numbers.count - changed, parts: parts)
        )
    }

    /// The score of each new tag: what action D gives unless it is told another one.
    private static let score: Int64 = 1

    /// The action in words.
    var summary: String {
        let place = position == .first ? "before" : "after"
        return "Identify the gender by names of \(country.label), first name \(place) the last name: "
            + "tags \(tags.women) for women, \(tags.men) for men, \(tags.unknown) for unknown"
    }
}

/// The three tags of action O, which are different.
package struct GenderTags: Sendable, Hashable {
    package let women: TagName
    package let men: TagName
    package let unknown: TagName

    /// Names the tags.
    ///
    /// - Throws: `GenderTagsError` when one stands twice.
    package init(women: TagName, men: TagName, unknown: TagName) throws(GenderTagsError) {
        if women == men || women == unknown { throw GenderTagsError(tag: women) }
        if men == unknown { throw GenderTagsError(tag: men) }
        self.women = women
        self.men = men
        self.unknown = unknown
    }

    subscript(gender: Gender) -> TagName {
        switch gender {
        case .woman: women
        case .man: men
        case .unknown: unknown
        }
    }
}

/// One tag stands for two answers.
package struct GenderTagsError: Error, Equatable {
    package let tag: TagName

    package init(tag: TagName) {
        self.tag = tag
    }
}

extension OutcomePart {
    fileprivate init(_ gender: Gender) {
        self =
            switch gender {
            case .woman: .women
            case .man: .men
            case .unknown: .unknown
            }
    }
}
