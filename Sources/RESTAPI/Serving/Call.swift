import Access
import Contacts
import Foundation
import Hummingbird
import Parsing

/// One request to the API, and who makes it.
struct Call: Sendable {
    /// The largest body, in bytes.
    static let bodyLimit = ParsingLimits.request.bytes

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
        let document = try await document()
        guard document.isObject else { throw Problem(.badRequest, "bad-json", "the body must be a JSON object") }
        guard !document.hasZeroCharacter else {
            throw Problem.badValue("the body holds a zero character, which no database takes: leave it out")
        }
        if let name = document.repeatedName {
            throw Problem(.badRequest, "bad-json", "the key \"\(name)\" stands twice in one object: leave one out")
        }
        try Body.refuseUnknown(document.names)
        do {
            return try document.decode(Body.self)
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
        for (name, value) in try parameterPairs() {
            guard names.contains(name) else {
                let known = names.isEmpty ? "none" : names.joined(separator: ", ")
                throw Problem(
                    .badRequest,
                    "unknown-parameter",
                    "the parameter \"\(name)\" is unknown: this takes \(known)"
                )
            }
            guard values.updateValue(value, forKey: name) == nil else {
                throw Problem(.badRequest, "bad-parameter", "the parameter \"\(name)\" stands twice")
            }
        }
        return values
    }

    /// The parameters as forms write them: a plus sign is a space.
    private func parameterPairs() throws -> [(name: String, value: String)] {
        do {
            return try FormPairs(request.uri.query ?? "", atMost: Self.parameterLimit).pairs
        } catch {
            throw Problem(.badRequest, "bad-parameter", "there may be at most \(Self.parameterLimit) parameters")
        }
    }

    private static let parameterLimit = 100

    /// The body, read within its limits.
    ///
    /// - Throws: `Problem`.
    func document() async throws -> JSONDocument {
        let bytes: [UInt8]
        do {
            bytes = Array(try await request.body.collect(upTo: Self.bodyLimit).readableBytesView)
        } catch let error as any HTTPResponseError where error.status == .contentTooLarge {
            throw Self.tooLarge
        }
        do {
            return try JSONDocument(bytes)
        } catch {
            switch error {
            case .tooLarge: throw Self.tooLarge
            case .malformed: throw Problem(.badRequest, "bad-json", error.message)
            case .tooDeep, .tooManyValues, .tooManyAliases:
                throw Problem(.unprocessableContent, "too-much", error.message)
            }
        }
    }

    private static var tooLarge: Problem {
        Problem(.contentTooLarge, "too-large", "a body may have at most \((bodyLimit / 1024).grouped) KiB")
    }
}
