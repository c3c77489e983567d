import Hummingbird

/// Refuses a method that a page does not take; the router itself does not tell it from a path that does not exist.
struct KnownMethods: RouterMiddleware {
    typealias Context = WebContext

    private let routes: [(parts: [Substring], method: HTTPRequest.Method)]

    init(_ declared: [Routes.Declaration]) {
        routes = declared.map { ($0.path.split(separator: "/"), $0.method) }
    }

    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as any HTTPResponseError where error.status == .notFound {
            let methods = at(request.uri.path)
            guard !methods.isEmpty, !methods.contains(request.method) else { throw error }
            throw WebError.wrongMethod(allowed: methods.map(\.rawValue).sorted().joined(separator: ", "))
        }
    }

    /// The methods that a path takes.
    func at(_ path: String) -> Set<HTTPRequest.Method> {
        let parts = path.split(separator: "/")
        var methods = Set(routes.filter { Self.matches($0.parts, parts) }.map(\.method))
        if methods.contains(.get) { methods.insert(.head) }
        return methods
    }

    private static func matches(_ declared: [Substring], _ parts: [Substring]) -> Bool {
        if declared.last == "**" { return parts.starts(with: declared.dropLast()) && parts.count >= declared.count }
        return declared.count == parts.count
            && zip(declared, parts).allSatisfy { $0 == $1 || $0.hasPrefix(":") }
    }
}
