import Access
import Contacts
import Executions
import Forms
import Foundation
import Hummingbird
import Logging
import Messaging
import Selections
import Storage
import Tracking

/// What all the pages work with.
struct Site: Sendable {
    let database: any Database
    let audiences: Audiences
    let time: TimeSource
    let entrance: Entrance
    let cost: PasswordCost
    let logger: Logger
    /// Takes sign-ins, refusals and changes of who may do what.
    let security: any SecurityLog
    let pages: PageRenderer
    let assets: AssetFolder
    let monitoring: MonitoringDesk
    /// Below what accounts may write files, if the operator has set it.
    var messageFolder: MessageFolder?
    /// Takes the notifications of providers; shared by all requests.
    let providerHook: ProviderHook
    /// How long the question whether the database answers waits.
    var readinessPatience = Duration.seconds(3)
    /// Remembers how many contacts had which status; shared by all requests.
    let statusHistory = StatusHistory()
    /// Remembers the key of the links in messages; shared by all requests.
    let sharedSigner = SharedSigner()
    /// Limits what the public sends; shared by all requests.
    var limits = PublicLimits()

    var segments: SegmentStore { SegmentStore(database, time: time) }
    var suggestions: Suggestions { Suggestions(database, audiences: audiences) }
    var cards: CardEditing { CardEditing(database, time: time) }
    var executions: ExecutionStore { ExecutionStore(database, audiences: audiences, time: time) }
    var previewer: Previewer { Previewer(database, audiences: audiences, time: time) }

    var templates: TemplateStore { TemplateStore(database, time: time) }
    var accounts: AccountStore { AccountStore(database, time: time, messageFolder: messageFolder) }
    var outbox: OutboxStore { OutboxStore(database, time: time) }
    var following: MessageFollowing { MessageFollowing(database, time: time) }
    var forms: FormStore { FormStore(database, time: time) }
    var formDesk: FormDesk { FormDesk(database, time: time) }
    var confirmations: ConfirmationDesk { ConfirmationDesk(database, time: time) }
    var consentChanges: ConsentChanges { ConsentChanges(database, time: time) }
    var funnels: FunnelStore { FunnelStore(database) }
    var sites: SiteStore { SiteStore(database, time: time) }
    var documents: DocumentStore { DocumentStore(database, time: time) }
    var keys: APIKeyStore { APIKeyStore(database, time: time) }
    var users: UserStore { UserStore(database, time: time) }
    var desk: SignInDesk { SignInDesk(database, time: time, cost: cost) }
    var secondFactors: SecondFactorService { SecondFactorService(database, time: time, cost: cost) }
    var links: OneTimeLinks { OneTimeLinks(database, time: time, cost: cost) }

    var handover: Handover { Handover(database, audiences: audiences, time: time) }
    var ownerless: OwnerlessContacts { OwnerlessContacts(database, audiences: audiences, time: time) }

    /// The clock of the workspace.
    func clock() async throws -> WorkspaceClock {
        WorkspaceClock(try await database.read { try Workspace.timeZone(in: $0) })
    }

    /// The fields of a submitted form.
    ///
    /// - Throws: An error with the status 413 when the body is larger than `WebUI.bodyLimit`.
    func form(_ request: Request) async throws -> FormFields {
        let text = String(buffer: try await request.body.collect(upTo: WebUI.bodyLimit))
        return try FormFields(text, atMost: FormFields.mostFields)
    }

    func page(
        _ page: some PageModel,
        for request: Request,
        _ context: WebContext,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        let flash = Flash(request)
        let shell = Shell(
            pageTitle: page.title,
            navigation: NavigationItem.bar(of: Area.allCases.filter { context.may($0.permission) }, current: page.area),
            person: context.user.map { Shell.Person(personName: $0.name, personEmail: $0.email) },
            flash: flash,
            assets: assets.addresses,
            scripts: page.scripts.map(assets.address(of:))
        )
        var response = Response.html(pages.text(page, in: shell), status: status)
        if flash != nil { response.setCookie(Flash.removal) }
        return response
    }

    func fragment(_ model: some FragmentModel) -> Response {
        .html(pages.text(model))
    }
}

extension Request {
    /// The fields of the query part of the address.
    var queryFields: FormFields { FormFields(uri.query ?? "") }
}
