import Forms
import Foundation
import Hummingbird

/// The forms on which anybody signs up, on our own page and on those of others.
struct PublicFormPages: Sendable {
    let site: Site

    static func path(of publicID: String) -> String { "/f/\(publicID)" }

    /// Whether a request sends a form, which other sites may do.
    static func isSubmission(_ request: Request) -> Bool {
        let parts = request.uri.path.split(separator: "/")
        return request.method == .post && parts.count == 2 && parts[0] == "f" && PublicID.isWellFormed(String(parts[1]))
    }

    func declare(on routes: inout Routes) {
        routes.get("/f/:form", needs: .nobody) { request, context in
            try await site.publicly(request, context) { try await show(context) }
        }
        routes.post("/f/:form", needs: .nobody) { request, context in
            try await site.publicly(request, context) {
                if let refusal = try refusal(request, context) { return refusal }
                return try await take(request, context)
            }
        }
        routes.get("/f/:form/thanks", needs: .nobody) { request, context in
            try await site.publicly(request, context) {
                let form = try await shown(context).form
                return message(.thanks, form.definition)
            }
        }
        routes.get("/f/:form/embed.js", needs: .nobody) { request, context in
            try await site.publicly(request, context) { try await script(request, context) }
        }
    }

    private func show(_ context: WebContext) async throws -> Response {
        let shown = try await shown(context)
        guard shown.form.state == .active else { return message(.closed, shown.form.definition) }
        return page(part(shown), shown)
    }

    private func take(_ request: Request, _ context: WebContext) async throws -> Response {
        let fields = try await site.publicForm(request)
        let submission = Submission(fields.values, from: site.visitor(request, context))
        guard let result = try await site.formDesk.take(submission, at: Self.publicID(context)) else {
            throw WebError.notFound("This form")
        }
        if request.wantsJSON, !result.isTooOften { return try FormAnswer(result).response() }
        switch result {
        case .accepted(let definition):
            let target = definition.redirect ?? Self.path(of: Self.publicID(context)) + "/thanks"
            return Response(status: .seeOther, headers: [.location: target])
        case .recheck(let shown, let keepsTicks):
            let hint = shown.form.definition.text(.recheck)
            return page(part(shown, fields, keepsTicks: keepsTicks, hint: hint), shown)
        case .unfit(let shown, let problems):
            return page(part(shown, fields, problems: problems), shown, status: .unprocessableContent)
        case .tooOften(let definition): return try tooOften(definition, request, after: Self.networkWait)
        case .closed(let definition): return message(.closed, definition)
        }
    }

    /// Until when a network that signed up too often may do so again, in seconds.
    private static let networkWait: Int64 = 3600

    /// The answer to a form that is sent too soon after others, without a look at the database; `nil` if it may come.
    private func refusal(_ request: Request, _ context: WebContext) throws -> Response? {
        guard request.wantsJSON else { return site.refusal(by: \.submissions, request, context) }
        guard let seconds = site.waitSeconds(\.submissions, request, context) else { return nil }
        var response = try FormAnswer(words: PublicLimits.words(seconds)).response(status: .tooManyRequests)
        response.headers[.retryAfter] = "\(seconds)"
        return response
    }

    private func tooOften(_ form: FormDefinition, _ request: Request, after seconds: Int64) throws -> Response {
        var response =
            request.wantsJSON
            ? try FormAnswer(.tooOften(form)).response(status: .tooManyRequests)
            : message(.tooOften, form, status: .tooManyRequests)
        response.headers[.retryAfter] = "\(seconds)"
        return response
    }

    /// The script that lets a form on another site answer in its place, with the stamp of this moment.
    private func script(_ request: Request, _ context: WebContext) async throws -> Response {
        let shown = try await shown(context)
        let settings = EmbedSettings(
            form: shown.form.publicID,
            action: site.entrance.address(of: Self.path(of: shown.form.publicID), for: request),
            stamp: shown.stamp,
            quickest: FormStamp.quickest
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = String(decoding: try encoder.encode(settings), as: UTF8.self)
        var response = Response.text("(\(site.assets.text(of: "embed.js")))(\(json));\n")
        response.headers[.contentType] = "text/javascript; charset=utf-8"
        return response
    }

    private func shown(_ context: WebContext) async throws -> ShownForm {
        guard let shown = try await site.formDesk.show(Self.publicID(context)) else {
            throw WebError.notFound("This form")
        }
        return shown
    }

    private func part(
        _ shown: ShownForm,
        _ fields: FormFields = FormFields(""),
        keepsTicks: Bool = true,
        problems: [String: AnswerProblem] = [:],
        hint: String? = nil
    ) -> PublicFormPart {
        PublicFormPart(
            shown.form,
            shown.form.definition,
            version: shown.form.version,
            stamp: shown.stamp,
            action: Self.path(of: shown.form.publicID),
            fields: fields,
            keepsTicks: keepsTicks,
            problems: problems,
            hint: hint
        )
    }

    private func page(_ part: PublicFormPart, _ shown: ShownForm, status: HTTPResponse.Status = .ok) -> Response {
        let definition = shown.form.definition
        let policy = PublicPolicy(isEmbeddable: true, redirect: definition.redirect)
        return site.publicPage(PublicFormPage(part, language: definition.language), policy, status: status)
    }

    private func message(
        _ text: FormText,
        _ definition: FormDefinition,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        let page = PublicMessage(definition.text(text), title: definition.title, language: definition.language)
        return site.publicPage(page, PublicPolicy(isEmbeddable: true), status: status)
    }

    private static func publicID(_ context: WebContext) -> String { context.parameters.get("form") ?? "" }
}

/// What the script of an embedded form must know.
private struct EmbedSettings: Encodable {
    let form: String
    let action: String
    let stamp: String
    /// How long it must wait before it sends, in milliseconds.
    let quickest: Int64
}

extension SubmissionResult {
    fileprivate var isTooOften: Bool { if case .tooOften = self { true } else { false } }
}

extension Request {
    /// Whether a script asks, which shows the answer itself.
    var wantsJSON: Bool { headers[.accept]?.contains("application/json") == true }
}
