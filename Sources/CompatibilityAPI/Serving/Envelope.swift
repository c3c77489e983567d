import Foundation
import Hummingbird
import Parsing

/// What every answer is: whether it worked, why not, and what the method answers.
///
/// Some clients refuse keys that they do not know, and some read keys without looking whether they are there; so an answer has
/// exactly the keys of its method, null where it failed.
struct Envelope: Encodable, Sendable {
    private let members: [String: JSONValue]

    init(success payload: [String: JSONValue]) {
        members = payload.merging(["success": .flag(true), "message": .list([])]) { $1 }
    }

    /// An answer of a method that goes on in the background, or says something although it worked.
    init(success payload: [String: JSONValue], message: String) {
        members = payload.merging(["success": .flag(true), "message": .list([.text(message)])]) { $1 }
    }

    /// An answer that says why not.
    ///
    /// - Parameters:
    ///   - words: Why, in exactly one text: the official client joins the list and compares the whole.
    ///   - keys: What the method answers when it works.
    init(failure words: String, keys: [String]) {
        let nothing = Dictionary(uniqueKeysWithValues: keys.map { ($0, JSONValue.null) })
        members = nothing.merging(["success": .flag(false), "message": .list([.text(words)])]) { $1 }
    }

    func encode(to encoder: any Encoder) throws { try members.encode(to: encoder) }

    /// The answer as clients read it: all of them parse JSON whatever the status.
    func response(_ status: HTTPResponse.Status = .ok) -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else { return Response(status: .internalServerError) }
        return Response(
            status: status,
            headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: data))
        )
    }
}
