import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Calls other programs by HTTP: no redirect is followed and no proxy of the environment is asked.
package struct HTTPCaller: Sendable {
    /// Answers say nothing that matters; longer ones are not read, in bytes.
    private static let longestAnswer = 65_536

    private let calls: OutgoingCalls

    package init(_ calls: OutgoingCalls) {
        self.calls = calls
    }

    /// Makes a call.
    ///
    /// - Parameters:
    ///   - call: The request.
    ///   - timeout: From the look-up of the name to the head of the answer.
    /// - Returns: The answer, whatever its status.
    /// - Throws: `HTTPCallFailure`; the log has the reason.
    package func answer(to call: HTTPCall, within timeout: Duration) async throws(HTTPCallFailure) -> HTTPAnswer {
        // The client reads the address in the same way, so both see the same host.
        guard let url = URL(string: call.url), let scheme = url.scheme?.lowercased(),
            let usual = ["http": 80, "https": 443][scheme], let written = url.host, !written.isEmpty
        else { throw .badAddress }
        let host = written.hasPrefix("[") ? String(written.dropFirst().dropLast()) : written
        let port = url.port ?? usual
        let end = ContinuousClock.now + timeout
        let addresses: [NetworkAddress]
        do {
            addresses = try await calls.addresses(of: host, port: port, within: timeout)
        } catch {
            throw .unreachable
        }
        for (index, address) in addresses.prefix(3).enumerated() {
            let left = end - .now
            guard left > .zero else { break }
            do {
                return try await send(call, host: host, to: address, within: left)
            } catch {
                calls.note("the call to \(OutgoingCalls.place(host, port)) at \(address) failed: \(error)")
                guard Self.isConnectionFailure(error) else { throw .silent }
                if index + 1 == min(addresses.count, 3) { throw .unreachable }
            }
        }
        throw .unreachable
    }

    /// The text at an address.
    ///
    /// - Parameters:
    ///   - address: The address.
    ///   - timeout: From the look-up of the name to the head of the answer.
    /// - Returns: The text of an answer with the status 200; `nil` where there is none, and the log has the reason.
    package func text(at address: String, within timeout: Duration) async -> String? {
        guard let answer = try? await answer(to: HTTPCall(getting: address), within: timeout), answer.status == 200
        else {
            return nil
        }
        return answer.text
    }

    private func send(
        _ call: HTTPCall,
        host: String,
        to address: NetworkAddress,
        within timeout: Duration
    ) async throws -> HTTPAnswer {
        var request = HTTPClientRequest(url: call.url)
        request.method = call.isPost ? .POST : .GET
        for (name, value) in call.headers { request.headers.add(name: name, value: value) }
        if call.isPost { request.body = .bytes(call.body) }
        let lease = PinnedClients.shared.take(host: host, address: address)
        defer { PinnedClients.shared.giveBack(lease) }
        let response = try await lease.client.execute(
            request,
            timeout: .milliseconds(max(Int64(timeout / .milliseconds(1)), 1))
        )
        // Read to its end, so that the connection can be used again.
        let body = try? await response.body.collect(upTo: Self.longestAnswer)
        return HTTPAnswer(status: Int(response.status.code), text: body.map { String(buffer: $0) } ?? "")
    }

    /// Whether nothing was sent, since there was no connection.
    private static func isConnectionFailure(_ error: any Error) -> Bool {
        switch error {
        case let error as HTTPClientError:
            ![.deadlineExceeded, .readTimeout, .writeTimeout, .remoteConnectionClosed, .cancelled].contains(error)
        case is HTTPParserError: false
        case let error as IOError: ![ECONNRESET, EPIPE].contains(error.errnoCode)
        default: true
        }
    }
}
