import Contacts
import Foundation

/// A cell with tags, separated by commas, semicolons or vertical bars: `VIP, LOYAL (5)|"Spring 2026"`.
struct TagCell {
    let tags: [TagName: Int64?]

    /// Reads a cell.
    ///
    /// - Parameters:
    ///   - text: What stands in the cell.
    ///   - isLabelList: Whether it is a list of labels from Google Contacts: `Shop ::: * myContacts`, in which a star marks
    ///     Google's own ones.
    /// - Throws: `CellError` when a name can be no tag.
    init(_ text: String, isLabelList: Bool) throws(CellError) {
        var tags: [TagName: Int64?] = [:]
        let text = isLabelList ? text.replacingOccurrences(of: ":::", with: ",") : text
        for part in text.split(whereSeparator: { ",;|".contains($0) }) {
            let label = part.trimmingCharacters(in: Self.surroundings)
            if label.isEmpty || (isLabelList && label.hasPrefix("*")) { continue }
            let (name, score) = Self.scored(label)
            do throws(TagNameError) {
                tags.updateValue(score, forKey: try TagName(name))
            } catch {
                throw CellError(.tag(name, error))
            }
        }
        self.tags = tags
    }

    private static let surroundings = CharacterSet.whitespacesAndNewlines.union(CharacterSet(charactersIn: "\""))

    /// Takes the score off a name: `LOYAL (5)`.
    private static func scored(_ label: String) -> (name: String, score: Int64?) {
        guard label.hasSuffix(")"), let open = label.range(of: " (", options: .backwards),
            let score = Int64(label[open.upperBound...].dropLast())
        else { return (label, nil) }
        return (String(label[..<open.lowerBound]), score)
    }
}
