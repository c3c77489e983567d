import Contacts
import Executions
import Foundation
import Hummingbird
import Storage

/// Why a request is not carried out, as RFC 9457 writes it; nothing was changed.
struct Problem: Error, Encodable, Sendable, Equatable {
    /// The status of the answer in words.
    let title: String
    let status: Int
    /// A word for programs, which stays the same.
    let code: String
    /// A sentence for people: what is wrong, and what to do.
    let detail: String

    init(_ status: HTTPResponse.Status, _ code: String, _ detail: String) {
        title = status.reasonPhrase
        self.status = status.code
        self.code = code
        self.detail = detail
    }

    /// A value in a body that cannot be.
    static func badValue(_ detail: String) -> Problem { Problem(.unprocessableContent, "bad-value", detail) }

    /// Puts any error into words; those that nobody expected say nothing of the inside.
    init(_ error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let error as RedemptionError: self.init(error.status, error.code, error.message)
        case let error as ContactReferenceError:
            switch error {
            case .unknown: self.init(.notFound, "unknown-contact", error.message)
            case .forbidden: self.init(.forbidden, "contact-forbidden", error.message)
            }
        case let error as ExecutionError: self.init(error.status, error.code, error.message)
        case UpsertError.exists(let contact):
            self.init(.conflict, "contact-exists", UpsertError.exists(contact).message)
        case UpsertError.needsAddress(let id):
            self.init(.notFound, "unknown-contact", UpsertError.needsAddress(id).message)
        case CardEditError.emailTaken(let email, let holder):
            self.init(.conflict, "address-taken", CardEditError.emailTaken(email, by: holder).message)
        case let error as any ExplainedError: self.init(.unprocessableContent, "refused", error.message)
        case let error as StorageError: self = Self.problem(error)
        case let error as any HTTPResponseError: self = Self.problem(error.status)
        default: self = Self.failed
        }
    }

    private static let failed = Problem(
        .internalServerError,
        "internal",
        "the server could not finish this request: try again, and look into the server's log if it fails again"
    )

    private static func problem(_ error: StorageError) -> Problem {
        switch error.code {
        case .busy, .unavailable, .unknownOutcome, .timedOut:
            Problem(
                .serviceUnavailable,
                "unavailable",
                "the database is busy or cannot be reached: look whether the change is there, and try again"
            )
        case .secretKey:
            Problem(
                .serviceUnavailable,
                "no-secret-key",
                "the server has no key that fits its encrypted secrets: its log says what to do"
            )
        case .corrupt:
            Problem(
                .internalServerError,
                "damaged",
                "what is stored is damaged and cannot be read: the server's log says what to do"
            )
        case .conflict, .newerSchema, .badAddress, .other: failed
        }
    }

    private static func problem(_ status: HTTPResponse.Status) -> Problem {
        switch status {
        case .notFound:
            Problem(.notFound, "unknown-path", "there is nothing at this path: see \(RESTEndpoints.base)/openapi.json")
        default:
            status.kind == .serverError
                ? failed : Problem(status, "bad-request", "the request cannot be understood")
        }
    }

    /// The problem as an answer.
    var response: Response {
        var response = Response.json(self, status: HTTPResponse.Status(code: status))
        response.headers[.contentType] = "application/problem+json"
        if status == 401 { response.headers[.wwwAuthenticate] = "Bearer realm=\"Kartoteka\"" }
        return response
    }
}

extension RedemptionError {
    fileprivate var status: HTTPResponse.Status {
        switch self {
        case .unknown: .notFound
        case .expired, .used: .conflict
        case .readOnly: .forbidden
        }
    }

    fileprivate var code: String {
        switch self {
        case .unknown: "unknown-coupon"
        case .expired: "coupon-expired"
        case .used: "coupon-used"
        case .readOnly: "contact-forbidden"
        }
    }
}

extension ExecutionError {
    fileprivate var status: HTTPResponse.Status {
        switch self {
        case .unknown: .notFound
        case .impossible, .confirmationMissing, .confirmationDiffers: .conflict
        case .inThePast, .privateNoteWithoutUser: .unprocessableContent
        }
    }

    fileprivate var code: String {
        switch self {
        case .unknown: "unknown-execution"
        case .impossible: "wrong-state"
        case .confirmationMissing: "confirmation-missing"
        case .confirmationDiffers: "confirmation-differs"
        case .inThePast, .privateNoteWithoutUser: "refused"
        }
    }
}

extension Response {
    /// An answer in JSON.
    static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            let data = try encoder.encode(value)
            return Response(
                status: status,
                headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: data))
            )
        } catch {
            // Documents hold texts, whole numbers and flags only, which can all be written.
            return Response(status: .internalServerError)
        }
    }
}
