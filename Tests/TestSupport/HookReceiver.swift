package import Foundation
package import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Synchronization

/// Another program on this machine that webhooks call, with the answers that a test wants of it.
package final class HookReceiver: Sendable {
    package struct Call: Sendable {
        package let method: String
        package let path: String
        package let key: String
        package let authorization: String
        package let body: Data

        /// The body as JSON.
        package var json: [String: Any] {
            (try? JSONSerialization.jsonObject(with: body)) as? [String: Any] ?? [:]
        }
    }

    private struct State {
        var calls: [Call] = []
        var answers: [HTTPResponse.Status] = []
    }

    private let state = Mutex(State())

    package init() {}

    /// Everything that was received, in order.
    package var calls: [Call] { state.withLock { $0.calls } }

    /// Gives these answers to the next calls; whoever calls later is told that all is well.
    package func answer(_ answers: HTTPResponse.Status...) {
        state.withLock { $0.answers = answers }
    }

    /// Runs the body while it listens on a port of its own, whose address the body gets.
    package func listen(_ body: @escaping @Sendable (String) async throws -> Void) async throws {
        let router = Router()
        for method in [HTTPRequest.Method.post, .get] {
            router.on("**", method: method) { request, _ -> Response in
                let content = try await request.body.collect(upTo: 1_000_000)
                let key = request.headers[.idempotencyKey] ?? ""
                let call = Call(
                    method: method.rawValue,
                    path: request.uri.path,
                    key: key,
                    authorization: request.headers[.authorization] ?? "",
                    body: Data(content.readableBytesView)
                )
                let status = self.state.withLock { state in
                    state.calls.append(call)
                    return state.answers.isEmpty ? HTTPResponse.Status.ok : state.answers.removeFirst()
                }
                return Response(status: status, headers: status == .found ? [.location: "/elsewhere"] : [:])
            }
        }
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        try await Application(router: router, logger: logger).test(.live) { client in
            guard let port = client.port else { throw HTTPError(.internalServerError) }
            try await body("http://127.0.0.1:\(port)")
        }
    }
}

extension HTTPField.Name {
    fileprivate static let idempotencyKey = HTTPField.Name("Idempotency-Key") ?? .from
}
