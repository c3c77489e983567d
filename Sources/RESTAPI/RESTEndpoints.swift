package import Access
package import Contacts
package import Hummingbird
package import Selections
package import Storage

/// Our own API, in JSON.
package struct RESTEndpoints: Sendable {
    /// What all paths begin with.
    package static let base = "/api/v1"

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

    /// A router with every operation, and answers in JSON for whatever goes wrong.
    package func makeRouter<Context: RequestContext>(context: Context.Type) -> Router<Context> {
        let router = Router(context: context)
        let declared = declareOperations(on: Router(context: context)).declared
        router.add(
            middleware: ProblemAnswers(
                methods: KnownMethods(declared.map { ($0.path, $0.method) } + [OpenAPIDocument.route])
            )
        )
        OpenAPIDocument.declare(on: router)
        _ = declareOperations(on: router)
        return router
    }

    /// Adds every operation to a router.
    func declareOperations<Context: RequestContext>(on router: Router<Context>) -> Operations<Context> {
        var operations = Operations(router, desk: KeyDesk(database, time: time), security: security)
        declareAbout(on: &operations)
        declareContacts(on: &operations)
        declareChanges(on: &operations)
        declareEvents(on: &operations)
        declareCoupons(on: &operations)
        declareExecutions(on: &operations)
        return operations
    }
}
