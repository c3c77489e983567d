import Forms
import Hummingbird

/// Where the link of a confirmation leads: a page with one button.
///
/// Only the button confirms. Programs that look through mail follow every link, and some run the scripts that they find.
struct ConfirmationPages: Sendable {
    let site: Site

    func declare(on routes: inout Routes) {
        routes.get("/f/confirm/:token", needs: .nobody) { request, context in
            try await site.publicly(request, context) {
                let token = Self.token(context)
                return answer(try await site.confirmations.look(at: token), token)
            }
        }
        routes.post("/f/confirm/:token", needs: .nobody) { request, context in
            if let refusal = site.refusal(by: \.confirmations, request, context) { return refusal }
            return try await site.publicly(request, context) {
                let token = Self.token(context)
                let visitor = site.visitor(request, context)
                let result = try await site.confirmations.confirm(token, by: visitor)
                if case .confirmed(let definition) = result, let target = definition.confirmedRedirect {
                    return Response(status: .seeOther, headers: [.location: target])
                }
                return answer(result, token)
            }
        }
    }

    private func answer(_ result: ConfirmationResult?, _ token: String) -> Response {
        switch result {
        case .open(let definition):
            let policy = PublicPolicy(redirect: definition.confirmedRedirect)
            return site.publicPage(ConfirmPage(definition, path: ConfirmationDesk.path(of: token)), policy)
        case .confirmed(let definition): return message(.confirmed, definition)
        case .ended(let definition): return message(.linkEnded, definition, status: .gone)
        case nil:
            let words = FormText.linkEnded.standard
            return site.publicPage(PublicMessage(words, title: FormText.confirmHeading.standard), status: .notFound)
        }
    }

    private func message(
        _ text: FormText,
        _ definition: FormDefinition,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        let page = PublicMessage(definition.text(text), title: definition.title, language: definition.language)
        return site.publicPage(page, status: status)
    }

    private static func token(_ context: WebContext) -> String { context.parameters.get("token") ?? "" }
}

/// The page that asks for the click.
struct ConfirmPage: PublicPageModel {
    static let template = "public-button"

    let pageTitle: String
    let language: String
    let words: String
    let action: String
    let buttonText: String

    init(_ definition: FormDefinition, path: String) {
        pageTitle = definition.text(.confirmHeading)
        language = definition.language
        words = definition.text(.confirmWords)
        action = path
        buttonText = definition.text(.confirmButton)
    }
}
