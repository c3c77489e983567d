import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Sends text messages by a gateway that takes HTTP requests.
///
/// The request is a POST with JSON: `{"id": "17", "to": "+48…", "from": "Shop", "text": "…"}`. An answer from 200 to 299
/// means that the gateway took it. `Idempotency-Key` is the same when a message is sent again.
struct HTTPTextTransport: Transport {
    private static let timeout = TimeAmount.seconds(30)
    private static let longestAnswer = 65_536

    private static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
    }()

    private struct Body: Encodable {
        let id: String
        let to: String
        let from: String
        let text: String
    }

    private let settings: HTTPTextSettings

    init(_ settings: HTTPTextSettings) {
        self.settings = settings
    }

    func send(_ message: PreparedMessage, saying text: RenderedMessage) async -> SendOutcome {
        let body = Body(id: "\(message.id)", to: message.recipient, from: settings.sender, text: text.text)
        guard let json = try? JSONEncoder().encode(body) else { return .refused("the text cannot be written as JSON") }
        var request = HTTPClientRequest(url: settings.url)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.headers.add(name: "User-Agent", value: "Kartoteka")
        request.headers.add(name: "Idempotency-Key", value: "\(message.id)")
        if let authorization = settings.authorization {
            request.headers.add(name: "Authorization", value: authorization)
        }
        request.body = .bytes(json)
        do {
            let response = try await Self.client.execute(request, timeout: Self.timeout)
            // Read to its end, so that the connection can be used again.
            let answer = try? await response.body.collect(upTo: Self.longestAnswer)
            return Self.outcome(Int(response.status.code), answer.map { String(buffer: $0) } ?? "")
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

    private static func outcome(of error: any Error) -> SendOutcome {
        switch error as? HTTPClientError {
        // The gateway may have taken it before it fell silent.
        case .deadlineExceeded?, .readTimeout?, .remoteConnectionClosed?:
            .unclear("the gateway did not answer within \(timeout.nanoseconds / 1_000_000_000) seconds")
        case .invalidURL?, .emptyHost?, .emptyScheme?: .accountFails("the gateway’s address is not one of the web")
        default: .accountFails("the gateway cannot be reached")
        }
    }
}
