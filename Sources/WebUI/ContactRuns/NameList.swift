import Contacts
import Foundation

/// Names that stand in one field, separated by commas.
enum NameList {
    /// How many names a field may hold.
    static let limit = 1000

    static func split(_ text: String) -> [String] {
        text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }.filter { !$0.isEmpty }
    }

    /// The tags, each once, and what is wrong with the texts that cannot be tags.
    static func tags(_ text: String) -> (names: [TagName], problems: [String]) {
        let parts = split(text)
        guard parts.count <= limit else {
            return (
                [],
                [
                    "these are \(parts.count.grouped) names: at most \(limit.grouped) fit, the others need a run of their own"
                ]
            )
        }
        var names: [TagName] = []
        var seen: Set<TagName> = []
        var problems: [String] = []
        for part in parts {
            do throws(TagNameError) {
                let name = try TagName(part)
                if seen.insert(name).inserted { names.append(name) }
            } catch {
                problems.append("“\(part.prefix(40))”: \(error.message)")
            }
        }
        return (names, problems)
    }
}
