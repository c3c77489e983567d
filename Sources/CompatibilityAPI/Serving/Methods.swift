import Access
import Contacts
import Foundation
import Hummingbird
import Logging
import Parsing

/// The one way to add a method: with what its caller must be allowed to do.
struct Methods<Context: RequestContext> {
    /// The largest body, in bytes: a thousand contacts of four kilobytes.
    ///
    /// It is received before the signature can be checked, since the signature stands inside it.
    static var bodyLimit: Int { ParsingLimits.request.bytes }

    /// A method as it was declared.
    struct Declaration: Sendable, Hashable {
        /// Behind `/api/`.
        let path: String
        let permission: Permission
        /// The keys of its answer besides `success` and `message`.
        let keys: [String]
    }

    private let router: Router<Context>
    private let desk: KeyDesk
    private let users: UserStore
    private let security: any SecurityLog
    private(set) var declared: [Declaration] = []

    init(_ router: Router<Context>, desk: KeyDesk, users: UserStore, security: any SecurityLog) {
        self.router = router
        self.desk = desk
        self.users = users
        self.security = security
    }

    /// Adds a method.
    ///
    /// - Parameters:
    ///   - paths: Where it is, behind `/api/`; the same method may be at several paths.
    ///   - permission: What the user of the key must be allowed to do.
    ///   - keys: The keys of its answer.
    ///   - handler: Answers with these keys.
    mutating func on(
        _ paths: String...,
        needs permission: Permission,
        answers keys: [String] = [],
        _ handler: @escaping @Sendable (Call) async throws -> [String: JSONValue]
    ) {
        for path in paths {
            declared.append(Declaration(path: path, permission: permission, keys: keys))
            router.on(RouterPath(CompatibleEndpoints.base + path), method: .post) {
                [desk, users, security] request, context in
                do {
                    let body = try await Self.body(of: request)
                    let holder = try await Self.holder(of: body, desk, security, path, needing: permission)
                    let call = try await Self.call(from: holder, body, users)
                    return Envelope(success: try await handler(call)).response()
                } catch let error as MalformedBody {
                    return Envelope(failure: error.words, keys: keys).response(error.status)
                } catch let error as any ExplainedError {
                    return Envelope(failure: error.message, keys: keys).response()
                } catch {
                    context.logger.error("request failed", metadata: ["method": "\(path)", "error": "\(error)"])
                    let words =
                        "the server could not finish this request: look whether the change is there, and try again"
                    return Envelope(failure: words, keys: keys).response(.internalServerError)
                }
            }
        }
    }

    private static func body(of request: Request) async throws -> JSONDocument {
        let bytes: [UInt8]
        do {
            bytes = Array(try await request.body.collect(upTo: bodyLimit).readableBytesView)
        } catch let error as any HTTPResponseError where error.status == .contentTooLarge {
            throw MalformedBody(status: .contentTooLarge, words: "the body is too large: send less at a time")
        }
        let document: JSONDocument
        do {
            document = try JSONDocument(bytes)
        } catch {
            throw MalformedBody(status: .badRequest, words: error.message)
        }
        guard document.isObject else {
            throw MalformedBody(status: .badRequest, words: "the body is not a JSON object")
        }
        return document
    }

    /// Whose key signed the body; of an unsigned one nothing but the signature is looked at.
    private static func holder(
        of body: JSONDocument,
        _ desk: KeyDesk,
        _ security: any SecurityLog,
        _ path: String,
        needing permission: Permission
    ) async throws -> KeyHolder {
        guard let client = body.text(of: "clientId"), let signature = body.text(of: "sha"),
            let holder = try await desk.holder(
                ofClient: client,
                salt: body.text(of: "apiKey") ?? "",
                signature: signature
            )
        else {
            security.record(.keyRefused, by: .stranger)
            throw RequestError.refused("User not authenticated")
        }
        do {
            _ = try holder.user.actor(needing: permission)
        } catch {
            let what = "POST \(CompatibleEndpoints.base)\(path)"
            security.record(.forbidden(what: what, permission: permission), by: SecuritySource(holder))
            throw error
        }
        return holder
    }

    private static func call(
        from holder: KeyHolder,
        _ body: JSONDocument,
        _ users: UserStore
    ) async throws -> Call {
        guard case .object(let members) = body.value else { throw RequestError.refused("the body is not an object") }
        let fields = Fields(members)
        var owner = holder.user
        if let email = try fields.text("owner"), !email.isEmpty {
            guard let named = try await users.user(email: email), named.isActive else {
                throw RequestError.refused("owner: there is no active user \(email)")
            }
            owner = named
        }
        let startsAutomation = try !fields.has("fireEvents") || fields.flag("fireEvents")
        return Call(
            holder: holder,
            fields: fields,
            owner: owner,
            cause: holder.cause(startsAutomation: startsAutomation)
        )
    }
}

/// A body that cannot be read at all.
private struct MalformedBody: Error {
    let status: HTTPResponse.Status
    let words: String
}
