import Contacts
import Foundation

/// A cell with tags: `VIP, LOYAL (5)|"Spring 2026"`, or a list in JSON.
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
        for label in TagList(text).labels {
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

    /// Takes the score off a name: `LOYAL (5)`.
    private static func scored(_ label: String) -> (name: String, score: Int64?) {
        guard label.utf8.last == UInt8(ascii: ")"), let open = label.range(of: " (", options: .backwards),
            let score = Int32(label[open.upperBound...].dropLast())
        else { return (label, nil) }
        return (String(label[..<open.lowerBound]), Int64(score))
    }
}
