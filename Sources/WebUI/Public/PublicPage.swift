import Hummingbird

/// What a page for the public shows, without navigation and for nobody who is signed in.
protocol PublicPageModel: FragmentModel {
    var pageTitle: String { get }
    /// The language of the texts, as HTML names it.
    var language: String { get }
}

/// What stands around a page for the public.
struct PublicFrame: Sendable {
    let pageTitle: String
    let language: String
    let assets: AssetAddresses
}

/// A page for the public together with its frame: the root of what its layout sees.
struct FramedPublicPage: Sendable {
    let frame: PublicFrame
    let content: any PublicPageModel
}

/// Some words of the public pages, and nothing to do.
struct PublicMessage: PublicPageModel {
    static let template = "public-message"

    let pageTitle: String
    let language: String
    let words: String

    init(_ words: String, title: String, language: String = "en") {
        self.words = words
        pageTitle = title
        self.language = language
    }
}

/// Who may show a page for the public in a frame, and where its form may lead.
struct PublicPolicy: Sendable {
    /// Whether other sites may show the page in a frame.
    var isEmbeddable = false
    /// The page to which the answer may send the browser on.
    var redirect: String?

    var text: String {
        // Browsers hold the addresses to which an answer redirects against the policy for forms too.
        let further = redirect.flatMap(Self.origin).map { " " + $0 } ?? ""
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "base-uri 'none'; form-action 'self'\(further); frame-ancestors \(isEmbeddable ? "*" : "'none'")"
    }
}

extension Site {
    func publicPage(
        _ page: some PublicPageModel,
        _ policy: PublicPolicy = PublicPolicy(),
        status: HTTPResponse.Status = .ok
    ) -> Response {
        let frame = PublicFrame(pageTitle: page.pageTitle, language: page.language, assets: assets.addresses)
        var response = Response.html(pages.text(page, in: frame), status: status)
        response.headers[.contentSecurityPolicy] = policy.text
        return response
    }
}
