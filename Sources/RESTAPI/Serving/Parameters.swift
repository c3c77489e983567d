import Contacts
import Hummingbird
import Selections

extension Call {
    /// The contact that the path names.
    ///
    /// - Throws: `Problem` when it is no id.
    var contactID: ContactID {
        get throws {
            guard let id = ContactID(part("id")) else {
                throw Problem(.notFound, "unknown-contact", "\"\(part("id"))\" is no id of a contact: ids are UUIDs")
            }
            return id
        }
    }
}

extension [String: String] {
    /// How many entries an answer shall have at most.
    ///
    /// - Throws: `Problem` when it is out of range.
    func limit(_ range: ClosedRange<Int>, usually usual: Int) throws -> Int {
        guard let text = self["limit"] else { return usual }
        guard let limit = Int(text), range.contains(limit) else {
            throw Problem(
                .badRequest,
                "bad-parameter",
                "limit must be a whole number from \(range.lowerBound) to \(range.upperBound)"
            )
        }
        return limit
    }

    /// Where in a list to go on.
    ///
    /// - Throws: `Problem` when it is nothing that an answer gave.
    func position(_ name: String, of list: String) throws -> Int64? {
        guard let text = self[name] else { return nil }
        guard let position = Int64(text), position >= 0 else {
            throw Problem(
                .badRequest,
                "bad-parameter",
                "\(name) must be what the answer before had as \"next\", to go on with the \(list)"
            )
        }
        return position
    }
}

/// How a body names a contact: by its id or its e-mail address.
struct NamedContact: Decodable, Sendable {
    let reference: ContactReference

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        if let id = ContactID(text) {
            reference = .id(id)
        } else {
            do throws(EmailAddressError) {
                reference = .email(try EmailAddress(text))
            } catch {
                throw DecodingError.dataCorruptedError(
                    in: container,
                    debugDescription: "contact: this is neither an id nor an e-mail address; \(error.message)"
                )
            }
        }
    }
}

/// A time in a body, such as `2026-12-01T09:00:00+01:00`.
struct Instant: Decodable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    let milliseconds: Int64

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard case .instant(let milliseconds)? = try? DatePoint(text: text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription:
                    "\"\(text)\" is not a time: write one with its offset, such as 2026-12-01T09:00:00+01:00"
            )
        }
        self.milliseconds = milliseconds
    }
}
