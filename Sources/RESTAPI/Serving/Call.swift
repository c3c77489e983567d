import Access
import Contacts
import Foundation
import Hummingbird

/// One request to the API, and who makes it.
struct Call: Sendable {
    /// The largest body, in bytes.
    static let bodyLimit = 1 << 20

    let holder: KeyHolder
    private let request: Request
    private let parameters: Parameters

    init(_ request: Request, _ parameters: Parameters, from holder: KeyHolder) {
        self.request = request
        self.parameters = parameters
        self.holder = holder
    }

    var user: User { holder.user }
    var actor: Actor { holder.user.actor }

    /// The part of the path that the operation's template names.
    func part(_ name: String) -> String {
        let text = parameters.get(name) ?? ""
        return text.removingPercentEncoding ?? text
    }

    /// The body, read strictly: what is not known is refused.
    ///
    /// - Throws: `Problem`.
    func body<Body: RequestBody>(_ type: Body.Type = Body.self) async throws -> Body {
        let data = Data(try await text().utf8)
        let object: Any
        do {
            object = try JSONSerialization.jsonObject(with: data)
        } catch {
            throw Problem(.badRequest, "bad-json", "the body is not JSON")
        }
        guard let members = object as? [String: Any] else {
            throw Problem(.badRequest, "bad-json", "the body must be a JSON object")
        }
        try Body.refuseUnknown(Array(members.keys))
        do {
            return try JSONDecoder().decode(Body.self, from: data)
        } catch let error as DecodingError {
            throw Problem.badValue(error.words)
        }
    }

    /// The parameters behind the question mark.
    ///
    /// - Parameter names: Those that the operation knows.
    /// - Returns: Their values, of those that are there.
    /// - Throws: `Problem` when there is another one, or one comes twice.
    func query(_ names: String...) throws -> [String: String] {
        var values: [String: String] = [:]
        for (name, value) in request.uri.queryParameters {
            guard names.contains(String(name)) else {
                let known = names.isEmpty ? "none" : names.joined(separator: ", ")
                throw Problem(
                    .badRequest,
                    "unknown-parameter",
                    "the parameter \"\(name)\" is unknown: this takes \(known)"
                )
            }
            guard values.updateValue(String(value), forKey: String(name)) == nil else {
                throw Problem(.badRequest, "bad-parameter", "the parameter \"\(name)\" stands twice")
            }
        }
        return values
    }

    /// The body as text.
    ///
    /// - Throws: `Problem` when it is too large.
    func text() async throws -> String {
        do {
            let text = String(buffer: try await request.body.collect(upTo: Self.bodyLimit))
            guard !text.contains("\\u0000") else {
                throw Problem.badValue("the body holds a zero character, which no database takes: leave it out")
            }
            return text
        } catch let error as any HTTPResponseError where error.status == .contentTooLarge {
            throw Problem(
                .contentTooLarge,
                "too-large",
                "a body may have at most \((Self.bodyLimit / 1024).grouped) KiB"
            )
        }
    }
}
