import Forms
import Hummingbird
import Logging

extension Site {
    /// The largest body that the public may send, in bytes.
    static let publicBodyLimit = 1 << 16

    /// The fields that somebody of the public sent.
    ///
    /// - Throws: An error with the status 413 when the body is larger than `publicBodyLimit`.
    func publicForm(_ request: Request) async throws -> FormFields {
        let text = String(buffer: try await request.body.collect(upTo: Self.publicBodyLimit))
        return try FormFields(text, atMost: FormFields.mostPublicFields)
    }

    func visitor(_ request: Request, _ context: WebContext) -> Visitor {
        Visitor(
            address: entrance.clientAddress(of: request, context),
            userAgent: request.headers[.userAgent].map { String($0.prefix(400)) }
        )
    }

    /// Answers the public: errors become a page without our navigation, and say nothing of the inside.
    func publicly(
        _ request: Request,
        _ context: WebContext,
        _ answer: () async throws -> Response
    ) async throws -> Response {
        do {
            return try await answer()
        } catch {
            let trouble = Trouble(error)
            if trouble.status.kind == .serverError {
                context.logger.error("request failed", metadata: ["page": "public", "error": "\(error)"])
            }
            let words =
                trouble.status == .notFound
                ? "There is nothing at this address." : "This did not work. Please try again in a moment."
            return publicPage(PublicMessage(words, title: trouble.heading), status: trouble.status)
        }
    }
}
