/// Something that another program tells of a contact, such as a purchase.
package struct ExternalEvent: Sendable, Hashable {
    /// The longest type, in characters.
    package static let maximumTypeLength = 255

    /// What happened, such as `PURCHASE`.
    package let type: String
    /// When it happened, in milliseconds; nothing means now.
    package let at: Int64?
    package let description: String?
    /// What it is worth, such as the sum of a purchase.
    package let value: Double?

    /// Checks what another program tells.
    ///
    /// - Throws: `ExternalEventError` when the type cannot name events, the description is too long, or the value is no
    ///   number.
    package init(
        type: String,
        at: Int64? = nil,
        description: String? = nil,
        value: Double? = nil
    ) throws(ExternalEventError) {
        do { self.type = try type.line() } catch { throw .typeNotOneLine }
        guard !self.type.isEmpty else { throw .emptyType }
        guard self.type.count <= Self.maximumTypeLength else { throw .typeTooLong(actual: self.type.count) }
        let text = description?.trimmed.composed
        guard !(text?.utf8.contains(0) ?? false) else { throw .zeroCharacter }
        guard text?.count ?? 0 <= ActivityDraft.maximumLength else {
            throw .descriptionTooLong(actual: text?.count ?? 0)
        }
        guard value?.isFinite ?? true else { throw .valueNotFinite }
        self.at = at
        self.description = text.flatMap { $0.isEmpty ? nil : $0 }
        self.value = value
    }
}

/// Why an external event cannot be recorded.
package enum ExternalEventError: ExplainedError, Equatable {
    case emptyType
    case typeNotOneLine
    case typeTooLong(actual: Int)
    case descriptionTooLong(actual: Int)
    case zeroCharacter
    case valueNotFinite
    /// It lies further ahead than clocks differ.
    case inTheFuture(at: Int64)

    /// The error in words, with what to do.
    package var message: String {
        switch self {
        case .emptyType: "an external event needs a type, such as PURCHASE"
        case .typeNotOneLine:
            "the type of an external event stands on one line, without tabs and other control characters"
        case .typeTooLong(let actual):
            "the type has \(actual.grouped) characters: use at most \(ExternalEvent.maximumTypeLength)"
        case .descriptionTooLong(let actual):
            "the description has \(actual.grouped) characters: use at most \(ActivityDraft.maximumLength.grouped)"
        case .zeroCharacter: "the description holds a zero character, which no database takes: leave it out"
        case .valueNotFinite: "the value of an external event is a number, such as 12.50"
        case .inTheFuture(let instant):
            "an external event has happened already, and \(instant.instant) is still to come: check the time and its offset"
        }
    }
}
