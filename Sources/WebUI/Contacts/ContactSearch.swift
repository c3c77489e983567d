import Contacts
import Selections

/// What somebody typed to find contacts: a query, or a piece of a name or an address.
struct ContactSearch: Sendable, Equatable {
    let text: String
    let criterion: Criterion
    /// Why a text that looks like a query is not read as one.
    let hint: String?

    init(_ text: String) {
        self.text = text
        guard !text.isEmpty else {
            (criterion, hint) = (.all, nil)
            return
        }
        let phrase = Criterion.or([.leaf(.text(.email, .contains(text))), .leaf(.text(.name, .contains(text)))])
        guard Self.looksLikeQuery(text) else {
            (criterion, hint) = (phrase, nil)
            return
        }
        do {
            (criterion, hint) = (try Criterion(query: text), nil)
        } catch {
            (criterion, hint) = (
                phrase, "Searched in names and addresses, because as a query it has a mistake: \(error.message)."
            )
        }
    }

    private static let signs: Set<Character> = ["=", "~", "<", ">", "("]
    private static let words: Set<String> = [
        "all", "and", "or", "not", "has", "in", "within", "before", "since", "between", "on", "starts", "invalid",
        "monitored", "removed",
    ]

    private static func looksLikeQuery(_ text: String) -> Bool {
        text.contains(where: signs.contains)
            || text.split(separator: " ").contains { words.contains($0.lowercased()) }
                && (try? Criterion(query: text)) != nil
    }
}
