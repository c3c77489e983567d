package import Access
package import Contacts
package import Hummingbird
package import Selections
package import Storage

/// The API that programs written for SALESmanago speak (version 2 of its API, as its clients use it).
package struct CompatibleEndpoints: Sendable {
    /// What all paths begin with.
    package static let base = "/api/"

    let database: any Database
    let audiences: Audiences
    let time: TimeSource
    let security: any SecurityLog

    /// Prepares the API.
    ///
    /// - Parameters:
    ///   - database: Where the contacts are.
    ///   - audiences: Resolves selections; shared with others that use the same database.
    ///   - time: The present time.
    ///   - security: Takes refusals.
    package init(
        database: any Database,
        audiences: Audiences,
        time: TimeSource,
        security: any SecurityLog = SecurityLogger.standardError
    ) {
        self.database = database
        self.audiences = audiences
        self.time = time
        self.security = security
    }

    /// A router with every method, and the answer of a failure for every other path.
    package func makeRouter<Context: RequestContext>(context: Context.Type) -> Router<Context> {
        let router = Router(context: context)
        let declared = declareMethods(on: Router(context: context)).declared
        router.add(middleware: UnknownMethods(paths: Set(declared.map { Self.base + $0.path })))
        _ = declareMethods(on: router)
        return router
    }

    /// Adds every method to a router.
    func declareMethods<Context: RequestContext>(on router: Router<Context>) -> Methods<Context> {
        var methods = Methods(
            router,
            desk: KeyDesk(database, time: time),
            users: UserStore(database, time: time),
            security: security
        )
        declareUpserts(on: &methods)
        declareChanges(on: &methods)
        declareLooks(on: &methods)
        declareCoupons(on: &methods)
        declareWorkspace(on: &methods)
        return methods
    }

    var upserting: ContactUpserting { ContactUpserting(database, time: time) }
}

/// Answers in the same envelope where there is no such method: clients parse JSON whatever the status.
private struct UnknownMethods<Context: RequestContext>: RouterMiddleware {
    /// Where there are methods, which all take POST.
    let paths: Set<String>

    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as any HTTPResponseError where error.status == .notFound {
            guard paths.contains(request.uri.path) else {
                return Envelope(failure: "there is no method at \(request.uri.path)", keys: []).response(.notFound)
            }
            var response = Envelope(failure: "the method at \(request.uri.path) takes POST only", keys: [])
                .response(.methodNotAllowed)
            response.headers[.allow] = "POST"
            return response
        }
    }
}
