import Hummingbird

/// The one way to add a page: with what it needs.
///
/// Pages never see the router itself, so none can be reached without its need being checked.
struct Routes {
    typealias Handler = @Sendable (Request, WebContext) async throws -> Response

    /// A page as it was declared.
    struct Declaration: Sendable, Hashable {
        let method: HTTPRequest.Method
        let path: String
        let need: Need
    }

    private let router: Router<WebContext>
    private(set) var declared: [Declaration] = []

    init(_ router: Router<WebContext>) {
        self.router = router
    }

    mutating func get(_ path: String, needs need: Need, _ handler: @escaping Handler) {
        add(.get, path, need, handler)
    }

    mutating func post(_ path: String, needs need: Need, _ handler: @escaping Handler) {
        add(.post, path, need, handler)
    }

    private mutating func add(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ need: Need,
        _ handler: @escaping Handler
    ) {
        declared.append(Declaration(method: method, path: path, need: need))
        router.on(RouterPath(path), method: method) { request, context in
            try need.check(context.user, lacksSecondFactor: context.lacksSecondFactor)
            return try await handler(request, context)
        }
    }
}
