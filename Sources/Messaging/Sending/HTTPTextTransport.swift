import Foundation
import Outgoing

/// Sends text messages by a gateway that takes HTTP requests.
///
/// The request is a POST with JSON: `{"id": "17", "to": "+48…", "from": "Shop", "text": "…"}`. An answer from 200 to 299
/// means that the gateway took it. `Idempotency-Key` is the same when a message is sent again.
struct HTTPTextTransport: Transport {
    private static let timeout = Duration.seconds(30)

    private struct Body: Encodable {
        let id: String
        let to: String
        let from: String
        let text: String
    }

    private let settings: HTTPTextSettings
    private let caller: HTTPCaller

    init(_ settings: HTTPTextSettings, through calls: OutgoingCalls) {
        self.settings = settings
        caller = HTTPCaller(calls)
    }

    func send(_ message: PreparedMessage, saying text: RenderedMessage) async -> SendOutcome {
        let body = Body(id: "\(message.id)", to: message.recipient, from: settings.sender, text: text.text)
        guard let json = try? JSONEncoder().encode(body) else { return .refused("the text cannot be written as JSON") }
        var headers = [(name: "Idempotency-Key", value: "\(message.id)")]
        if let authorization = settings.authorization { headers.append((name: "Authorization", value: authorization)) }
        do {
            let call = HTTPCall(posting: json, to: settings.url, headers: headers)
            let answer = try await caller.answer(to: call, within: Self.timeout)
            return Self.outcome(answer.status, answer.text)
        } catch {
            return Self.outcome(of: error)
        }
    }

    func close() async {}

    private static func outcome(_ status: Int, _ answer: String) -> SendOutcome {
        let words = "the gateway answered \(status)" + (answer.isEmpty ? "" : ": \(answer.prefix(200))")
        switch status {
        case 200..<300: return .sent
        case 401, 403, 404: return .accountFails(words)
        case 408, 425, 429, 500...: return .later(words)
        default: return .refused(words)
        }
    }

    private static func outcome(of failure: HTTPCallFailure) -> SendOutcome {
        switch failure {
        // The gateway may have taken it before it fell silent.
        case .silent: .unclear("the gateway gave no answer; the server's log says why")
        case .badAddress: .accountFails("the gateway’s address is not one of the web")
        case .unreachable: .accountFails("the gateway cannot be reached; the server's log says why")
        }
    }
}
