package import Access
package import Contacts
package import Foundation
package import Hummingbird
package import Logging
package import Messaging
package import Selections
package import Storage
import Tracking

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
    ///   - publicAddress: The address that people type; with `https` the session's cookie is for TLS only.
    ///   - behindProxy: Whether a proxy stands before the server and writes `X-Forwarded-For`.
    ///   - messageFolder: Below what accounts may write files.
    ///   - fetch: Gets the text at a web address, within the rules of outgoing calls; `nil` if it cannot be had.
    ///   - cost: How much work a password makes.
    ///   - logger: Where failures are told.
    ///   - security: Takes sign-ins, refusals and changes of who may do what.
    /// - Throws: When a template cannot be read.
    package init(
        database: any Database,
        audiences: Audiences,
        time: TimeSource,
        publicAddress: URL? = nil,
        behindProxy: Bool = false,
        messageFolder: MessageFolder? = nil,
        fetch: @escaping @Sendable (String) async -> String? = { _ in nil },
        cost: PasswordCost = .standard,
        logger: Logger,
        security: any SecurityLog = SecurityLogger.standardError
    ) throws {
        self.init(
            Site(
                database: database,
                audiences: audiences,
                time: time,
                entrance: Entrance(publicAddress: publicAddress, behindProxy: behindProxy),
                cost: cost,
                logger: logger,
                security: security,
                pages: try PageRenderer(),
                assets: .bundled(),
                monitoring: MonitoringDesk(database, time: time),
                messageFolder: messageFolder,
                providerHook: ProviderHook(database, time: time, fetch: fetch)
            )
        )
    }

    init(_ site: Site) {
        self.site = site
    }

    /// Where a request comes from, which the APIs do not find out themselves.
    package func clientAddress(of request: Request, _ context: WebContext) -> String {
        site.entrance.clientAddress(of: request, context)
    }

    /// A router with the pages and everything that protects them.
    package func makeRouter() -> Router<WebContext> {
        let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: SecurityHeaders(isSecure: site.entrance.isSecure))
        let readiness = ReadinessProbe(site.database, patience: site.readinessPatience)
        router.add(middleware: HealthAnswers(readiness: readiness))
        // Twice: the outer one knows no user, and is there for what goes wrong while the session is looked up.
        router.add(middleware: ErrorPages(site: site))
        router.add(middleware: Sessions(site: site))
        router.add(middleware: ErrorPages(site: site))
        router.add(middleware: CrossSiteProtection(entrance: site.entrance))
        router.add(middleware: KnownMethods(declareRoutes(on: Router(context: WebContext.self)).declared))
        _ = declareRoutes(on: router)
        return router
    }

    /// Adds every page to a router.
    func declareRoutes(on router: Router<WebContext>) -> Routes {
        var routes = Routes(router)
        routes.get("/assets/**", needs: .nobody) { [assets = site.assets] request, context in
            try assets.response(to: request, path: context.parameters.getCatchAll().joined(separator: "/"))
        }
        VisitEndpoint(site: site).declare(on: &routes)
        SignInPages(site: site).declare(on: &routes)
        ForgottenPages(site: site).declare(on: &routes)
        WelcomePages(site: site).declare(on: &routes)
        AccountPages(site: site).declare(on: &routes)
        SecondFactorPages(site: site).declare(on: &routes)
        KeyPages(site: site).declare(on: &routes)
        UserPages(site: site).declare(on: &routes)
        ContactPages(site: site).declare(on: &routes)
        CardPages(site: site).declare(on: &routes)
        ConsentExport(site: site).declare(on: &routes)
        StatusPages(site: site).declare(on: &routes)
        CouponPages(site: site).declare(on: &routes)
        DocumentPages(site: site).declare(on: &routes)
        SettingsPages(site: site).declare(on: &routes)
        SegmentPages(site: site).declare(on: &routes)
        FunnelPages(site: site).declare(on: &routes)
        SignUpFormPages(site: site).declare(on: &routes)
        SignUpFormEditing(site: site).declare(on: &routes)
        PublicFormPages(site: site).declare(on: &routes)
        ConfirmationPages(site: site).declare(on: &routes)
        AutomationPages(site: site).declare(on: &routes)
        AutomationDetailPages(site: site).declare(on: &routes)
        RulePages(site: site).declare(on: &routes)
        WorkflowPages(site: site).declare(on: &routes)
        ContactRunPages(site: site).declare(on: &routes)
        SuggestionPages(site: site).declare(on: &routes)
        ExecutionPages(site: site).declare(on: &routes)
        MessagePages(site: site).declare(on: &routes)
        OutboxPages(site: site).declare(on: &routes)
        MessageTemplatePages(site: site).declare(on: &routes)
        MessageAccountPages(site: site).declare(on: &routes)
        BouncePages(site: site).declare(on: &routes)
        return routes
    }
}
