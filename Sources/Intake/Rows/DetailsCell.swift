import Contacts
import Parsing

/// A cell with an object in JSON, each member of which is a detail.
///
/// Members of inner objects are named with a dot, `address.city`; the elements of a list are joined with commas; null is
/// no value.
struct DetailsCell {
    private(set) var details: [DetailName: String] = [:]

    init(_ text: String) throws(CellError) {
        let document: JSONDocument
        do {
            document = try JSONDocument(text, limits: .cell)
        } catch {
            throw CellError(.notAnObject)
        }
        guard document.isObject else { throw CellError(.notAnObject) }
        try add(document.value, named: "")
    }

    private mutating func add(_ value: JSONValue, named path: String) throws(CellError) {
        guard case .object(let members) = value else {
            guard let text = value.line, !text.isEmpty else { return }
            do throws(DetailNameError) {
                details[try DetailName(path)] = text
            } catch {
                throw CellError(.detail(path, error))
            }
            return
        }
        for (name, member) in members { try add(member, named: path.isEmpty ? name : "\(path).\(name)") }
    }
}

extension JSONValue {
    /// The value in one line; an object inside a list is left out.
    fileprivate var line: String? {
        switch self {
        case .list(let elements): elements.compactMap(\.line).joined(separator: ", ")
        case .object, .null, .flag, .integer, .number, .text: asText
        }
    }
}
