import Access
import Hummingbird

/// The one way to add an operation: with what its caller must be allowed to do.
///
/// Operations never see the router itself, so none can be reached without a key.
struct Operations<Context: RequestContext> {
    /// An operation as it was declared.
    struct Declaration: Sendable, Hashable {
        let method: HTTPRequest.Method
        let path: String
        /// Nothing means that any key is enough.
        let permission: Permission?
    }

    private let router: Router<Context>
    private let desk: KeyDesk
    private let security: any SecurityLog
    private(set) var declared: [Declaration] = []

    init(_ router: Router<Context>, desk: KeyDesk, security: any SecurityLog) {
        self.router = router
        self.desk = desk
        self.security = security
    }

    /// Adds an operation.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - path: The path below `RESTEndpoints.base`.
    ///   - permission: What the user of the key must be allowed to do; nothing where any key is enough.
    ///   - status: The status of a successful answer.
    ///   - handler: Answers with a document.
    mutating func on(
        _ method: HTTPRequest.Method,
        _ path: String,
        needs permission: Permission?,
        status: HTTPResponse.Status = .ok,
        _ handler: @escaping @Sendable (Call) async throws -> some Encodable & Sendable
    ) {
        declared.append(Declaration(method: method, path: path, permission: permission))
        router.on(RouterPath(RESTEndpoints.base + path), method: method) { [desk, security] request, context in
            let holder: KeyHolder
            do {
                holder = try await Self.holder(of: request, desk)
            } catch let problem as Problem {
                security.record(.keyRefused, by: .stranger)
                throw problem
            }
            if let permission, !holder.user.may(permission) {
                let what = "\(method.rawValue) \(RESTEndpoints.base)\(path)"
                security.record(.forbidden(what: what, permission: permission), by: SecuritySource(holder))
                throw Problem(
                    .forbidden,
                    "forbidden",
                    "the user \(holder.user.email), for whom the key works, may not \(permission.label)"
                )
            }
            return Response.json(
                try await handler(Call(request, context.parameters, from: holder)),
                status: status
            )
        }
    }

    private static func holder(of request: Request, _ desk: KeyDesk) async throws -> KeyHolder {
        guard let header = request.headers[.authorization] else {
            throw Problem(
                .unauthorized,
                "no-key",
                "the request brings no key: send the header Authorization: Bearer and a key behind it"
            )
        }
        let words = header.split(separator: " ", maxSplits: 1)
        guard words.count == 2, words[0].lowercased() == "bearer",
            let holder = try await desk.holder(ofToken: String(words[1]))
        else {
            throw Problem(
                .unauthorized,
                "bad-key",
                "the key is unknown, expired or revoked, or its user is disabled: ask for another one"
            )
        }
        return holder
    }
}
