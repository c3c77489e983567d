package import Contacts
package import Hummingbird
package import Logging
package import Selections
package import Storage

/// The web pages.
package struct WebUI: Sendable {
    /// The largest body of a form, in bytes.
    static let bodyLimit = 1 << 20

    let site: Site

    /// Prepares the pages.
    ///
    /// - Parameters:
    ///   - database: Where the contacts are.
    ///   - audiences: Resolves selections; shared with others that use the same database.
    ///   - time: The present time.
    ///   - actor: Who acts; there is no sign-in yet.
    ///   - logger: Where failures are told.
    /// - Throws: When a template cannot be read.
    package init(
        database: any Database,
        audiences: Audiences,
        time: TimeSource,
        actor: Actor = .operator,
        logger: Logger
    ) throws {
        self.init(
            Site(
                database: database,
                audiences: audiences,
                time: time,
                actor: actor,
                logger: logger,
                pages: try PageRenderer(),
                assets: .bundled()
            )
        )
    }

    init(_ site: Site) {
        self.site = site
    }

    /// A router with the pages and everything that protects them.
    package func makeRouter() -> Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: SecurityHeaders())
        router.add(middleware: ErrorPages(site: site))
        router.add(middleware: CrossSiteProtection())
        addRoutes(to: router)
        return router
    }

    /// Adds the pages to a router, which brings its own protection.
    package func addRoutes(to router: Router<BasicRequestContext>) {
        router.get("/health") { _, _ in Response.text("ok\n") }
        router.get("/assets/**") { [assets = site.assets] request, context in
            try assets.response(to: request, path: context.parameters.getCatchAll().joined(separator: "/"))
        }
        ContactPages(site: site).addRoutes(to: router)
        CardPages(site: site).addRoutes(to: router)
        SegmentPages(site: site).addRoutes(to: router)
        ContactRunPages(site: site).addRoutes(to: router)
        SuggestionPages(site: site).addRoutes(to: router)
        ExecutionPages(site: site).addRoutes(to: router)
    }
}
