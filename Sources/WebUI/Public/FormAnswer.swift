import Forms
import Foundation
import Hummingbird

/// The answer to a form that a script sent from another site.
struct FormAnswer: Encodable {
    let done: Bool
    var words: String?
    /// Where the browser goes next.
    var redirect: String?
    /// What is wrong, by the name of the field.
    var problems: [String: String]?
    /// The stamp for another try.
    var stamp: String?

    /// Something that was not taken, and why.
    init(words: String) {
        done = false
        self.words = words
    }

    init(_ result: SubmissionResult) {
        switch result {
        case .accepted(let definition):
            done = true
            words = definition.text(.thanks)
            redirect = definition.redirect
        case .recheck(let shown, _):
            done = false
            words = shown.form.definition.text(.recheck)
            stamp = shown.stamp
        case .unfit(let shown, let found):
            done = false
            problems = found.mapValues { shown.form.definition.text($0.text) }
        case .tooOften(let definition):
            done = false
            words = definition.text(.tooOften)
        case .closed(let definition):
            done = false
            words = definition.text(.closed)
        }
    }

    /// The answer, which any site may read: it says the same to everybody.
    func response(status: HTTPResponse.Status = .ok) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Response(
            status: status,
            headers: [.contentType: "application/json", .accessControlAllowOrigin: "*"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try encoder.encode(self)))
        )
    }
}
